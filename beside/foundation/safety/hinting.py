"""Hints on what somebody is about to send, for them alone: never stored, never told, in no log."""

import hashlib
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from beside.foundation.accounts.models import Person
from beside.foundation.safety import guards, triage

LOOKED_AT: Final = 4000
"""Characters of a draft that are looked at: as long as a message can be."""
ALL_SEEN: Final = "all"
"""What a page says that has its own way of showing hints, and wants none from a plain form."""

KINDS: Final = {
    guards.model.EMAIL: _("an email address"),
    guards.model.PHONE: _("a phone number"),
    guards.model.LINK: _("a link that leads to you"),
    guards.model.HANDLE: _("a name you use elsewhere"),
    guards.model.INVITATION: _("meeting outside of here"),
    guards.model.ADDRESS: _("an address"),
    guards.model.CARD: _("a card number"),
    guards.model.ACCOUNT: _("an account number"),
    guards.model.ID_NUMBER: _("an identity number"),
    guards.model.NETWORK: _("a network address"),
}


def on_draft(text: str, person: Person) -> dict[str, Any]:
    """What the writer of ``text`` may want to know, as plain JSON values.

    ``details``: kind, what (the kind in words) and text of each personal detail, each once. ``wording``: text, why
    and say of at most three. ``care``: whether help should stand beside the box; turning hints off leaves that.
    """
    words = text[:LOOKED_AT]
    found = guards.look(words) if person.hints else guards.Hints()
    return {
        "details": [_shown(words, one) for one in _each_once(words, found.details)],
        "wording": [{"text": one.text, "why": one.why, "say": one.say} for one in found.wording[:3]],
        "care": triage.assess([triage.Text(words)])[0].offer_help,
    }


def unseen_details(text: str, person: Person, seen: str) -> tuple[list[dict[str, str]], str]:
    """Details in ``text`` the writer was not yet shown, and what the page says next time for having shown them.

    ``seen`` is what the page said this time. Nothing is new with hints off.
    """
    if seen == ALL_SEEN or not person.hints:
        return [], seen
    known = set(seen.split(",")) if len(seen) < 4000 else set()
    words = text[:LOOKED_AT]
    found = _each_once(words, guards.details(words))
    marks = [_mark(words[one.start : one.end]) for one in found]
    fresh = [_shown(words, one) for one, mark in zip(found, marks, strict=True) if mark not in known]
    return fresh, ",".join(sorted(known | set(marks) - {""})).strip(",")


def _each_once(text: str, found: tuple[guards.Detail, ...]) -> list[guards.Detail]:
    return list({text[one.start : one.end].strip().casefold(): one for one in found}.values())


def _shown(text: str, one: guards.Detail) -> dict[str, str]:
    return {"kind": one.kind, "what": str(KINDS[one.kind]), "text": " ".join(text[one.start : one.end].split())}


def _mark(piece: str) -> str:
    """Short and telling nothing, so that a hidden field can carry it."""
    return hashlib.sha256(piece.strip().casefold().encode("utf-8", "ignore")).hexdigest()[:16]
