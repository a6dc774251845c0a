"""What the styleguide page shows: every component in every state. Only for those who build the pages."""

from datetime import timedelta
from typing import Any

from django import forms

from beside.core import clock, icons

_FEEL = [(word.lower(), word) for word in ("Heavy", "Low", "In between", "Steady", "Light")]


class Sample(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="What shall we call you?", help_text="A name you make up.")
    email = forms.EmailField(label="Email", required=False)
    story = forms.CharField(label="Your words", widget=forms.Textarea, required=False)
    country = forms.ChoiceField(label="Country", choices=[("", "Choose"), ("ie", "Ireland")])
    feel = forms.ChoiceField(label="How are you arriving?", choices=_FEEL, widget=forms.RadioSelect)
    wishes = forms.MultipleChoiceField(
        label="What would help?",
        choices=[("heard", "To be heard"), ("ideas", "Ideas that worked for others"), ("company", "Company")],
        widget=forms.CheckboxSelectMultiple,
        help_text="As many as you like.",
        required=False,
    )
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    rules = forms.BooleanField(label="I have read the house rules", help_text="They fit on one page.")


def context() -> dict[str, Any]:
    """The template's context: ``form`` (untouched), ``wrong`` (sent with mistakes), and samples."""
    now = clock.now()
    wrong = Sample({"name": "", "email": "ben@", "story": "What I typed stays.", "feel": "low"})
    wrong.add_error(None, "Someone else has just taken the last place.")
    steps = [0, 5 * 60, 3 * 3600, 26 * 3600, 4 * 86400, 40 * 86400, 500 * 86400, -600, -86400]
    return {
        "form": Sample(auto_id="plain_%s"),
        "wrong": wrong,
        "moments": [now - timedelta(seconds=step) for step in steps],
        "icons": icons.names(),
        "tabs": [
            {"label": "Open", "href": "#tabs", "current": True},
            {"label": "Waiting", "href": "#tabs", "current": False},
            {"label": "Finished", "href": "#tabs", "current": False},
        ],
        "seeds": ["Wren", "Heron", "Maple", "Sparrow", "Fern", "Juniper", "Otter", "Moss", "Linnet", "Tern"],
    }
