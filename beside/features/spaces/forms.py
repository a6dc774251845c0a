"""What is asked of somebody who begins a post, comes into a space, or mutes a word."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from beside.core import photos
from beside.core.refusal import Refused
from beside.features.spaces import access, actions
from beside.features.spaces.content import FEELINGS, NOTES, TOPICS
from beside.features.spaces.joining import LONGEST_WORDS
from beside.features.spaces.models import Need, Space


class PostForm(forms.Form):
    """A post. What may be left out says so; ``actions`` judges the words."""

    title = forms.CharField(label=_("A title"), required=False, max_length=actions.LONGEST_TITLE * 2)
    text = forms.CharField(
        label=_("What is on your mind?"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto", "data-text": ""}),
        help_text=_("*Stars* for emphasis, - for lists, > for what someone else said."),
    )
    need = forms.ChoiceField(
        label=_("What would you like?"), choices=Need, initial=Need.HEARD, widget=forms.RadioSelect
    )
    feelings = forms.MultipleChoiceField(
        label=_("How you feel"), choices=list(FEELINGS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("What it is about"), choices=list(TOPICS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.ChoiceField(
        label=_("A note for those who would rather not come upon it"),
        choices=[("", _("No note")), *NOTES.items()],
        required=False,
        help_text=_("With a note, your words stay folded until someone opens them."),
    )
    name = forms.CharField(
        label=_("A name for this post alone"),
        required=False,
        max_length=actions.LONGEST_NAME,
        help_text=_(
            "Leave it empty to post as yourself. Under another name nobody here sees whose post it is, hosts neither;"
            " staff only if they have to look into it."
        ),
    )
    photo = forms.FileField(
        label=_("A picture"),
        required=False,
        help_text=_("Up to 8 MB. Where and with what it was taken is removed. Think twice about faces and places."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    photo_words = forms.CharField(
        label=_("What is in the picture, for those who cannot see it"), required=False, max_length=300
    )

    def __init__(self, *given: Any, space: Space, editing: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        if editing:
            del self.fields["name"]
        if editing or not access.takes_pictures(space):
            del self.fields["photo"], self.fields["photo_words"]
        self._picture: photos.Picture | None = None

    def clean_photo(self) -> UploadedFile | None:
        """The picture, made anew; what was uploaded goes no further."""
        given = cast("UploadedFile | None", self.cleaned_data.get("photo"))
        if given is None:
            return None
        try:
            if given.size is not None and given.size > photos.LARGEST:
                self._picture = photos.prepare(b"\0" * (photos.LARGEST + 1))
            self._picture = photos.prepare(given.read())
        except Refused as refused:
            raise forms.ValidationError(str(refused.words)) from refused
        return given

    def clean(self) -> dict[str, Any]:
        """A picture comes with words."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self._picture is not None and not said.get("photo_words", "").strip():
            self.add_error("photo_words", _("Say in a few words what is in the picture, for those who cannot see it."))
        return said

    def given(self, client_id: str) -> actions.Given:
        """As ``actions.write`` takes it."""
        said = self.cleaned_data
        pictures = [(self._picture, said["photo_words"])] if self._picture is not None else []
        return actions.Given(
            text=said["text"],
            client_id=client_id,
            title=said["title"],
            need=said["need"],
            feelings=said["feelings"],
            topics=said["topics"],
            note=said["note"],
            name=said.get("name", ""),
            pictures=pictures,
        )


class ReplyForm(forms.Form):
    """A reply in other words; ``talk.actions`` judges what may be kept."""

    text = forms.CharField(label=_("Your reply"), strip=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))


class AskForm(forms.Form):
    """A line to the hosts."""

    words = forms.CharField(
        label=_("A line to the hosts"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Only the hosts read it."),
    )


class MuteForm(forms.Form):
    """One word to mute."""

    word = forms.CharField(
        label=_("A word or a few"),
        max_length=60,
        help_text=_("A star at the end stands for every ending: diet* is also dieting."),
    )
