"""Answering what the staff wrote: by whom, for how long, who reads it, who is told, and what triage makes of it."""

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from django.test import Client
from limits import RateLimitItemPerDay

from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts.models import Person, Role, RoleGrant
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.models import Letter, Notice
from beside.foundation.safety import access, actions, answered, limiting, reviewing, transparency
from beside.foundation.safety.actions import Grounds
from beside.foundation.safety.models import Answer, Case, Concern, Decision, FollowUp
from beside.foundation.safety.periods import Period
from beside.foundation.talk.models import Talk
from conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db
GROUNDS = Grounds("Somebody told us that you were short with them.", Decision.Source.REPORT)
WORDS = "Thank you. The nights are long just now."
GRAVE = "I have the pills in front of me and I am going to take them all tonight"


@pytest.fixture
def wrote(told_case: Case, ben: Person, mo: Person) -> Decision:
    """Mo has written to Ben, about whom Ada had told."""
    return actions.support(told_case, GROUNDS, "How are you?", actor=mo)


@pytest.fixture
def said(wrote: Decision, ben: Person) -> Answer:
    """Ben has answered."""
    return actions.answer(wrote, WORDS, actor=ben)


def _told(kind: str = "safety.answered") -> list[int]:
    return list(Notice.objects.filter(kind=kind).order_by("person").values_list("person_id", flat=True))


# --- answering ---
def test_the_one_it_is_about_answers_more_than_once_and_sees_it(
    wrote: Decision, ben: Person, mo: Person, client_of: ClientOf
) -> None:
    browser = client_of(ben)
    page = browser.get(f"/decisions/{wrote.ref}")
    assert page.context["can_answer"] and page.context["answers"] == []
    assert b"Help, now" in page.content
    for words in (WORDS, "And thank you\r\nfor asking."):
        sent = browser.post(f"/decisions/{wrote.ref}/answers", {"words": words, "client_id": new_ref()})
        assert sent.status_code == 302
    shown = browser.get(f"/decisions/{wrote.ref}").context["answers"]
    assert [one.words for one in shown] == [WORDS, "And thank you\nfor asking."]
    assert not any(one.read for one in shown)
    row = Answer.objects.order_by("pk")[0]
    assert WORDS.encode() not in bytes(row.sealed)
    assert sent["Location"].startswith(f"/decisions/{wrote.ref}#answer-")
    assert list(Entry.objects.filter(verb="answer.kept").values_list("actor", flat=True)) == [ben.pk, ben.pk]


@pytest.mark.parametrize("words", ["", "   \n", "x" * (answered.LONGEST + 1)])
def test_what_cannot_be_sent_stays_on_the_page(wrote: Decision, ben: Person, client_of: ClientOf, words: str) -> None:
    page = client_of(ben).post(f"/decisions/{wrote.ref}/answers", {"words": words, "client_id": new_ref()})
    assert page.status_code == 422
    assert page.context["form"]["words"].value() == words
    assert not Answer.objects.exists()


