"""Decisions: who may take them, what follows, what each side sees, and how they are taken back."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts.models import AgreedText, Person, Role
from beside.foundation.audit.models import Entry
from beside.foundation.notifications.jobs import send_letters
from beside.foundation.notifications.models import Notice
from beside.foundation.realtime import hub
from beside.foundation.safety import actions, decided, jobs, rules
from beside.foundation.safety.actions import Grounds, Subject, deciding
from beside.foundation.safety.models import Appeal, Case, Decision, FollowUp, Report, Restriction
from beside.foundation.safety.tests.conftest import TOLD, Noted
from beside.foundation.safety.tests.conftest import UNKIND as WORDS
from beside.foundation.talk import actions as talk
from beside.foundation.talk.models import Message, Talk
from conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db
GROUNDS = Grounds("You told somebody that nobody wants them here.", Decision.Source.REPORT, 1)
DECIDE = {"kind": "hide", "rule": "1", "facts": GROUNDS.facts, "source": "report"}


@pytest.fixture
def case(told_case: Case) -> Case:
    """The case that opened on Ada's report."""
    return told_case


# --- rules ---
def test_the_house_rules_are_numbered_and_shown(client_of: ClientOf, ada: Person) -> None:
    found = rules.parse(rules.current().body)
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6]
    assert rules.find(rules.current(), 7) is None
    assert found[0].title in client_of(ada).get("/rules").content.decode()


def test_headings_without_numbers_count_themselves() -> None:
    assert [(one.number, one.words) for one in rules.parse("## A\n\nx\n\n## B\n\ny")] == [(1, "x"), (2, "y")]
    assert [one.number for one in rules.parse("plain words")] == [1]


def test_a_decision_keeps_the_wording_it_cited(case: Case, mo: Person, ola: Person, ben: Person) -> None:
    made = actions.hide(case, GROUNDS, actor=mo)
    accounts.publish_text(AgreedText.Kind.HOUSE_RULES, "## 1. Other\n\nOther words", actor=ola)
    shown = decided.statement(made, ben)
    assert shown.rule is not None
    assert shown.rule.title == "Be kind"


# --- who may ---
POSTS = ("take", "hand-back", "close", "decide", "hand-over", "opinions", "answer", "openings")
SECONDS = ("second/x", "openings/x/answer", "opinions/x")


@pytest.mark.parametrize("verb", [*POSTS, *SECONDS])
@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in {Role.MODERATOR, Role.SAFETY_LEAD})])
def test_only_the_desk_acts_on_a_case(
    case: Case, make_person: MakePerson, client_of: ClientOf, verb: str, role: Role | None
) -> None:
    someone = make_person("someone", "Teal", *([role] if role else []))
    assert client_of(someone).post(f"/care/{case.ref}/{verb}", DECIDE).status_code == 404
    assert Client().post(f"/care/{case.ref}/{verb}", DECIDE).status_code == 302
    case.refresh_from_db()
    assert (case.taken_at, case.closed_at, Decision.objects.count()) == (None, None, 0)


@pytest.mark.parametrize("verb", ["second/x", "openings/x/answer"])
def test_only_a_safety_lead_gives_a_second_yes(case: Case, mo: Person, client_of: ClientOf, verb: str) -> None:
    assert client_of(mo).post(f"/care/{case.ref}/{verb}", {"answer": "yes"}).status_code == 404


