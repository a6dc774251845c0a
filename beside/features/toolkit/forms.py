"""What is asked of members and moderators."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beside.core.ids import REF_LENGTH
from beside.features.toolkit import actions, peers
from beside.features.toolkit.core.sheets import names
from beside.features.toolkit.core.strategy import Box
from beside.features.toolkit.labels import MARKS, MOODS


class MarksForm(forms.Form):
    """What to be careful with."""

    marks = forms.MultipleChoiceField(
        label=_("Mark what is true for you"),
        choices=list(MARKS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class TryForm(forms.Form):
    """How strong it was before and after.

    ``client_id`` is the name that this gets, so that what is sent twice is kept once; ``written_at`` comes with what
    was said earlier, without a network.
    """

    client_id = forms.RegexField(f"^[2-9a-z]{{{REF_LENGTH}}}$", required=False)
    written_at = forms.CharField(required=False, max_length=40)
    before = forms.IntegerField(required=False, min_value=0, max_value=actions.STRONGEST)
    after = forms.IntegerField(required=False, min_value=0, max_value=actions.STRONGEST)


class LineForm(forms.Form):
    """A line to a try."""

    line = forms.CharField(
        label=_("A line for yourself"),
        required=False,
        max_length=actions.LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Where you were, what helped, what did not."),
    )


class SheetForm(forms.Form):
    """A sheet to write on, made of the boxes of a strategy; everything can be left out."""

    def __init__(self, boxes: Sequence[Box], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._boxes = tuple(boxes)
        for name, box in names(boxes):
            self.fields[name] = _field(name, box)

    def rows(self) -> list[dict[str, Any]]:
        """The fields as they stand on the page: two of a pair side by side, under what they are about."""
        return [
            {"label": box.label if box.kind == "pair" else "", "fields": [self[name] for name, _box in names([box])]}
            for box in self._boxes
        ]


def _field(name: str, box: Box) -> forms.Field:
    if box.kind in ("number", "pair"):
        label: Any = box.label
        if box.kind == "pair":
            label = _("It matters, 0 to {most}") if name.endswith("-matters") else _("I live it now, 0 to {most}")
            label = label.format(most=box.most)
        return forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=box.most,
            help_text=box.hint,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
    widget: forms.Widget = forms.TextInput(attrs={"dir": "auto"})
    if box.kind == "text":
        widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(
        label=box.label,
        help_text=box.hint,
        required=False,
        strip=False,
        max_length=actions.LONGEST_ANSWER,
        widget=widget,
    )


class PeerForm(forms.Form):
    """What helps me, with a guide."""

    title = forms.CharField(
        label=_("What would you call it?"),
        max_length=peers.LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    moods = forms.MultipleChoiceField(
        label=_("When I feel …"), choices=list(MOODS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    named = forms.BooleanField(label=_("Show it under my pseudonym"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        parts = {
            name: forms.CharField(
                label=label,
                help_text=hint,
                required=False,
                max_length=peers.LONGEST * 2,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            )
            for name, label, hint in peers.PARTS
        }
        rest = {name: field for name, field in self.fields.items() if name != "title"}
        self.fields = {"title": self.fields["title"], **parts, **rest}


class NoteForm(forms.Form):
    """A note between moderator and writer."""

    words = forms.CharField(
        label=_("A note"), max_length=peers.LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
