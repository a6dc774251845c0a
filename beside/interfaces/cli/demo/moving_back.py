"""Scenes of the past: each happens now, through the same actions as anywhere, and is then moved back as a whole.

Nothing in the service takes "when" from outside, and the demo must not be the reason that something does. So a scene
runs at the present moment, and afterwards every time it wrote is set back by the same amount: what happened in it
happened then, and what it put in the future (an expiry, the end of a stay) lies as far after it as it should.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db import connection, models
from django.db.models import Q

from beside.core.clock import now

_WRITES: Final = re.compile(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE) "?(\w+)')


@contextmanager
def scene(moment: datetime) -> Iterator[None]:
    """What is done inside happened at ``moment``, which lies in the past. Scenes do not nest."""
    written: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        found = _WRITES.match(sql)
        if found:
            written.add(found[1])
        return execute(sql, params, many, context)

    began = now()
    with connection.execute_wrapper(note):
        yield
    ended = now()
    for table in written & _times().keys():
        _move_back(*_times()[table], began, ended, moment)


def _move_back(
    model: type[models.Model], fields: tuple[str, ...], began: datetime, ended: datetime, moment: datetime
) -> None:
    in_scene = Q()
    for field in fields:
        in_scene |= Q(**{f"{field}__range": (began, ended)})
    for row in model._default_manager.filter(in_scene).values("pk", *fields):
        later = {field: row[field] for field in fields if row[field] is not None and row[field] >= began}
        back = {field: moment + (time - began) for field, time in later.items()}
        model._default_manager.filter(pk=row["pk"]).update(**back)


@cache
def _times() -> dict[str, tuple[type[models.Model], tuple[str, ...]]]:
    """Our tables that hold times: the model of each, and which columns those are."""
    found = {}
    for model in apps.get_models():
        fields = tuple(field.name for field in model._meta.fields if isinstance(field, models.DateTimeField))
        if fields and model.__module__.startswith("beside."):
            found[model._meta.db_table] = (model, fields)
    return found
