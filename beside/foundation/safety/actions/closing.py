"""What follows from the end of a case: alarms end, somebody asks the next day, what was hidden is shown or stays,
whoever told us from outside hears of it."""

from beside.foundation.accounts.models import Person
from beside.foundation.safety import outside
from beside.foundation.safety.actions import care, holding, paging
from beside.foundation.safety.models import Case


def settle(case: Case, outcome: str, *, actor: Person) -> None:
    """Everything that hangs on a case which ``actor`` has just closed; in the caller's transaction."""
    paging.settle(case, actor=actor)
    care.look_after(case, outcome, actor=actor)
    holding.reviewed(case, outcome, actor=actor)
    outside.answer(case, outcome, actor=actor)
