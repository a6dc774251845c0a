"""Tables that begin together: one step of a migration that makes them all, and draws the models once.

Django draws a model anew, with every model that is tied to it, at each single step; nearly everything here is tied to
a person, so a new database took most of a minute. The steps of one ``Tables`` change what is remembered of the models
without drawing them, and the tables are made as they stand after the last step.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Tables(Operation):
    """New tables with all their columns, indexes and constraints.

    ``steps`` are the ``CreateModel``s, and what adds to models made by them in the same ``Tables``: nothing else, for
    only the new tables are written. Raises ``ValueError`` where a step touches a model that was there before.
    """

    def __init__(self, *steps: Operation) -> None:
        self.steps = steps
        self.made = [step for step in steps if isinstance(step, migrations.CreateModel)]
        names = {step.name_lower for step in self.made}
        for step in steps:
            if step not in self.made and str(getattr(step, "model_name", "")).lower() not in names:
                raise ValueError(f"not about a table that begins here: {step.describe()}")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django writes operations down."""
        return self.__class__.__qualname__, list(self.steps), {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Remember the models; they are drawn when somebody next asks for them."""
        state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables as they stand after the last step."""
        for step in self.made:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take the tables away, the last first."""
        for step in reversed(self.made):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """For ``migrate --plan``."""
        return f"Make the tables of {', '.join(step.name for step in self.made)}"
