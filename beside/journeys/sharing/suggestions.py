"""What somebody keeps in their toolkit is offered to them where their safety plan asks what they can do alone."""

from beside.features.recovery import hooks
from beside.features.toolkit import queries as toolkit
from beside.foundation.accounts.models import Person


def register() -> None:
    """Tell recovery."""
    hooks.register_suggestions("alone", from_toolkit)


def from_toolkit(person: Person) -> list[str]:
    """The names they gave, in their order."""
    return [item.name for item in toolkit.kept_names(person)]
