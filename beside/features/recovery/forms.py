"""What is asked of somebody who writes for themselves. ``keeping`` says what is too long; no field cuts it off."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beside.core import photos
from beside.core.refusal import Refused
from beside.features.recovery import hooks, keeping, sharing
from beside.features.recovery.core.phones import dialled
from beside.features.recovery.keeping import Words
from beside.features.recovery.models import HopeThing, Occasion, Share, Value

_EMPTY_ROWS = 2
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def area(rows: int) -> forms.Textarea:
    """A field for as much as one likes."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class PageForm(forms.Form):
    """A step, a heading, a page of the journal. ``version`` is the one that was on the page when it was opened."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *given: Any, words: Words, version: int, label: str, hint: str = "", people: bool = False, **more: Any
    ) -> None:
        titled, needed, dated = more.pop("titled", ""), more.pop("title_needed", False), more.pop("day", None)
        self._latest = more.pop("latest", None)
        offered: Iterable[str] = more.pop("offered", ())
        super().__init__(*given, **more)
        if titled:
            self.fields["title"] = forms.CharField(label=titled, required=needed, initial=words.title)
        if dated is not None:
            self.fields["day"] = forms.DateField(label=_("Day"), initial=dated, widget=_DAY)
        text = forms.CharField(label=label, help_text=hint, required=False, strip=False, widget=area(7))
        text.initial = words.text
        self.fields["text"] = text
        self._with_people(words, people)
        if offered:
            self.fields["add"] = forms.MultipleChoiceField(
                label=_("Something of yours that may fit"),
                choices=[(line, line) for line in offered],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.initial["version"] = version

    def _with_people(self, words: Words, people: bool) -> None:
        self._rows = 0
        if not people:
            return
        sent = 0
        while self.is_bound and f"name_{sent}" in self.data and sent < keeping.MOST_PEOPLE:
            sent += 1
        self._rows = sent or min(len(words.people) + _EMPTY_ROWS, keeping.MOST_PEOPLE)
        for place in range(self._rows):
            name, number = words.people[place] if place < len(words.people) else ("", "")
            self.fields[f"name_{place}"] = forms.CharField(label=_("Name"), required=False, initial=name)
            self.fields[f"number_{place}"] = forms.CharField(
                label=_("Phone number"),
                required=False,
                initial=number,
                widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
            )

    @property
    def people_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """A name and a number, for each person."""
        return [(self[f"name_{place}"], self[f"number_{place}"]) for place in range(self._rows)]

    def clean_day(self) -> date:
        """A day that has begun where the writer lives."""
        day: date = self.cleaned_data["day"]
        if self._latest is not None and day > self._latest:
            raise forms.ValidationError(_("That day is still to come. A letter to yourself can wait for it."))
        return day

    def clean(self) -> dict[str, Any]:
        """A number is one that a phone can call, and it belongs to somebody."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(self._rows):
            name, number = said.get(f"name_{place}", ""), said.get(f"number_{place}", "")
            if number and not dialled(number):
                self.add_error(f"number_{place}", _("A phone cannot call that. Digits, spaces and a + work."))
            elif number and not name:
                self.add_error(f"name_{place}", _("Say whose number that is."))
        return said

    @property
    def seen(self) -> int:
        """Over which version these words were written."""
        return self.cleaned_data.get("version") or 0

    def words(self) -> Words:
        """What was written, with the suggestions that were ticked."""
        said = self.cleaned_data
        people = tuple((said[f"name_{place}"], said[f"number_{place}"]) for place in range(self._rows))
        found = Words(said["text"], said.get("title", ""), tuple(one for one in people if any(one)))
        return keeping.with_more(found, said.get("add", []), people=self._rows > 0)


