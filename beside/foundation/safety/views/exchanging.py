"""What staff and a person wrote to each other about a case, as the pages of the desk show it."""

from typing import Any

from beside.foundation.accounts.models import Person
from beside.foundation.safety import actions, answered, reviewing
from beside.foundation.safety.models import Case


def exchanged(case: Case, viewer: Person) -> dict[str, Any] | None:
    """Who wrote what, oldest first, and whether somebody should write back; None where nobody has answered."""
    lines = actions.read_answers(case, actor=viewer)
    if not lines:
        return None
    names = reviewing.names([case.about_id, *(line.by_id for line in lines)])
    return {
        "case": case,
        "about": names.get(case.about_id or 0, ""),
        "lines": [(names.get(line.by_id or 0, ""), line) for line in lines],
        "waits": answered.waits(case),
    }
