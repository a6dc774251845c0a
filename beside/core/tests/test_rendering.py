"""Controls look to a browser as Django's own templates would have drawn them."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from beside.core.rendering import Renderer

HOSTILE = "\"><script>alert('x')</script>&amp; ‮"


class _Tags(HTMLParser):
    """What a browser makes of it: tags with their attributes, and the words between, white space aside."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, sorted(attrs, key=str)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if words := re.sub(r"\s+", " ", data).strip():
            self.seen.append(words)


class _Form(forms.Form):
    words = forms.CharField(label=HOSTILE, max_length=20, widget=forms.TextInput(attrs={"placeholder": HOSTILE}))
    long = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "spellcheck": False, "autofocus": True}))
    hidden = forms.CharField(widget=forms.HiddenInput)
    secret = forms.CharField(widget=forms.PasswordInput)
    address = forms.EmailField()
    link = forms.URLField(assume_scheme="https")
    number = forms.IntegerField(min_value=1, localize=True)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    tick = forms.BooleanField()
    one = forms.ChoiceField(choices=[("", "none"), (1_000, HOSTILE), ("b", "B")], widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(choices=[("a", "A"), (HOSTILE, "B")], widget=forms.CheckboxSelectMultiple)
    chosen = forms.ChoiceField(choices=[("a", "A"), (HOSTILE, [(1_000, HOSTILE), (None, "nothing")])])
    several = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])
    both = forms.SplitDateTimeField()
    picture = forms.FileField()


GIVEN = {
    "words": HOSTILE, "long": f"\n{HOSTILE}", "hidden": HOSTILE, "number": "12000", "day": "2026-11-28", "tick": "on",
    "one": "1000", "some": ["a", HOSTILE], "chosen": "1000", "several": ["a", "b"], "both_0": "2026-11-28",
}  # fmt: skip


@pytest.mark.parametrize("data", [None, GIVEN, dict.fromkeys(GIVEN, "")], ids=["empty", "filled", "blank"])
@pytest.mark.parametrize("name", list(_Form.base_fields))
def test_a_control_is_what_django_would_draw(name: str, data: dict[str, object] | None) -> None:
    ours, theirs = (_Form(data, renderer=renderer())[name] for renderer in (Renderer, DjangoTemplates))
    assert _Tags(str(ours)).seen == _Tags(str(theirs)).seen
    assert "<script>" not in str(ours)


def test_each_choice_is_too() -> None:
    for name in ("one", "some"):
        ours, theirs = (list(_Form(GIVEN, renderer=renderer())[name]) for renderer in (Renderer, DjangoTemplates))
        for mine, other in zip(ours, theirs, strict=True):
            assert _Tags(str(mine)).seen == _Tags(str(other)).seen
            assert _Tags(str(mine.tag())).seen == _Tags(str(other.tag())).seen
