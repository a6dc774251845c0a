"""Whatever kind of text members write: a look by the staff is in the log before the text is opened."""

import pytest

from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.safety import reviewing
from beside.foundation.safety.models import Case, Concern
from beside.foundation.safety.reviewing import Excerpt, Reviewable
from conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", reviewing.kinds())
def test_a_look_at_any_kind_of_text_is_an_entry(
    kind: str, ada: Person, mo: Person, ola: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries_when_opened: list[int] = []
    looks = Entry.objects.filter(verb="case.read", actor=mo.pk, detail__subject=kind)
    holder = reviewing.reviewable(kind)
    assert holder is not None

    def opened(_ref: str) -> Excerpt | None:
        entries_when_opened.append(looks.count())
        return None

    monkeypatch.setitem(reviewing._reviewables, kind, Reviewable(kind, holder.read, opened))
    concern = Concern.objects.create(
        person=ada, subject_kind=kind, subject_ref="1", level="elevated", score=0.9, rules_version=1
    )
    case = Case.objects.create(kind=Case.Kind.CONCERN, about=ada, concern=concern)
    assert client_of(ola).get(f"/care/{case.ref}").status_code == 404
    assert entries_when_opened == [] and not Entry.objects.filter(verb="case.read").exists()
    client = client_of(mo)
    client.post(f"/care/{case.ref}/take")
    assert client.get(f"/care/{case.ref}").status_code == 200
    assert entries_when_opened and min(entries_when_opened) >= 1
