"""How someone wishes to be told, as one form."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.access import STAFF
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.choosing import Quiet
from beside.foundation.notifications.kinds import Kind, that_leave
from beside.foundation.notifications.models import Channel, Gathering, QuietHours, Rhythm
from beside.foundation.notifications.wishes import wants


class WishesForm(forms.Form):
    """A tick for each kind and channel, and quiet hours."""

    gather = forms.ChoiceField(
        label=gettext_lazy("How letters come"),
        required=False,
        choices=[("", gettext_lazy("Each by itself")), *Rhythm.choices],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Reminders and what is urgent come by themselves in any case."),
    )
    gather_at = forms.TimeField(
        label=gettext_lazy("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet = forms.BooleanField(label=gettext_lazy("Keep quiet hours"), required=False)
    starts = forms.TimeField(
        label=gettext_lazy("Quiet from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=gettext_lazy("Quiet until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    urgent_through = forms.BooleanField(
        label=gettext_lazy("Still tell me when someone is there to talk with me"), required=False
    )
    staff_through = forms.BooleanField(
        label=gettext_lazy("Still tell me when the care desk needs me now"), required=False, initial=True
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data, initial=_now(person))
        self.is_staff = bool(accounts.roles_of(person) & set(STAFF))
        self._kinds = [kind for kind in that_leave() if self.is_staff or not kind.staff]
        for kind in self._kinds:
            for channel in Channel:
                label = _("Email") if channel == Channel.EMAIL else _("On my devices")
                name = f"{channel}-{kind.mark}"
                self.fields[name] = forms.BooleanField(
                    label=label, required=False, initial=wants(person, kind, channel)
                )
        if not self.is_staff:
            del self.fields["staff_through"]

    def rows(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Each kind in words, with its ticks."""
        for kind in self._kinds:
            yield _name_of(kind), [self[f"{channel}-{kind.mark}"] for channel in Channel]

    def clean(self) -> dict[str, Any]:
        """Quiet hours need a beginning and an end that differ."""
        given = super().clean() or {}
        if given.get("gather") and not given.get("gather_at") and "gather_at" not in self.errors:
            self.add_error("gather_at", _("Say at what hour it should come, like 18:00."))
        if given.get("quiet"):
            if not given.get("starts") and "starts" not in self.errors:
                self.add_error("starts", _("Say when quiet begins, like 22:00."))
            if not given.get("ends") and "ends" not in self.errors:
                self.add_error("ends", _("Say when quiet ends, like 07:00."))
            if given.get("starts") and given.get("starts") == given.get("ends"):
                self.add_error("ends", _("Quiet needs to end at another time than it begins."))
        return given

    @property
    def choices(self) -> dict[tuple[str, Channel], bool]:
        """What was ticked."""
        return {
            (kind.name, channel): self.cleaned_data[f"{channel}-{kind.mark}"]
            for kind in self._kinds
            for channel in Channel
        }

    @property
    def wanted_quiet(self) -> Quiet | None:
        """Quiet hours, or None where none are wished for."""
        given = self.cleaned_data
        if not given["quiet"]:
            return None
        return Quiet(given["starts"], given["ends"], given["urgent_through"], given.get("staff_through", True))


def _name_of(kind: Kind) -> str:
    return str(kind.label) or (kind.subject() if kind.subject is not None else kind.name)


def _now(person: Person) -> dict[str, Any]:
    held, gathered = QuietHours.objects.filter(person=person).first(), Gathering.objects.filter(person=person).first()
    often = {"gather": gathered.rhythm, "gather_at": gathered.at} if gathered is not None else {"gather": ""}
    if held is None:
        return often | {"quiet": False, "staff_through": True}
    return often | {
        "quiet": True,
        "starts": held.starts,
        "ends": held.ends,
        "urgent_through": held.urgent_through,
        "staff_through": held.staff_through,
    }