VERBS: dict[str, Callable[[Case, Person], Any]] = {
    "nothing": lambda case, actor: actions.find_nothing(case, GROUNDS, actor=actor),
    "support": lambda case, actor: actions.support(case, GROUNDS, "Hello", actor=actor),
    "revise": lambda case, actor: actions.ask_to_revise(case, GROUNDS, "", actor=actor),
    "hide": lambda case, actor: actions.hide(case, GROUNDS, actor=actor),
    "remove": lambda case, actor: actions.remove(case, GROUNDS, actor=actor),
    "limit": lambda case, actor: actions.limit(case, GROUNDS, "writing", 3, actor=actor),
    "suspend": lambda case, actor: actions.suspend(case, GROUNDS, 3, actor=actor),
    "end": lambda case, actor: actions.end_membership(case, GROUNDS, actor=actor),
    "escalate": lambda case, actor: actions.escalate(case, GROUNDS, actor=actor),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_decides_once_and_leaves_its_trace(case: Case, mo: Person, verb: str) -> None:
    made = VERBS[verb](case, mo)
    assert (made.kind, made.by_id, made.automated) == (verb, mo.pk, False)
    assert Entry.objects.filter(verb="decision.made", actor=mo.pk, about=str(made.pk)).exists()
    case.refresh_from_db()
    assert (case.closed_at is None) is (verb == "escalate")
    if verb != "escalate":
        with pytest.raises(Refused) as refused:
            VERBS[verb](case, mo)
        assert refused.value.code == "closed"


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["ada", "ben", "cy", "ola"])
def test_each_verb_refuses_everyone_else(case: Case, cy: Person, ola: Person, verb: str, who: str) -> None:
    with pytest.raises(Refused) as refused:
        VERBS[verb](case, Person.objects.get(sign_in_name=who))
    assert refused.value.code == "role"


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_refuses_whoever_is_part_of_it(place: Talk, mo: Person, sol: Person, ada: Person, verb: str) -> None:
    about_mo = actions.report(Subject(mo), reason="unkind", words="", excerpt=None, actor=sol).case
    for part in (mo, sol):
        with pytest.raises(Refused) as refused:
            VERBS[verb](about_mo, part)
        assert refused.value.code == "yourself"


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_refuses_while_another_has_the_case(case: Case, mo: Person, kim: Person, verb: str) -> None:
    actions.take(case, actor=kim)
    with pytest.raises(Refused) as refused:
        VERBS[verb](case, mo)
    assert refused.value.code == "taken"


@pytest.mark.parametrize("verb", ["support", "revise", "hide", "remove", "limit", "suspend", "end"])
def test_nothing_is_done_about_someone_who_left(case: Case, ben: Person, mo: Person, verb: str) -> None:
    accounts.erase(ben, actor=ben)
    case.refresh_from_db()
    with pytest.raises(Refused) as refused:
        VERBS[verb](case, mo)
    assert refused.value.code == "gone"


@pytest.mark.parametrize(
    "wrong", [{"rule": ""}, {"rule": "99"}, {"facts": ""}, {"kind": "shout"}, {"kind": "limit"}, {"kind": "suspend"}]
)
def test_a_decision_without_its_grounds_is_refused_and_kept_on_the_page(
    case: Case, mo: Person, client_of: ClientOf, wrong: dict[str, str]
) -> None:
    page = client_of(mo).post(f"/care/{case.ref}/decide", DECIDE | wrong)
    assert page.status_code in {409, 422}
    assert page.context["form"].data["source"] == "report"
    assert not Decision.objects.exists()