def test_a_new_line_counts_once(wrote: Decision, ben: Person, client_of: ClientOf) -> None:
    words = "x\r\n" * (answered.LONGEST // 2 - 1) + "xx"
    assert client_of(ben).post(f"/decisions/{wrote.ref}/answers", {"words": words}).status_code == 302


def test_what_is_sent_twice_is_kept_once(wrote: Decision, ben: Person, mo: Person, client_of: ClientOf) -> None:
    browser, given = client_of(ben), {"words": WORDS, "client_id": new_ref()}
    for _turn in range(2):
        assert browser.post(f"/decisions/{wrote.ref}/answers", given).status_code == 302
    assert Answer.objects.get().ref == given["client_id"]
    assert _told() == [mo.pk]
    browser.post(f"/decisions/{wrote.ref}/answers", given | {"words": "Something else"})
    assert Answer.objects.count() == 2
    assert browser.post(f"/decisions/{wrote.ref}/answers", given | {"client_id": "../x"}).status_code == 422


def test_very_many_wait_and_what_was_typed_stays(
    wrote: Decision, ben: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiting, "ANSWERS", (RateLimitItemPerDay(1, namespace="answer"),))
    actions.answer(wrote, "The first", actor=ben)
    page = client_of(ben).post(f"/decisions/{wrote.ref}/answers", {"words": WORDS})
    assert page.status_code == 409
    assert page.context["refused"].code == "too_often"
    assert page.context["form"]["words"].value() == WORDS
    assert Answer.objects.count() == 1


def test_after_thirty_days_the_page_says_where_to_turn(wrote: Decision, ben: Person, client_of: ClientOf) -> None:
    with time_machine.travel(now() + answered.ANSWER_FOR - timedelta(minutes=1), tick=False):
        assert client_of(ben).post(f"/decisions/{wrote.ref}/answers", {"words": WORDS}).status_code == 302
    with time_machine.travel(now() + answered.ANSWER_FOR + timedelta(minutes=1), tick=False):
        page = client_of(ben).get(f"/decisions/{wrote.ref}")
        assert not page.context["can_answer"] and len(page.context["answers"]) == 1
        assert 'href="/help/now"' in page.content.decode()
        late = client_of(ben).post(f"/decisions/{wrote.ref}/answers", {"words": "Too late for this"})
        assert late.status_code == 409 and "Too late for this" in late.content.decode()
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("verb", ["hide", "revise", "limit"])
def test_only_a_word_of_support_can_be_answered(
    told_case: Case, ben: Person, mo: Person, client_of: ClientOf, verb: str
) -> None:
    given = {"words": "x", "what": "writing", "days": 2}
    made = actions.VERBS[Decision.Kind(verb)](told_case, Grounds("x", "report", 1), given, mo)
    assert client_of(ben).post(f"/decisions/{made.ref}/answers", {"words": WORDS}).status_code == 404
    with pytest.raises(Refused) as refused:
        actions.answer(made, WORDS, actor=ben)
    assert refused.value.code == "not_yours"


@pytest.mark.parametrize("verb", ["limit", "suspend"])
def test_whoever_is_limited_or_kept_out_can_answer(
    wrote: Decision, ben: Person, ada: Person, mo: Person, client_of: ClientOf, verb: str
) -> None:
    other = actions.report(actions.Subject(ben), reason="unkind", words="", excerpt=None, actor=ada).case
    given = {"what": "writing", "days": 2}
    actions.VERBS[Decision.Kind(verb)](other, Grounds("x", "report", 1), given, mo)
    browser = client_of(Person.objects.get(pk=ben.pk))
    assert browser.get(f"/decisions/{wrote.ref}").context["can_answer"]
    assert browser.post(f"/decisions/{wrote.ref}/answers", {"words": WORDS}).status_code == 302
    assert browser.get(f"/decisions/{wrote.ref}").context["answers"][0].words == WORDS


# --- who reads it ---
def test_nobody_else_can_read_or_answer(
    said: Answer, wrote: Decision, place: Talk, ada: Person, cy: Person, ola: Person, mo: Person, kim: Person,
    make_person: MakePerson, client_of: ClientOf,
) -> None:  # fmt: skip
    """Ada told of him and is who he talks with, Cy is a stranger, the others work here without having to do with it."""
    peer = make_person("una", "Finch", Role.PEER_SUPPORTER)
    follow_up = FollowUp.objects.get()
    for person in (ada, cy, peer, ola, mo, kim):
        browser = client_of(person)
        assert browser.get(f"/decisions/{wrote.ref}").status_code == 404
        assert browser.post(f"/decisions/{wrote.ref}/answers", {"words": "Not mine"}).status_code == 404
        for page in ("/settings/decisions", f"/talk/{place.ref}", "/care", "/care/closed", "/care/list"):
            assert WORDS not in browser.get(page).content.decode()
        assert WORDS not in str(accounts.export_everything(person, actor=person)["parts"])
    for person in (ada, cy, peer, ola):
        for page in (f"/care/{wrote.case.ref}", f"/care/list/{follow_up.ref}"):
            assert client_of(person).get(page).status_code == 404
        back = client_of(person).post(f"/care/{wrote.case.ref}/write-back", {"words": "Not mine"})
        assert back.status_code == 404
    assert client_of(kim).get(f"/care/list/{follow_up.ref}").status_code == 404  # on Mo's list
    anyone = Client().post(f"/decisions/{wrote.ref}/answers", {"words": "Not mine"})
    assert anyone.status_code == 302 and "/accounts/login" in anyone["Location"]
    assert Answer.objects.count() == 1 and Decision.objects.count() == 1


def test_no_api_call_gives_it(said: Answer, wrote: Decision, ben: Person, ada: Person, client_of: ClientOf) -> None:
    for person in (ben, ada):
        for path in (f"decisions/{wrote.ref}", f"answers/{said.ref}", f"cases/{wrote.case.ref}"):
            assert client_of(person).get(f"/api/v1/{path}").status_code == 404
    described = str(client_of(ben).get("/api/v1/openapi.json").json()["paths"])
    assert "decision" not in described and "answers" not in described


def test_staff_it_is_about_see_neither_case_nor_other_cases_show_it(
    wrote: Decision, ben: Person, ada: Person, kim: Person, client_of: ClientOf
) -> None:
    """A moderator to whom the staff wrote reads it as anyone would, and not as staff."""
    RoleGrant.objects.create(person=ben, role=Role.MODERATOR)
    actions.answer(wrote, WORDS, actor=ben)
    assert client_of(ben).get(f"/care/{wrote.case.ref}").status_code == 404
    assert client_of(ben).get("/care").context["unread"] == []
    assert actions.read_answers(wrote.case, actor=ben) == []
    other = actions.report(actions.Subject(ben), reason="unkind", words="", excerpt=None, actor=ada).case
    assert WORDS not in client_of(kim).get(f"/care/{other.ref}").content.decode()
    assert Answer.objects.get().read_at is None
    with pytest.raises(Refused):
        actions.read_answers(wrote.case, actor=ada)


def test_nobody_can_report_an_answer(said: Answer, ben: Person, ada: Person, mo: Person) -> None:
    holder = reviewing.reviewable(answered.SUBJECT)
    assert holder is not None and holder.hide is None
    for person in (ada, mo):
        assert holder.read(said.ref, person) is None
    own = holder.read(said.ref, ben)
    assert own is not None and own.text == WORDS
    for person in (ada, mo, ben):
        with pytest.raises(Http404):
            access.text(person, f"{answered.SUBJECT}:{said.ref}")


def test_the_desk_reads_it_with_the_case_and_each_look_is_on_record(
    said: Answer, wrote: Decision, ben: Person, mo: Person, kim: Person, client_of: ClientOf
) -> None:
    looks = Entry.objects.filter(verb="case.read", detail__subject=answered.SUBJECT)
    [(waiting, _name)] = client_of(kim).get("/care").context["unread"]
    assert waiting == wrote.case and not looks.exists()
    page = client_of(kim).get(f"/care/{wrote.case.ref}")
    assert WORDS in page.content.decode()
    said.refresh_from_db()
    assert said.read_by == kim
    assert client_of(ben).get(f"/decisions/{wrote.ref}").context["answers"][0].read
    assert client_of(kim).get("/care").context["unread"] == []
    client_of(mo).get(f"/care/{wrote.case.ref}")
    assert [(one.actor, one.about) for one in looks.order_by("pk")] == [
        (person.pk, str(wrote.case_id)) for person in (kim, mo)
    ]
    assert kim.ref not in client_of(ben).get(f"/decisions/{wrote.ref}").content.decode()


def test_it_stands_on_the_list_of_whoever_asks_tomorrow(
    said: Answer, wrote: Decision, mo: Person, client_of: ClientOf
) -> None:
    follow_up = FollowUp.objects.get(holder=mo)
    [row] = client_of(mo).get("/care/list").context["mine"]
    assert row["answered"]
    page = client_of(mo).get(f"/care/list/{follow_up.ref}")
    assert WORDS in page.content.decode() and page.context["exchanges"][0]["waits"]
    assert Entry.objects.filter(verb="case.read", actor=mo.pk, detail__subject=answered.SUBJECT).count() == 1


def test_a_list_without_an_answer_says_nothing_of_one(wrote: Decision, mo: Person, client_of: ClientOf) -> None:
    [row] = client_of(mo).get("/care/list").context["mine"]
    assert not row["answered"]
    assert client_of(mo).get(f"/care/list/{FollowUp.objects.get().ref}").context["exchanges"] == []
    assert client_of(mo).get(f"/care/{wrote.case.ref}").context["exchange"] is None
    assert not Entry.objects.filter(detail__subject=answered.SUBJECT).exists()


# --- who is told ---
def test_whoever_wrote_is_told_without_a_word_of_it(said: Answer, wrote: Decision, mo: Person, kim: Person) -> None:
    notice = Notice.objects.get(kind="safety.answered")
    assert (notice.person_id, notice.data, notice.href) == (
        mo.pk,
        {},
        f"/care/{wrote.case.ref}#exchange-{wrote.case.ref}",
    )
    assert not [letter for letter in Letter.objects.all() if WORDS in letter.body or "Heron" in letter.body]


def _rest(mo: Person) -> None:
    actions.begin_break(actor=mo)


def _lose_the_role(mo: Person) -> None:
    RoleGrant.objects.filter(person=mo).update(ended_at=now())


def _leave(mo: Person) -> None:
    accounts.erase(mo, actor=mo)


@pytest.mark.parametrize("away", [_rest, _lose_the_role, _leave])
def test_while_they_are_away_whoever_asks_tomorrow_is_told_else_the_desk(
    wrote: Decision, ben: Person, mo: Person, kim: Person, sol: Person, away: object
) -> None:
    FollowUp.objects.update(holder=kim)
    away(mo)  # type: ignore[operator]
    wrote.refresh_from_db()
    actions.answer(wrote, WORDS, actor=ben)
    assert _told() == [kim.pk]
    FollowUp.objects.update(holder=None)
    Notice.objects.all().delete()
    actions.answer(wrote, "Once more", actor=ben)
    assert _told() == sorted([kim.pk, sol.pk])


# --- writing back ---
def test_writing_back_is_one_step_and_goes_on_from_there(
    said: Answer, wrote: Decision, ben: Person, mo: Person, kim: Person, client_of: ClientOf
) -> None:
    closed_at = wrote.case.closed_at
    FollowUp.objects.update(done_at=now())
    back = client_of(kim).post(f"/care/{wrote.case.ref}/write-back", {"words": "I read you."})
    assert back.status_code == 302
    newest = Decision.objects.get(by=kim)
    assert (newest.kind, newest.case_id, newest.about_id) == ("support", wrote.case_id, ben.pk)
    wrote.case.refresh_from_db()
    assert (wrote.case.closed_by, wrote.case.closed_at) == (mo, closed_at)
    assert FollowUp.objects.filter(person=ben, holder=kim, done_at=None).exists()
    assert _told("safety.decision") == [ben.pk, ben.pk]
    browser = client_of(ben)
    assert browser.get(f"/decisions/{wrote.ref}").context["later"] == newest
    browser.post(f"/decisions/{newest.ref}/answers", {"words": "Good to hear."})
    lines = client_of(mo).get(f"/care/{wrote.case.ref}").context["exchange"]["lines"]
    assert [line.words for _name, line in lines] == ["How are you?", WORDS, "I read you.", "Good to hear."]


def test_of_two_who_write_back_the_second_keeps_their_words(
    said: Answer, wrote: Decision, mo: Person, kim: Person, client_of: ClientOf
) -> None:
    path = f"/care/{wrote.case.ref}/write-back"
    assert client_of(mo).post(path, {"words": "I read you."}).status_code == 302
    second = client_of(kim).post(path, {"words": "So do I."})
    assert second.status_code == 409 and "So do I." in second.content.decode()
    assert client_of(kim).post(path, {"words": " "}).status_code == 409
    assert Decision.objects.count() == 2


def test_whoever_told_us_does_not_write_back(ben: Person, mo: Person, kim: Person, client_of: ClientOf) -> None:
    case = actions.report(actions.Subject(ben), reason="unkind", words="", excerpt=None, actor=kim).case
    wrote = actions.support(case, GROUNDS, "How are you?", actor=mo)
    actions.answer(wrote, WORDS, actor=ben)
    assert client_of(kim).post(f"/care/{case.ref}/write-back", {"words": "Me"}).status_code == 409
    assert Decision.objects.count() == 1


def test_the_report_in_numbers_counts_an_exchange_once(said: Answer, wrote: Decision, kim: Person) -> None:
    actions.support(wrote.case, GROUNDS, "I read you.", actor=kim)
    today = now().date()
    counted = transparency._decided(Period("", today - timedelta(days=1), today + timedelta(days=1)))
    assert counted == [wrote]


# --- triage ---
def test_triage_looks_at_an_answer_and_calls_where_it_is_grave(
    wrote: Decision, ben: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    client_of(ben).post(f"/decisions/{wrote.ref}/answers", {"words": GRAVE})
    concern = Concern.objects.get(subject_kind=answered.SUBJECT)
    case = Case.objects.get(concern=concern)
    assert (case.about, case.urgency, concern.subject_ref) == (ben, Case.Urgency.NOW, Answer.objects.get().ref)
    assert case.pages.exists()
    assert client_of(mo).get(f"/care/{case.ref}").context["excerpt"].text == GRAVE
    page = client_of(ben).get(f"/decisions/{wrote.ref}")
    assert page.context["offer"] == concern
    client_of(ben).post("/help/offer/close", {"next": f"/decisions/{wrote.ref}"})
    assert client_of(ben).get(f"/decisions/{wrote.ref}").context["offer"] is None


def test_a_plain_answer_opens_no_case(said: Answer) -> None:
    assert not Concern.objects.filter(subject_kind=answered.SUBJECT).exists()
    assert Case.objects.count() == 1


# --- leaving ---
def test_it_is_in_ones_copy_and_goes_with_one(said: Answer, wrote: Decision, ben: Person, mo: Person) -> None:
    assert WORDS in str(accounts.export_everything(ben, actor=ben)["parts"])
    actions.read_answers(wrote.case, actor=mo)
    accounts.erase(ben, actor=ben)
    assert not Answer.objects.exists()
    assert answered.exchange(wrote.case) is not None and actions.read_answers(wrote.case, actor=mo) == []
    with pytest.raises(Refused):
        actions.support(Case.objects.get(pk=wrote.case_id), GROUNDS, "Are you there?", actor=mo)


def test_whoever_read_it_goes_and_it_stays(said: Answer, wrote: Decision, mo: Person) -> None:
    actions.read_answers(wrote.case, actor=mo)
    accounts.erase(mo, actor=mo)
    said.refresh_from_db()
    assert said.read_by is None and said.read_at is not None
    assert answered.words_of(said) == WORDS
