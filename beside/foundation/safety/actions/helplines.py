"""What the operator says about helplines. The shipped facts are never rewritten."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.models import Person, Role
from beside.foundation.audit.actions import Acting, record
from beside.foundation.safety import helplines, notices, shown_lines
from beside.foundation.safety.models import LineSaid


def confirm_line(country: str, name: str, *, note: str = "", actor: Person) -> None:
    """Say that a line, as shown now, is right. Raises ``Refused`` for one that is not there."""
    checks.operator(actor)
    with transaction.atomic():
        fact, row = _locked(country, name)
        row.confirmed_at, row.confirmed_by, row.note = now(), actor, note
        row.reminded_at = None
        row.confirmed_as = shown_lines.fingerprint(fact.entry)
        _keep(row, "helpline.confirmed", actor)


def confirm_country(country: str, *, note: str = "", actor: Person) -> None:
    """Say that everything shown for a country is right: the emergency numbers and every line not hidden."""
    checks.operator(actor)
    with transaction.atomic():
        for fact in shown_lines.facts(country, fresh=True):
            if not fact.hidden:
                confirm_line(country, fact.name, note=note, actor=actor)


def change_line(country: str, name: str, changes: dict[str, Any], *, actor: Person) -> None:
    """Show these fields in place of the shipped ones. A confirmation of what was shown before no longer counts."""
    checks.operator(actor)
    with transaction.atomic():
        fact, row = _locked(country, name)
        if not name:
            raise Refused("emergency", _("Emergency numbers can be confirmed here, and not changed."))
        shipped = fact.shipped or {}
        row.changes = {key: value for key, value in changes.items() if row.added or shipped.get(key) != value}
        _keep(row, "helpline.changed", actor)


def undo_changes(country: str, name: str, *, actor: Person) -> None:
    """Show the shipped fact again. Raises ``Refused`` for an added line, which has none."""
    checks.operator(actor)
    with transaction.atomic():
        _fact, row = _locked(country, name)
        if row.added:
            raise Refused("added", _("You added this line yourself. You can change or hide it."))
        row.changes = {}
        _keep(row, "helpline.changes_undone", actor)


def add_line(country: str, name: str, fields: dict[str, Any], *, actor: Person) -> None:
    """Add a line of one's own. Raises ``Refused`` where the country has one of that name."""
    checks.operator(actor)
    with transaction.atomic():
        if any(fact.name == name for fact in shown_lines.facts(country, fresh=True)):
            raise Refused("there", _("There is a line of this name already. Change that one, or choose another name."))
        row = LineSaid(country=country.upper(), name=name, added=True)
        row.changes = {"name": name, "kind": "crisis", "confidence": "high", "sources": [], **fields}
        _keep(row, "helpline.added", actor)


def set_emergency(country: str, called: str, numbers: list[str], *, actor: Person) -> None:
    """Give emergency numbers, in their order, for a country the file does not know; ``called`` is its name.

    Raises ``Refused`` for a country with shipped numbers, which are never rewritten, and where there is no number.
    """
    checks.operator(actor)
    code = country.strip().upper()
    if helplines.shipped(code) is not None:
        raise Refused("emergency", _("Emergency numbers can be confirmed here, and not changed."))
    if not (called and numbers):
        raise Refused("empty", _("Give the country's name and at least one number."))
    with transaction.atomic():
        LineSaid.objects.get_or_create(country=code, name="", defaults={"added": True, "changes": {}})
        row = LineSaid.objects.select_for_update().get(country=code, name="")
        # Nobody has said what each is for, so none claims more than to be an emergency number.
        row.changes = {"country": called, "numbers": [{"number": one, "for": "emergency"} for one in numbers]}
        _keep(row, "helpline.emergency_set", actor)


def hide_line(country: str, name: str, *, actor: Person) -> None:
    """Show a line to nobody. Emergency numbers always stay. Raises ``Refused``."""
    _hide(country, name, hidden=True, actor=actor)


def show_line(country: str, name: str, *, actor: Person) -> None:
    """Show a hidden line again."""
    _hide(country, name, hidden=False, actor=actor)


def remind_of_old(href: str, *, actor: Acting) -> None:
    """Tell every operator that confirmations have grown older than six months, once for each half-year.

    ``href`` is where they can be confirmed anew. Safe to repeat, and in several processes at once.
    """
    old = [row.pk for row in shown_lines.all_overdue()]
    with transaction.atomic():
        moment = now()
        due = Q(reminded_at=None) | Q(reminded_at__lt=moment - shown_lines.STALE)
        count = LineSaid.objects.filter(due, pk__in=old).update(reminded_at=moment)
        if count:
            notices.tell_of_old_lines(accounts.holders(Role.OPERATOR), count, href)


def _hide(country: str, name: str, *, hidden: bool, actor: Person) -> None:
    checks.operator(actor)
    with transaction.atomic():
        _fact, row = _locked(country, name)
        if not name:
            raise Refused("emergency", _("Emergency numbers are always shown."))
        row.hidden = hidden
        _keep(row, "helpline.hidden" if hidden else "helpline.shown", actor)


def _locked(country: str, name: str) -> tuple[shown_lines.Fact, LineSaid]:
    """The line as shown and its row, made and locked where there was none."""
    code = country.strip().upper()
    if not any(fact.name == name for fact in shown_lines.facts(code, fresh=True)):
        raise Refused("not_there", _("There is no such line."))
    LineSaid.objects.get_or_create(country=code, name=name)
    row = LineSaid.objects.select_for_update().get(country=code, name=name)
    fact = next(one for one in shown_lines.facts(code, fresh=True) if one.name == name)
    return fact, row


def _keep(row: LineSaid, verb: str, actor: Person) -> None:
    row.save()
    record(verb, row, actor=actor, country=row.country, line=row.name)
    shown_lines.forget()
    transaction.on_commit(shown_lines.forget)
