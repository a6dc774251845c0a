"""How the invented people joined: by invitation, with recovery codes put away and a yes to the texts."""

from datetime import datetime, time, timedelta

from beside.core.clock import now
from beside.foundation.accounts import actions as accounts
from beside.foundation.accounts import queries
from beside.foundation.accounts.actions.organisation import SetUp
from beside.foundation.accounts.models import Joining, Person, Role
from beside.foundation.audit.actions import BESIDE
from beside.foundation.profiles import actions as profiles
from beside.foundation.profiles.actions import Said
from beside.foundation.profiles.models import Experience
from beside.interfaces.cli.demo.moving_back import scene
from beside.interfaces.cli.demo.people import ABOUT, EVERYONE, ORGANISATION, PASSWORD, Invented

People = dict[str, Person]
_INVITED_FOR_DAYS = 90


def everyone(present: datetime) -> People:
    """All invented people by sign-in name, members now; the first is the operator."""
    first, *others = EVERYONE
    with scene(_joined(first, present)):
        operator = _operator(first)
    people = {first.sign_in: operator}
    with scene(_joined(first, present) + timedelta(hours=3)):
        _invitation, code = accounts.make_invitation(
            actor=operator, uses=len(others), days=_INVITED_FOR_DAYS, note="People from the old building"
        )
    for one in others:
        with scene(_joined(one, present)):
            people[one.sign_in] = _member(one, code)
        if one.role is not None:
            with scene(_joined(one, present) + timedelta(days=1)):
                accounts.grant_role(people[one.sign_in], one.role, actor=operator)
    with scene(present - timedelta(days=1, hours=5)):
        accounts.make_invitation(actor=operator, role=Role.PEER_SUPPORTER, note="For the woman from the allotments")
    return people


def _joined(one: Invented, present: datetime) -> datetime:
    """Their day, at an hour that differs from person to person."""
    return present - timedelta(days=one.since, hours=len(one.sign_in) % 5, minutes=7 * len(one.see) % 60)


def _birth_year(one: Invented) -> int:
    return now().year - one.age


def _operator(one: Invented) -> Person:
    secret = accounts.make_setup_link(actor=BESIDE).rstrip("/").rpartition("/")[2]
    person = accounts.set_up(
        secret,
        SetUp(
            name=ORGANISATION,
            country=one.country,
            joining=Joining.OPEN,
            login=one.sign_in,
            password=PASSWORD,
            birth_year=_birth_year(one),
        ),
    )
    _settle(person, one)
    accounts.change_organisation(
        {"about": ABOUT, "promise_minutes": 30, "staffed_from": time(9), "staffed_until": time(22)}, actor=person
    )
    return person


def _member(one: Invented, code: str) -> Person:
    person = accounts.join(
        birth_year=_birth_year(one),
        sign_in_name=one.sign_in,
        password=PASSWORD,
        invitation=queries.invitation_for(code),
        actor=BESIDE,
    )
    _settle(person, one)
    return person


def _settle(person: Person, one: Invented) -> None:
    """From an account to a member with a profile."""
    accounts.make_recovery_codes(person, actor=person)
    accounts.recovery_codes_kept(person, actor=person)
    for text in queries.texts_to_agree(person):
        accounts.give_consent(person, text, actor=person)
    accounts.finish_joining(person, actor=person)
    profiles.choose_name(one.name, actor=person)
    profiles.change_profile(
        actor=person,
        pronouns=one.pronouns,
        gender=one.gender,
        languages=list(one.languages),
        time_zone=one.zone,
        country=one.country,
        theme=one.theme,
    )
    entries = Experience.objects.in_bulk([lived[0] for lived in one.lived], field_name="key")
    for key, stance, comfort, seen_by, words in one.lived:
        profiles.say_lived(entries[key], Said(stance, comfort, seen_by, words), actor=person)
    if one.wishes:
        profiles.set_wishes(one.wishes, actor=person)
