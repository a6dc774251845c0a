"""What triage noticed: kept once, a case where a person should look, and nothing at all done to the writer."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from beside.core.clock import now
from beside.foundation.accounts.models import Person
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Letter, Notice
from beside.foundation.safety import actions, queries
from beside.foundation.safety.actions import Noticed
from beside.foundation.safety.models import Case, Concern, Page
from beside.foundation.safety.tests.conftest import KIND, WORDS, Noted
from beside.foundation.safety.triage import LEARNT, Level
from conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("level", "page", "urgency"),
    [
        (Level.ELEVATED, False, Case.Urgency.TODAY),
        (Level.IMMINENT, False, Case.Urgency.NOW),
        (Level.ELEVATED, True, Case.Urgency.NOW),
    ],
)
def test_a_concern_opens_a_case(
    ada: Person, mo: Person, noted: Noted, level: Level, page: bool, urgency: Case.Urgency
) -> None:
    concern = actions.notice_concern(ada, KIND, "one", noted(level, page=page))
    assert concern is not None
    case = Case.objects.get()
    assert (case.concern, case.about, case.urgency) == (concern, ada, urgency)
    assert Notice.objects.get().person == mo
    assert Entry.objects.get(verb="concern.noticed").actor is None


def test_a_score_alone_calls_nobody_at_once(ada: Person, mo: Person, noted: Noted) -> None:
    seen = noted(Level.IMMINENT)
    alone = replace(seen, reasons=(replace(seen.reasons[0], code=LEARNT),))
    actions.notice_concern(ada, KIND, "one", alone)
    assert Case.objects.get().urgency == Case.Urgency.TODAY
    assert not Page.objects.exists()


def test_the_members_words_are_not_copied(ada: Person, mo: Person, noted: Noted) -> None:
    concern = actions.notice_concern(ada, KIND, "one", noted())
    assert concern is not None
    assert concern.reasons == [{"code": "farewell", "says": "Says something like a farewell"}]
    assert WORDS not in str(Concern.objects.values_list()) + str(Entry.objects.values_list())


def test_judging_the_same_text_again_gives_the_same_concern(ada: Person, mo: Person, noted: Noted) -> None:
    first = actions.notice_concern(ada, KIND, "one", noted())
    assert actions.notice_concern(ada, KIND, "one", noted(page=True)) == first
    assert (Case.objects.count(), Notice.objects.count()) == (1, 1)


def test_a_gentler_sign_offers_help_and_opens_no_case(ada: Person, mo: Person, noted: Noted) -> None:
    concern = actions.notice_concern(ada, KIND, "one", noted(Level.LOW, attention=False))
    assert concern is not None
    assert concern.offered_at is not None
    assert queries.open_offer(ada) == concern
    assert not Case.objects.exists()
    assert not Notice.objects.exists()


def test_nothing_is_kept_of_ordinary_words(ada: Person, noted: Noted) -> None:
    assert actions.notice_concern(ada, KIND, "one", noted(Level.NONE, attention=False, offer_help=False)) is None
    assert not Concern.objects.exists()


def test_many_at_once_keep_their_order(ada: Person, ben: Person, noted: Noted) -> None:
    quiet = noted(Level.NONE, attention=False, offer_help=False)
    found = actions.notice_concerns(
        [Noticed(ada, KIND, "1", noted()), Noticed(ben, KIND, "2", quiet), Noticed(ben, KIND, "3", noted())]
    )
    assert [one and one.subject_ref for one in found] == ["1", None, "3"]
    assert Case.objects.count() == 2


def test_staff_are_not_told_about_themselves(mo: Person, sol: Person, noted: Noted) -> None:
    actions.notice_concern(mo, KIND, "one", noted(page=True))
    assert [notice.person for notice in Notice.objects.all()] == [sol]


def test_letters_to_staff_are_discreet(ada: Person, mo: Person, noted: Noted) -> None:
    EmailAddress.objects.create(user=mo, email="mo@example.org", verified=True, primary=True)
    actions.notice_concern(ada, KIND, "one", noted())
    actions.notice_concern(ada, KIND, "two", noted(page=True))
    letters = list(Letter.objects.all())
    said = " ".join(f"{letter.subject} {letter.body}" for letter in letters).lower()
    assert len(letters) == 2
    words = re.sub(r"http\S+", "", said)  # in an address, letters by chance may spell anything
    assert not any(word in words for word in ("wren", "farewell", "danger", "suicide", "self-harm"))


def test_every_urgent_case_sends_a_letter_though_earlier_ones_are_unseen(
    ada: Person, ben: Person, mo: Person, noted: Noted
) -> None:
    EmailAddress.objects.create(user=mo, email="mo@example.org", verified=True, primary=True)
    actions.notice_concern(ada, KIND, "one", noted(page=True))
    actions.notice_concern(ben, KIND, "two", noted(page=True))
    assert Letter.objects.count() == 2


def test_nobody_is_written_to_at_an_address_that_is_not_theirs_for_sure(ada: Person, mo: Person, noted: Noted) -> None:
    EmailAddress.objects.create(user=mo, email="mo@example.org", verified=False, primary=True)
    actions.notice_concern(ada, KIND, "one", noted(page=True))
    assert not Letter.objects.exists()


def test_an_offer_is_put_away_by_its_owner_alone(ada: Person, cy: Person, noted: Noted, client_of: ClientOf) -> None:
    concern = actions.notice_concern(ada, KIND, "one", noted())
    assert concern is not None
    client_of(cy).post("/help/offer/close")
    actions.close_offer(concern, actor=cy)
    assert Client().post("/help/offer/close").status_code == 302
    assert queries.open_offer(ada) == concern
    answer = client_of(ada).post("/help/offer/close", {"next": "/talk/abc"})
    assert answer.headers["Location"] == "/talk/abc"
    assert queries.open_offer(ada) is None
    assert queries.open_offer(cy) is None


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_putting_away_leads_nowhere_else(ada: Person, client_of: ClientOf, onward: str) -> None:
    assert client_of(ada).post("/help/offer/close", {"next": onward}).headers["Location"] == "/help"


def test_an_offer_does_not_come_back_after_a_day(ada: Person, noted: Noted) -> None:
    actions.notice_concern(ada, KIND, "one", noted())
    with time_machine.travel(now() + timedelta(hours=25)):
        assert queries.open_offer(ada) is None