class ShareForm(forms.Form):
    """With whom and for how long."""

    to = forms.ChoiceField(label=gettext_lazy("With whom"), widget=forms.RadioSelect)
    span = forms.ChoiceField(
        label=gettext_lazy("For how long"),
        choices=[(key, label) for key, (_span, label) in sharing.SPANS.items()],
        initial="day",
        widget=forms.RadioSelect,
    )
    ask = forms.ChoiceField(
        label=gettext_lazy("What would you like?"),
        choices=Share.Ask,
        initial=Share.Ask.READ,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("A line to go with it"), required=False, widget=area(2))

    def __init__(self, *given: Any, options: Iterable[tuple[str, hooks.Receiver]], asks: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        to = cast("forms.ChoiceField", self.fields["to"])
        to.choices = [(f"{kind}:{one.key}", one.name) for kind, one in options]
        if not asks:
            del self.fields["ask"]

    def wanted(self, *, together: bool = False) -> sharing.Wanted:
        """As ``sharing.share`` takes it."""
        said = self.cleaned_data
        return sharing.Wanted(
            said["to"], said["span"] or "day", said.get("ask", Share.Ask.READ), said["note"], together
        )


class GoalForm(forms.Form):
    """A goal, in one's own words."""

    title = forms.CharField(
        label=gettext_lazy("What would you like?"),
        help_text=gettext_lazy("In your own words. “Have tea with somebody once a week” is as good as any."),
    )
    why = forms.CharField(label=gettext_lazy("Why it matters to you"), required=False, widget=area(3))
    values = forms.MultipleChoiceField(
        label=gettext_lazy("What it has to do with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    value = forms.CharField(
        label=gettext_lazy("Something else that matters to you"),
        required=False,
        help_text=gettext_lazy("One or two words, such as friendship, being outdoors, honesty."),
    )
    steps = forms.CharField(
        label=gettext_lazy("First small steps"),
        required=False,
        help_text=gettext_lazy("One a line. Small enough that you could do one on a tired day."),
        widget=area(4),
    )

    def __init__(self, *given: Any, values: Iterable[tuple[Value, str]], editing: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        known = [(row.ref, words) for row, words in values]
        cast("forms.MultipleChoiceField", self.fields["values"]).choices = known
        if not known:
            del self.fields["values"]
        if editing:
            del self.fields["steps"]


class WordsForm(forms.Form):
    """A few words; which, the page says."""

    words = forms.CharField(required=False, widget=area(3))

    def __init__(self, *given: Any, label: Any, hint: Any = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class LetterForm(forms.Form):
    """A letter to oneself."""

    text = forms.CharField(label=gettext_lazy("Your letter"), strip=False, widget=area(10))
    occasion = forms.ChoiceField(
        label=gettext_lazy("When would you like to read it?"),
        choices=Occasion,
        initial=Occasion.BAD_DAY,
        widget=forms.RadioSelect,
    )
    on_day = forms.DateField(
        label=gettext_lazy("The day"),
        required=False,
        widget=_DAY,
        help_text=gettext_lazy("It comes at nine in the morning where you live."),
    )


class HopeForm(forms.Form):
    """Something for the hope box; each kind asks for its own."""

    words = forms.CharField()

    def __init__(self, *given: Any, what: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.what = what
        self.picture: photos.Picture | None = None
        What = HopeThing.What
        if what == What.PHOTO:
            self.fields["photo"] = forms.FileField(
                label=_("A photo"),
                help_text=_("Up to 8 MB. It is locked with your key. Where and when it was taken is removed."),
                widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
            )
            self.fields["words"].label = _("What is in the photo")
            self.order_fields(["photo", "words"])
        elif what == What.SONG:
            self.fields["words"].label = _("What it is called")
            self.fields["by"] = forms.CharField(label=_("Who sings or plays it"), required=False)
            self.fields["link"] = forms.CharField(
                label=_("A link to it"), required=False, help_text=_("It begins with https:// and opens another site.")
            )
        else:
            self.fields["words"] = forms.CharField(label=_("The words"), widget=area(4))
            self.fields["by"] = forms.CharField(label=_("Who said or wrote them"), required=False)

    def clean_photo(self) -> UploadedFile | None:
        """The photo, made anew; what was uploaded goes no further."""
        given = cast("UploadedFile", self.cleaned_data["photo"])
        try:
            large = given.size is not None and given.size > photos.LARGEST
            self.picture = photos.prepare(b"\0" * (photos.LARGEST + 1) if large else given.read())
        except Refused as refused:
            raise forms.ValidationError(str(refused.words)) from refused
        return given


class MilestoneForm(forms.Form):
    """A day that matters."""

    title = forms.CharField(
        label=gettext_lazy("What it is"),
        help_text=gettext_lazy("For example: I moved into my own place. My first group. Since then I sleep again."),
    )
    day = forms.DateField(label=gettext_lazy("Since, or on"), widget=_DAY)
    note = forms.CharField(label=gettext_lazy("A word about it"), required=False, widget=area(3))


class AlongForm(forms.Form):
    """Something that belongs to the way."""

    words = forms.CharField(label=gettext_lazy("What belongs to it, too"), widget=area(3))
    day = forms.DateField(label=gettext_lazy("Day"), widget=_DAY)