# --- what follows ---
def test_hiding_takes_the_text_from_both_and_gives_it_back_on_appeal(
    case: Case, place: Talk, ada: Person, ben: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    assert client_of(mo).post(f"/care/{case.ref}/decide", DECIDE).status_code == 302
    made = Decision.objects.get()
    for person in (ada, ben):
        assert WORDS not in client_of(person).get(f"/talk/{place.ref}").content.decode()
    page = client_of(ben).get(f"/decisions/{made.ref}")
    assert WORDS in page.content.decode()
    assert page.context["it"].can_appeal
    client_of(ben).post(f"/decisions/{made.ref}/appeal", {"words": "I was joking"})
    asked = Appeal.objects.get()
    assert client_of(mo).post(f"/care/{asked.case.ref}/take").status_code == 409
    answer = {"answer": "reverse", "words": "It was a quotation"}
    assert client_of(mo).post(f"/care/{asked.case.ref}/answer", answer).status_code == 409
    assert client_of(sol).post(f"/care/{asked.case.ref}/answer", answer).status_code == 302
    assert Message.objects.get(talk=place, number=2).hidden_at is None
    assert Restriction.objects.get().lifted_by_id == sol.pk
    assert client_of(ben).get(f"/appeals/{asked.ref}").context["reasons"] == answer["words"]
    with pytest.raises(Refused):
        actions.uphold(asked, "x", actor=sol)


def test_a_removed_text_returns_until_nobody_can_appeal_then_it_is_emptied(
    case: Case, place: Talk, mo: Person, ben: Person
) -> None:
    made = actions.remove(case, GROUNDS, actor=mo)
    jobs.keep_decisions()
    assert bytes(Message.objects.get(talk=place, number=2).sealed)
    with time_machine.travel(now() + timedelta(days=184), tick=False):
        with pytest.raises(Refused) as refused:
            actions.appeal(made, "late", actor=ben)
        assert refused.value.code == "over"
        jobs.keep_decisions()
        jobs.keep_decisions()
    assert not bytes(Message.objects.get(talk=place, number=2).sealed)
    assert Entry.objects.filter(verb="restriction.emptied").count() == 1
    assert accounts.export_everything(ben, actor=ben)


def test_a_limit_holds_in_the_write_path_until_its_day(
    case: Case, place: Talk, ada: Person, ben: Person, mo: Person, django_assert_num_queries: Any
) -> None:
    actions.limit(case, GROUNDS, "writing", 2, actor=mo)
    with pytest.raises(Refused) as refused:
        talk.send(place.ref, "Hello", "client-0002", actor=ben)
    assert refused.value.code == "limited"
    talk.send(place.ref, "I am not limited", "client-0003", actor=ada)
    with time_machine.travel(now() + timedelta(days=2, minutes=1), tick=False):
        talk.send(place.ref, "Hello", "client-0002", actor=ben)


def test_a_suspended_person_keeps_a_narrow_way_in(
    case: Case, ben: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    made = actions.suspend(case, GROUNDS, 3, actor=mo)
    browser = client_of(Person.objects.get(pk=ben.pk))
    for closed in ("/today", "/talk", "/mine"):
        assert browser.get(closed)["Location"] == "/settings/decisions"
    for page in ("/settings/decisions", f"/decisions/{made.ref}", "/help", "/settings/data", "/settings/erase"):
        assert browser.get(page).status_code == 200
    actions.reverse(actions.appeal(made, "why", actor=ben), "taken back", actor=sol)
    assert browser.get("/today").status_code == 200


def test_nobody_is_thrown_out_for_being_unwell(
    case: Case, ben: Person, mo: Person, sol: Person, noted: Noted, texts: Any, client_of: ClientOf
) -> None:
    actions.notice_concern(ben, "test.text", "one", noted())
    made = actions.end_membership(case, GROUNDS, actor=mo)
    assert (made.agreed_at, Restriction.objects.count(), decided.told(ben).count()) == (None, 0, 0)
    for wrong in (mo, ben):
        with pytest.raises(Refused):
            actions.agree(made, actor=wrong)
    client_of(sol).post(f"/care/{case.ref}/second/{made.ref}", {"answer": "yes"})
    assert Notice.objects.filter(person=ben, kind="safety.decision").count() == 1
    assert client_of(Person.objects.get(pk=ben.pk)).get("/today").status_code == 200
    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        jobs.keep_decisions()
        assert Person.objects.get(pk=ben.pk).is_out
        assert Case.objects.filter(kind=Case.Kind.CHECK, about=ben).count() == 1
    with pytest.raises(Refused):
        actions.decline(made, actor=sol)


def test_support_is_looked_at_again_tomorrow(case: Case, ben: Person, mo: Person, client_of: ClientOf) -> None:
    made = actions.support(case, GROUNDS, "How are you?", actor=mo)
    page = client_of(ben).get(f"/decisions/{made.ref}").content.decode()
    assert "How are you?" in page
    assert GROUNDS.facts not in page
    asked = FollowUp.objects.get(person=ben)
    assert (asked.holder, asked.case) == (mo, case)
    assert asked.due_on > made.at.date()


def test_a_reporter_can_ask_for_another_look_at_nothing_to_do(
    case: Case, report: Report, ada: Person, ben: Person, cy: Person, mo: Person, sol: Person, client_of: ClientOf
) -> None:
    made = actions.find_nothing(case, GROUNDS, actor=mo)
    assert client_of(ada).get(f"/report/{report.ref}").context["appealable"] == made
    assert client_of(cy).get(f"/decisions/{made.ref}/appeal").status_code == 404
    client_of(ada).post(f"/decisions/{made.ref}/appeal", {"words": "Please look again"})
    assert "another look" not in str(accounts.export_everything(ben, actor=ben)["parts"])
    actions.reverse(Appeal.objects.get(), "It does go against rule 1", actor=sol)
    case.refresh_from_db()
    assert case.closed_at is None
    with pytest.raises(Refused):
        actions.appeal(made, "once more", actor=ada)


# --- who sees what ---
def test_nobody_learns_who_told_nor_of_a_report_before_a_decision(
    case: Case, report: Report, place: Talk, ada: Person, ben: Person, cy: Person, mo: Person,
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    frames: list[tuple[str, Any]] = []
    monkeypatch.setattr(hub, "publish", lambda topic, event: frames.append((topic, event)))
    assert not Notice.objects.filter(person=ben).exists()
    assert decided.told(ben).count() == 0
    assert "report" not in str(accounts.export_everything(ben, actor=ben)["parts"]).lower()
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.hide(case, GROUNDS, actor=mo)
    seen = client_of(ben).get(f"/decisions/{made.ref}").content.decode()
    assert not [one for one in (ada.ref, "Wren", TOLD, mo.ref, "Maple") if one in seen]
    for topic, event in frames:
        assert WORDS not in str(event)
        assert TOLD not in str(event)
        assert not (topic == f"person:{ben.pk}" and ada.ref in str(event))
    for stranger in (ada, cy):
        assert client_of(stranger).get(f"/decisions/{made.ref}").status_code == 404
        assert client_of(stranger).get("/settings/decisions").context["rows"] == []
    heard = client_of(ada).get(f"/report/{report.ref}").content.decode()
    assert GROUNDS.facts not in heard
    send_letters()
    assert not [letter for letter in mail.outbox if WORDS in letter.body or TOLD in letter.body]


def test_what_was_decided_leaves_with_the_person(case: Case, ben: Person, mo: Person) -> None:
    made = actions.hide(case, GROUNDS, actor=mo)
    accounts.erase(ben, actor=ben)
    made.refresh_from_db()
    assert (made.about_id, bytes(made.facts), bytes(made.excerpt)) == (None, b"", b"")
    assert not Restriction.objects.exists()


def test_of_two_who_decide_at_once_one_wins(
    case: Case, mo: Person, kim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second decides after the first has checked everything and before the first writes."""
    check = deciding._fits

    def meanwhile(*given: Any) -> None:
        check(*given)
        monkeypatch.setattr(deciding, "_fits", check)
        actions.suspend(Case.objects.get(pk=case.pk), GROUNDS, 3, actor=kim)

    monkeypatch.setattr(deciding, "_fits", meanwhile)
    with pytest.raises(Refused) as refused:
        actions.hide(case, GROUNDS, actor=mo)
    assert refused.value.code == "closed"
    assert (Decision.objects.get().by_id, Restriction.objects.get().what) == (kim.pk, "suspended")


@pytest.mark.django_db(transaction=True)
def test_of_two_threads_that_decide_one_wins(case: Case, mo: Person, kim: Person) -> None:
    begin = threading.Barrier(2)
    said: list[str] = []

    def decide(actor: Person) -> None:
        try:
            begin.wait()
            actions.hide(Case.objects.get(pk=case.pk), GROUNDS, actor=actor)
            said.append("done")
        except Refused as no:
            said.append(no.code)
        finally:
            connection.close()

    both = [threading.Thread(target=decide, args=(actor,)) for actor in (mo, kim)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (said.count("done"), len(said)) == (1, 2)
    assert (Decision.objects.count(), Restriction.objects.count()) == (1, 1)
