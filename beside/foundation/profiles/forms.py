"""Forms about oneself. Nothing but the name is needed, and each says so."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beside.core.refusal import Refused
from beside.foundation.accounts.models import Person
from beside.foundation.profiles import actions, names, places
from beside.foundation.profiles.models import Comfort, LivedExperience, Profile, SeenBy, Stance, Wish

Choices = list[tuple[Any, Any]]
_TOPIC = "topic"


class NameForm(forms.Form):
    """A name to be known by."""

    name = forms.CharField(
        label=_("A name of your own"),
        max_length=names.MOST * 4,  # longer ones are told kindly, by names.check
        help_text=_("Not your real name, and not one you use elsewhere."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def take(self, actor: Person) -> bool:
        """Choose the name; False, with the reason beside the field, where it cannot be used."""
        if not self.is_valid():
            return False
        try:
            actions.choose_name(self.cleaned_data["name"], actor=actor)
        except Refused as no:
            self.add_error("name", str(no.words))
            return False
        return True


class PlaceForm(forms.Form):
    """Languages, country and time zone."""

    languages = forms.MultipleChoiceField(
        label=_("Languages you are at home in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You meet people who share at least one."),
    )
    another = forms.ChoiceField(label=_("Another language"), required=False)
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("So that Get help now shows the right numbers. Nobody else sees it."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("So that times here are your times. Nobody else sees it."),
    )

    def __init__(self, data: Any = None, *, profile: Profile, **kwargs: Any) -> None:
        held = [code for code in profile.languages if code in places.LANGUAGES]
        start = {"languages": held, "country": profile.country, "time_zone": profile.time_zone}
        super().__init__(data, initial=start, **kwargs)
        shown = [*places.COMMON_LANGUAGES, *(code for code in held if code not in places.COMMON_LANGUAGES)]
        rest = sorted((name, code) for code, name in places.LANGUAGES.items() if code not in shown)
        _choices(self, "languages", [(code, places.LANGUAGES[code]) for code in shown])
        _choices(self, "another", [("", _("None")), *((code, name) for name, code in rest)])
        _choices(self, "country", [("", _("I'd rather not say")), *places.countries().items()])
        groups: Choices = [
            (area, [(zone, places.place_name(zone)) for zone in held]) for area, held in places.zones().items()
        ]
        _choices(self, "time_zone", [("", _("The same as this service")), *groups])

    def clean(self) -> dict[str, Any]:
        """Languages as one list: what was ticked and the one chosen besides."""
        data = super().clean() or {}
        added = [data["another"]] if data.get("another") else []
        data["languages"] = [*data.get("languages", []), *added]
        return data

    def save(self, actor: Person) -> None:
        """Keep it."""
        kept = {name: self.cleaned_data[name] for name in ("languages", "country", "time_zone")}
        actions.change_profile(actor=actor, **kept)


class AboutForm(forms.Form):
    """Pronouns and gender."""

    pronouns = forms.CharField(
        label=_("Pronouns"),
        max_length=30,
        required=False,
        help_text=_("Like she/her, they/them. Shown beside your name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=[("", _("I'd rather not say")), *places.GENDERS],
        widget=forms.RadioSelect,
        help_text=_("Never shown. Used only where someone wishes to talk to, say, another woman."),
    )
    gender_words = forms.CharField(label=_("In your own words"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """Own words count only beside the choice that asks for them."""
        data = super().clean() or {}
        if data.get("gender") != "own_words":
            data["gender_words"] = ""
        return data

    def save(self, actor: Person) -> None:
        """Keep it."""
        actions.change_profile(actor=actor, **{name: self.cleaned_data[name] for name in self.fields})


class AppearanceForm(forms.Form):
    """Light or dark, and calm."""

    look = forms.ChoiceField(label=_("Light or dark"), choices=places.THEMES, widget=forms.RadioSelect)
    calm = forms.BooleanField(label=_("Calm mode"), required=False, help_text=_("Fewer colours, and nothing moves."))

    def save(self, actor: Person) -> None:
        """Keep it as one word, like ``calm-dark``."""
        calm = places.CALM if self.cleaned_data["calm"] else ""
        actions.change_profile(actor=actor, theme=calm + self.cleaned_data["look"])


class LivedForm(forms.Form):
    """What one says of one experience."""

    stance = forms.ChoiceField(label=_("Where do you stand with it?"), choices=Stance, widget=forms.RadioSelect)
    comfort = forms.TypedChoiceField(
        label=_("Would you talk about it?"), choices=Comfort, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As much or as little as you like. Kept locked; read only by those you choose below."),
    )
    seen_by = forms.ChoiceField(label=_("Who may see this?"), choices=SeenBy, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, held: LivedExperience | None, **kwargs: Any) -> None:
        start: dict[str, Any] = {"comfort": Comfort.IF_IT_HELPS, "seen_by": SeenBy.MATCHES}
        if held is not None:
            start = {
                "stance": held.stance,
                "comfort": held.comfort,
                "seen_by": held.seen_by,
                "words": actions.words_of(held),
            }
        super().__init__(data, initial=start, **kwargs)

    def said(self) -> actions.Said:
        """The checked answer."""
        data = self.cleaned_data
        return actions.Said(data["stance"], data["comfort"], data["seen_by"], data["words"])


class WishesForm(forms.Form):
    """Whom one would rather, and rather not, talk to. Field names are ``<toward>_<aspect>``; topics can be
    added.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        wishes: Iterable[tuple[str, str, str]],
        topics: dict[str, str],
        languages: list[str],
        **kwargs: Any,
    ) -> None:
        held = list(wishes)
        super().__init__(data, **kwargs)
        for toward in Wish.Toward.values:
            for aspect, choices in self._aspects(toward, held, topics, languages).items():
                chosen = [value for an_aspect, value, way in held if (an_aspect, way) == (aspect, toward)]
                if choices:
                    self._add(f"{toward}_{aspect}", _LABELS[aspect], choices, chosen)
            more: Choices = [("", _("None")), *sorted(topics.items(), key=lambda pair: pair[1].casefold())]
            self.fields[f"{toward}_more"] = forms.ChoiceField(label=_("Add a topic"), choices=more, required=False)

    @staticmethod
    def _aspects(
        toward: str, held: list[tuple[str, str, str]], topics: dict[str, str], languages: list[str]
    ) -> dict[str, Choices]:
        chosen = [value for aspect, value, way in held if (aspect, way) == (_TOPIC, toward)]
        found: dict[str, Choices] = {
            Wish.Aspect.AGE_BAND.value: list(places.AGE_BANDS),
            Wish.Aspect.GENDER.value: [pair for pair in places.GENDERS if pair[0] != "own_words"],
        }
        if len(languages) > 1:
            found[Wish.Aspect.LANGUAGE.value] = [(code, places.language_name(code)) for code in languages]
        found[_TOPIC] = [(key, topics.get(key, key)) for key in chosen]
        return found

    def _add(self, name: str, label: Any, choices: Choices, chosen: list[str]) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=choices, initial=chosen, required=False, widget=forms.CheckboxSelectMultiple
        )

    def toward(self, toward: str) -> list[forms.BoundField]:
        """The fields of one side, in order."""
        return [self[name] for name in self.fields if name.startswith(f"{toward}_") and not self._other(name, toward)]

    @staticmethod
    def _other(name: str, toward: str) -> bool:
        return toward == "rather" and name.startswith("rather_not_")

    @property
    def rather(self) -> list[forms.BoundField]:
        """Fields of the wishes for."""
        return self.toward("rather")

    @property
    def rather_not(self) -> list[forms.BoundField]:
        """Fields of the wishes against."""
        return self.toward("rather_not")

    def save(self, actor: Person) -> None:
        """Keep them all."""
        actions.set_wishes(self._wishes(), actor=actor)

    def _wishes(self) -> list[tuple[str, str, str]]:
        found: list[tuple[str, str, str]] = []
        for toward in Wish.Toward.values:
            for aspect in Wish.Aspect.values:
                found += [(aspect, value, toward) for value in self.cleaned_data.get(f"{toward}_{aspect}", [])]
            if self.cleaned_data.get(f"{toward}_more"):
                found.append((_TOPIC, self.cleaned_data[f"{toward}_more"], toward))
        return found


_LABELS = {
    Wish.Aspect.AGE_BAND.value: _("Age"),
    Wish.Aspect.GENDER.value: _("Gender"),
    Wish.Aspect.LANGUAGE.value: _("Language"),
    _TOPIC: _("Topics"),
}


def _choices(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = choices
