"""What is asked of writers, editors and readers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beside.core import photos
from beside.features.stories import readers, telling
from beside.features.stories.models import Audience
from beside.features.stories.parts import PARTS
from beside.features.stories.publishing import Written

# The same neutral lines as in the spaces; a feature does not import another.
NOTES = {
    "suicide": _("This is about thoughts of suicide."),
    "self-harm": _("This is about self-harm."),
    "eating": _("This is about eating and weight."),
    "violence": _("This is about violence."),
    "loss": _("This is about a death."),
    "other": _("This may be hard to read."),
}


class StoryForm(forms.Form):
    """A story in its four parts."""

    title = forms.CharField(label=_("A title"), required=False, max_length=120)
    name = forms.CharField(
        label=_("A name for this story"),
        required=False,
        max_length=30,
        help_text=_("Leave it empty to tell it under your own pseudonym."),
    )
    audience = forms.ChoiceField(label=_("Who may read it"), choices=Audience, widget=forms.RadioSelect)
    note = forms.ChoiceField(
        label=_("A note in front of it"), choices=[("", _("No note")), *NOTES.items()], required=False
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        parts = {
            key: forms.CharField(
                label=label,
                help_text=hint,
                required=False,
                max_length=telling.LONGEST * 2,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
            )
            for key, label, hint in PARTS
        }
        self.fields = {"title": self.fields["title"], **parts, **{k: v for k, v in self.fields.items() if k != "title"}}


class NoteForm(forms.Form):
    """A note between editor and writer."""

    words = forms.CharField(
        label=_("A note"), max_length=telling.LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class ReaderForm(forms.Form):
    """Leave a reply. ``website`` is for machines alone; ``opened`` says when the form was."""

    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "nickname"}))
    email = forms.EmailField(
        label=_("Email"),
        max_length=200,
        help_text=_("Never published. You get one letter, with a way to take your reply back."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    words = forms.CharField(
        label=_("Reply"), max_length=readers.LONGEST * 2, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)


class MemberReplyForm(forms.Form):
    """A member's reply under a story or article."""

    words = forms.CharField(label=_("Your reply"), widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))
    client_id = forms.CharField(required=False, widget=forms.HiddenInput)


class ArticleForm(forms.Form):
    """An article."""

    title = forms.CharField(label=_("Title"), max_length=120)
    summary = forms.CharField(label=_("In one sentence"), required=False, max_length=200)
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 18, "dir": "auto"}),
        help_text=_(
            "Markdown. ## begins a heading; ![what is in it](/articles/images/…) puts in a picture from below."
        ),
    )
    byline = forms.CharField(label=_("By"), max_length=80, help_text=_("The name under which it stands."))
    tags = forms.CharField(label=_("Tags"), required=False, max_length=200, help_text=_("Separated by commas."))
    series = forms.CharField(label=_("Series"), required=False, max_length=80)
    sources = forms.CharField(
        label=_("Sources"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: what it is, then its address."),
    )
    reviewed_on = forms.DateField(
        label=_("Last reviewed on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    published_at = forms.DateTimeField(
        label=_("Shows from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: a draft. Later than now: it shows by itself then."),
    )
    replies_open = forms.BooleanField(label=_("Readers can reply"), required=False)

    def clean_sources(self) -> list[dict[str, str]]:
        """Title and address; only web addresses, since they become links."""
        found = []
        for line in filter(str.strip, self.cleaned_data["sources"].splitlines()):
            title, _space, url = line.strip().rpartition(" ")
            if not url.startswith(("https://", "http://")):
                raise forms.ValidationError(_("Each line ends with an address that begins with https://"))
            found.append({"title": title or url, "url": url})
        return found

    def given(self) -> Written:
        """As ``publishing.write`` takes it."""
        said = self.cleaned_data
        tags = [tag.strip() for tag in said["tags"].split(",") if tag.strip()]
        at = said["published_at"]
        if at is not None and timezone.is_naive(at):
            at = timezone.make_aware(at)
        return Written(**{**said, "tags": tags, "published_at": at})


class CircleForm(forms.Form):
    """A reading circle."""

    address = forms.CharField(label=_("Address of an article or story here"), max_length=200)
    question = forms.CharField(label=_("A question to read with"), max_length=200)
    begins_on = forms.DateField(label=_("From this day, for a week"), widget=forms.DateInput(attrs={"type": "date"}))


class PictureForm(forms.Form):
    """A picture for articles."""

    picture = forms.FileField(label=_("A picture"), help_text=_("JPEG, PNG, WebP or GIF, up to 8 MB."))
    words = forms.CharField(label=_("What is in it"), max_length=300)

    def clean_picture(self) -> bytes:
        """The file, if it is not too large to be looked at."""
        given = self.cleaned_data["picture"]
        if given.size > photos.LARGEST:
            raise forms.ValidationError(_("That picture is larger than 8 MB. Choose a smaller one, or a part of it."))
        data: bytes = given.read()
        return data
