"""What an operator is asked about a strategy of the toolkit."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.features.toolkit import labels
from beside.features.toolkit.core.strategy import as_text, line
from beside.features.toolkit.core.words import MARKS

_LINES = gettext_lazy("One a line.")


def _lines(label: Any, hint: Any = _LINES, rows: int = 4, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


class StrategyForm(forms.Form):
    """A strategy in the organisation's words."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    family = forms.ChoiceField(label=gettext_lazy("Shelf"), choices=list(labels.FAMILIES.items()))
    what = forms.CharField(
        label=gettext_lazy("What it is"), max_length=400, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    how = _lines(
        gettext_lazy("How it goes"),
        gettext_lazy("One step a line. A line that is not for some begins with their marks, as in: heart eating | …"),
        6,
        required=True,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=0, max_value=240, help_text=gettext_lazy("0 for a rule for weeks.")
    )
    moods = forms.MultipleChoiceField(
        label=gettext_lazy("Right now I feel …"),
        choices=list(labels.MOODS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    serves = forms.MultipleChoiceField(
        label=gettext_lazy("What it is for"), choices=list(labels.SERVES.items()), widget=forms.CheckboxSelectMultiple
    )
    place = forms.ChoiceField(label=gettext_lazy("Where"), choices=list(labels.PLACES.items()))
    energy = forms.ChoiceField(label=gettext_lazy("How much strength"), choices=list(labels.ENERGIES.items()))
    discreet = forms.BooleanField(label=gettext_lazy("Nobody notices"), required=False)
    cautions = _lines(gettext_lazy("What to know before the first time"))
    instead = _lines(
        gettext_lazy("Offer something else first"),
        gettext_lazy(
            "One a line, in three parts: breath | 54321 feet | why. The first is one of: breath, heart, pregnancy,"
            " eating, trauma, voices; the second names other strategies by their keys."
        ),
    )
    variants = _lines(
        gettext_lazy("Other ways of doing it"),
        gettext_lazy("One a line, as in: sight | Count by tapping. Also smell, hearing, standing, breath, hands."),
    )
    grade = forms.ChoiceField(label=gettext_lazy("How well it is known"), choices=list(labels.GRADES.items()))
    evidence = forms.CharField(
        label=gettext_lazy("What is known, honestly"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    sources = _lines(gettext_lazy("Sources"), gettext_lazy("One address a line, beginning with https://"))
    said = _lines(
        gettext_lazy("What the exercise says"),
        gettext_lazy("One sentence a line, with its seconds in front, as in: 20 | Look around."),
        8,
    )
    reviewed_by = forms.CharField(
        label=gettext_lazy("Looked over by"),
        max_length=120,
        help_text=gettext_lazy("A name or a role, shown to members. Someone who knows the subject, and did look."),
    )

    def __init__(self, *given: Any, body: Mapping[str, Any] | None = None, **more: Any) -> None:
        self.body = dict(body or {})
        super().__init__(*given, **{"initial": _initial(self.body), **more})
        if (self.body.get("exercise") or {}).get("kind") != "guide":
            del self.fields["said"]

    def clean_instead(self) -> list[dict[str, Any]]:
        """Three parts a line."""
        found = []
        for text in _split(self.cleaned_data["instead"]):
            parts = [part.strip() for part in text.split("|", 2)]
            if len(parts) != 3 or parts[0] not in MARKS:
                raise forms.ValidationError(_("Each line has three parts, as in: breath | 54321 feet | why"))
            found.append({"if": parts[0], "offer": parts[1].split(), "why": parts[2]})
        return found

    def clean_variants(self) -> list[dict[str, str]]:
        """Two parts a line."""
        found = []
        for text in _split(self.cleaned_data["variants"]):
            kind, bar, say = (part.strip() for part in text.partition("|"))
            if not bar or kind not in labels.VARIANTS:
                raise forms.ValidationError(_("Each line has two parts, as in: sight | Count by tapping."))
            found.append({"for": kind, "say": say})
        return found

    def given(self) -> dict[str, Any]:
        """The strategy as plain values; what runs stays as it was, with its new words."""
        said = self.cleaned_data
        kept = {
            name: said[name] for name in ("name", "family", "what", "minutes", "moods", "serves", "place", "energy")
        }
        runs = dict(self.body.get("exercise") or {}) or None
        if runs is not None and "said" in self.fields:
            runs["lines"] = _split(said["said"])
        return {
            **kept,
            "discreet": said["discreet"],
            "how": _split(said["how"]),
            "cautions": _split(said["cautions"]),
            "instead": said["instead"],
            "variants": said["variants"],
            "evidence": {"grade": said["grade"], "say": said["evidence"]},
            "sources": _split(said["sources"]),
            "exercise": runs,
        }


class NewStrategyForm(StrategyForm):
    """A strategy of the organisation's own; the key stays for ever."""

    key = forms.SlugField(
        label=gettext_lazy("Key"),
        max_length=60,
        help_text=gettext_lazy(
            "Small letters, numbers and hyphens, like tea-by-the-river. It cannot be changed later."
        ),
    )


def _split(text: str) -> list[str]:
    return [part for raw in text.splitlines() if (part := " ".join(raw.split()))]


def _initial(body: Mapping[str, Any]) -> dict[str, Any]:
    if not body:
        return {"place": "anywhere", "energy": "little", "grade": "practice", "family": "grounding"}
    names = ("name", "family", "what", "minutes", "moods", "serves", "place", "energy", "discreet")
    held = {name: body[name] for name in names if name in body}
    proof = body.get("evidence", {})
    runs = body.get("exercise") or {}
    return held | {
        "how": "\n".join(as_text(line(one)) for one in body["how"]),
        "cautions": "\n".join(body.get("cautions", ())),
        "instead": "\n".join(
            f"{one['if']} | {' '.join(one['offer'])} | {one['why']}" for one in body.get("instead", ())
        ),
        "variants": "\n".join(f"{one['for']} | {one['say']}" for one in body.get("variants", ())),
        "grade": proof.get("grade", "practice"),
        "evidence": proof.get("say", ""),
        "sources": "\n".join(body.get("sources", ())),
        "said": "\n".join(as_text(line(one)) for one in runs.get("lines", ())),
    }
