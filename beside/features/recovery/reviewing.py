"""How safety reaches what is written here for others to read, and what of one's own stands first on help pages."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from beside.features.recovery import access, items, keeping, sharing, showing, writing_together
from beside.features.recovery.models import Page, PageVersion, Share
from beside.foundation.accounts.models import Person
from beside.foundation.safety import reviewing
from beside.foundation.safety.reviewing import Excerpt, OwnFirst, Reviewable

SHARED = "recovery.shared"


def register() -> None:
    """Tell safety."""
    reviewing.register_help_first(help_first)
    reviewing.register_on_block(sharing.part)
    reviewing.register(Reviewable(SHARED, read=_shared, read_for_case=_shared_for_case))
    reviewing.register(Reviewable(writing_together.SUBJECT, read=_together, read_for_case=_together_for_case))


def help_first(person: Person) -> OwnFirst | None:
    """The person's safety plan, or the way to one."""
    label = _("My safety plan") if showing.has_safety_plan(person) else _("Make my safety plan")
    return OwnFirst(label, "/plans/safety")


# --- what somebody shared, as its receiver reads it ---
def _shared(ref: str, viewer: Person) -> Excerpt | None:
    try:
        share, thing = access.shared(viewer, ref)
    except Http404:
        return None
    return _excerpt(share, thing)


def _shared_for_case(ref: str) -> Excerpt | None:
    share = Share.objects.select_related("owner").filter(ref=ref).first()
    thing = items.ITEMS[share.item_kind].find(share.owner, share.item_ref) if share is not None else None
    return _excerpt(share, thing) if share is not None and thing is not None else None


def _excerpt(share: Share, thing: Any) -> Excerpt | None:
    note = sharing.note_of(share)
    words = "\n\n".join(part for part in (note, *_texts(items.ITEMS[share.item_kind].show(thing))) if part)
    return Excerpt(words, share.owner_id, share.begins_at, _("Something that was shared")) if words else None


def _texts(shown: Any) -> list[str]:
    """Every word of what is shown, whatever its shape."""
    if isinstance(shown, str):
        return [shown]
    if isinstance(shown, keeping.Words):
        return [shown.title, shown.text]
    if isinstance(shown, dict):
        kept = (
            "steps",
            "title",
            "lines",
            "calls",
            "name",
            "text",
            "words",
            "goal",
            "why",
            "milestone",
            "note",
            "along",
        )
        return [text for name, value in shown.items() if name in kept for text in _texts(value)]
    if isinstance(shown, list | tuple):
        return [text for value in shown for text in _texts(value)]
    return []


# --- what a peer wrote in a plan that two filled in together: "<page>:<version>" ---
def _together(ref: str, viewer: Person) -> Excerpt | None:
    name, _colon, _version = ref.partition(":")
    page = Page.objects.filter(ref=name).first()
    return _together_for_case(ref) if page is not None and page.owner_id == viewer.pk else None


def _together_for_case(ref: str) -> Excerpt | None:
    name, _colon, version = ref.partition(":")
    page = Page.objects.filter(ref=name).first()
    if page is None or not version.isascii() or not version.isdigit():
        return None
    if page.version == int(version):
        return _page_excerpt(keeping.opened(page), page.changed_by_id, page)
    held = PageVersion.objects.filter(page=page, number=int(version)).select_related("page").first()
    return _page_excerpt(keeping.opened_version(held), held.by_id, page) if held is not None else None


def _page_excerpt(words: keeping.Words, by: int | None, page: Page) -> Excerpt | None:
    text = "\n".join([*words.lines, *(name for name, _number in words.people)])
    return Excerpt(text, by, page.changed_at, _("A plan that two fill in together")) if text else None
