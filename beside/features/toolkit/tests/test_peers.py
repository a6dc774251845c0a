"""What members share: written with a guide, looked at, tried, taken back; who sees what when."""

import pytest

from beside.features.toolkit import keeping, peers
from beside.features.toolkit.models import PeerNote, PeerStrategy, Try
from beside.foundation.accounts.models import Person
from beside.foundation.notifications.models import Notice
from beside.foundation.safety import reviewing
from beside.foundation.safety.actions import block
from beside.foundation.safety.models import Case, Concern
from conftest import ClientOf

SAID = {
    "title": "Ten birds",
    "going": "Evenings alone.",
    "do": "I count birds from the window until there are ten.",
    "does": "It gets a little quieter.",
    "watch": "Not when it rains for days.",
    "moods": ["low", "lonely"],
    "named": "on",
}


def _sent(client_of: ClientOf, who: Person, **more: object) -> PeerStrategy:
    client = client_of(who)
    assert client.post("/toolkit/peers/begin").status_code == 302
    row = PeerStrategy.objects.latest("pk")
    assert client.post(f"/toolkit/peers/mine/{row.ref}", SAID | {"send": "1"} | more).status_code == 302
    row.refresh_from_db()
    return row


def _shown(client_of: ClientOf, who: Person, mo: Person, **more: object) -> PeerStrategy:
    row = _sent(client_of, who, **more)
    assert client_of(mo).post(f"/toolkit/desk/{row.ref}", {"publish": "1"}).status_code == 302
    return row


def test_from_the_first_word_to_taking_it_back(
    client_of: ClientOf, ada: Person, ben: Person, mo: Person, cy: Person
) -> None:
    row = _sent(client_of, ada)
    assert Notice.objects.filter(person=mo, kind="toolkit.sent").exists()
    for path in (f"/toolkit/peers/{row.ref}", f"/toolkit/peers/mine/{row.ref}", f"/toolkit/desk/{row.ref}"):
        assert client_of(ben).get(path).status_code == 404
    assert client_of(ben).get("/toolkit/desk").status_code == 404
    desk = client_of(mo)
    assert b"Ten birds" in desk.get("/toolkit/desk").content
    assert b"until there are ten" in desk.get(f"/toolkit/desk/{row.ref}").content
    assert desk.post(f"/toolkit/desk/{row.ref}", {"words": "Lovely. May I ask about rain?"}).status_code == 302
    assert b"about rain" in client_of(ada).get(f"/toolkit/peers/mine/{row.ref}").content
    assert client_of(ada).post(f"/toolkit/peers/mine/{row.ref}/note", {"words": "Yes."}).status_code == 302
    desk.post(f"/toolkit/desk/{row.ref}", {"publish": "1"})
    assert Notice.objects.filter(person=ada, kind="toolkit.shown").exists()
    page = client_of(ben).get(f"/toolkit/peers/{row.ref}").content
    assert b"until there are ten" in page
    assert b"Wren" in page
    assert b"Ten birds" in client_of(ben).get("/toolkit/peers?feel=lonely").content
    assert b"Ten birds" not in client_of(ben).get("/toolkit/peers?feel=panic").content
    assert b"Ten birds" in client_of(ben).get("/toolkit?feel=low").content
    assert client_of(cy).post(f"/toolkit/peers/mine/{row.ref}/withdraw").status_code == 404
    assert client_of(ada).post(f"/toolkit/peers/mine/{row.ref}/withdraw").status_code == 302
    assert client_of(ben).get(f"/toolkit/peers/{row.ref}").status_code == 404
    row.refresh_from_db()
    assert bytes(row.sealed) == b""
    assert not PeerNote.objects.exists()


def test_tried_kept_and_this_helped_me(client_of: ClientOf, ada: Person, ben: Person, mo: Person) -> None:
    row = _shown(client_of, ada, mo)
    client, key = client_of(ben), f"peer:{row.ref}"
    assert client.post(f"/toolkit/peers/{row.ref}/try", {"before": "7", "after": "4"}).status_code == 302
    assert keeping.open_try(Try.objects.get())["key"] == key
    assert client.get(f"/toolkit/tries/{Try.objects.get().ref}").status_code == 200
    client.post("/toolkit/change", {"do": f"keep:{key}"})
    for page in ("/toolkit/mine", "/toolkit/card"):
        assert b"Ten birds" in client.get(page).content
    client.post(f"/toolkit/peers/{row.ref}/helped", {"on": "1"})
    client.post(f"/toolkit/peers/{row.ref}/helped", {"on": "1"})
    told = Notice.objects.get(person=ada, kind="toolkit.helped")
    assert "Heron" not in str(told.data)
    assert keeping.own_of(ben).helped == (row.ref,)
    client.post(f"/toolkit/peers/{row.ref}/helped", {"on": "0"})
    assert keeping.own_of(ben).helped == ()
    client.post(f"/toolkit/peers/{row.ref}/helped", {"on": "1"})
    assert Notice.objects.filter(person=ada, kind="toolkit.helped").count() == 1
    client.post(f"/toolkit/peers/{row.ref}/helped", {"on": "0"})
    client_of(ada).post(f"/toolkit/peers/{row.ref}/helped", {"on": "1"})
    assert keeping.own_of(ada).helped == ()
    client_of(ada).post(f"/toolkit/peers/mine/{row.ref}/withdraw")
    for page in ("/toolkit/mine", "/toolkit/card", "/toolkit/works", f"/toolkit/tries/{Try.objects.get().ref}"):
        assert client.get(page).status_code == 200
        assert b"Ten birds" not in client.get(page).content


def test_what_shows_is_looked_at_again_when_it_changes(
    client_of: ClientOf, ada: Person, ben: Person, mo: Person
) -> None:
    row = _shown(client_of, ada, mo)
    client_of(ada).post(f"/toolkit/peers/mine/{row.ref}", SAID | {"do": "I count cars now."})
    assert client_of(ben).get(f"/toolkit/peers/{row.ref}").status_code == 404
    client_of(mo).post(f"/toolkit/desk/{row.ref}", {"publish": "1"})
    assert b"count cars" in client_of(ben).get(f"/toolkit/peers/{row.ref}").content


def test_given_back_with_a_note(client_of: ClientOf, ada: Person, mo: Person) -> None:
    row = _sent(client_of, ada)
    client_of(mo).post(f"/toolkit/desk/{row.ref}", {"back": "1", "words": "Please say I, not you."})
    row.refresh_from_db()
    assert (row.sent_at, row.published_at) == (None, None)
    assert client_of(mo).get(f"/toolkit/desk/{row.ref}").status_code == 404
    assert b"Please say I" in client_of(ada).get(f"/toolkit/peers/mine/{row.ref}").content


def test_nobody_lets_their_own_show(client_of: ClientOf, mo: Person, sol: Person) -> None:
    row = _sent(client_of, mo)
    assert client_of(mo).post(f"/toolkit/desk/{row.ref}", {"publish": "1"}).status_code == 404
    peers.publish(row, actor=mo)
    row.refresh_from_db()
    assert row.published_at is None
    assert not Notice.objects.filter(person=mo, kind="toolkit.sent").exists()
    assert Notice.objects.filter(person=sol, kind="toolkit.sent").exists()


def test_medicine_is_steered_away_and_seen_by_the_moderator(client_of: ClientOf, ada: Person, mo: Person) -> None:
    client = client_of(ada)
    client.post("/toolkit/peers/begin")
    row = PeerStrategy.objects.get()
    said = SAID | {"do": "I take 50 mg of sertraline and count birds.", "send": "1"}
    hinted = client.post(f"/toolkit/peers/mine/{row.ref}", said)
    assert hinted.status_code == 422
    assert b"sertraline" in hinted.content
    row = PeerStrategy.objects.get()
    assert row.sent_at is None
    assert "sertraline" in peers.opened(row)["do"]
    seen = hinted.context["form"].data["seen"]
    assert client.post(f"/toolkit/peers/mine/{row.ref}", said | {"seen": seen}).status_code == 302
    row = PeerStrategy.objects.get()
    assert row.sent_at is not None
    assert b"sertraline" in client_of(mo).get(f"/toolkit/desk/{row.ref}").content.split(b"What I do")[0]


def test_ways_to_reach_somebody_are_hinted_at(client_of: ClientOf, ada: Person) -> None:
    client = client_of(ada)
    client.post("/toolkit/peers/begin")
    row = PeerStrategy.objects.get()
    said = SAID | {"watch": "Write to me at wren@example.org.", "send": "1"}
    assert client.post(f"/toolkit/peers/mine/{row.ref}", said).status_code == 422


@pytest.mark.parametrize(
    "more", [{"title": ""}, {"title": "x" * 81}, {"do": ""}, {"do": "x" * 1501}, {"moods": ["blue"]}]
)
def test_what_is_missing_or_too_long_is_said_and_nothing_is_lost(
    client_of: ClientOf, ada: Person, more: dict[str, object]
) -> None:
    client = client_of(ada)
    client.post("/toolkit/peers/begin")
    row = PeerStrategy.objects.get()
    answer = client.post(f"/toolkit/peers/mine/{row.ref}", SAID | {"send": "1"} | more)
    assert answer.status_code == 422
    assert b"Evenings alone." in answer.content
    row.refresh_from_db()
    assert row.sent_at is None


def test_triage_looks_and_a_case_can_read_hide_and_restore(
    client_of: ClientOf, ada: Person, ben: Person, mo: Person
) -> None:
    row = _shown(client_of, ada, mo, going="I am going to kill myself tonight, I have the pills here.")
    assert Concern.objects.filter(subject_kind=peers.SUBJECT).exists()
    assert Case.objects.exists()
    kind = reviewing.reviewable(peers.SUBJECT)
    assert kind is not None
    assert kind.read(row.ref, ben) is not None
    held = kind.read_for_case(f"{row.ref}:123")
    assert held is not None
    assert "Ten birds" in held.text
    assert kind.hide and kind.restore and kind.empty
    kind.hide(row.ref)
    assert client_of(ben).get(f"/toolkit/peers/{row.ref}").status_code == 404
    assert kind.read(row.ref, ben) is None
    assert client_of(ada).get(f"/toolkit/peers/mine/{row.ref}").status_code == 200
    kind.restore(row.ref)
    assert client_of(ben).get(f"/toolkit/peers/{row.ref}").status_code == 200
    kind.empty(row.ref)
    row.refresh_from_db()
    assert bytes(row.sealed) != b""
    assert client_of(ben).get(f"/report?text=toolkit.peer:{row.ref}").status_code == 200


def test_blocks_hide_what_has_a_name_and_not_what_has_none(
    client_of: ClientOf, ada: Person, cy: Person, mo: Person
) -> None:
    named, bare = _shown(client_of, ada, mo), _shown(client_of, ada, mo, named="", title="Without a name")
    block(cy, actor=ada)
    assert client_of(cy).get(f"/toolkit/peers/{named.ref}").status_code == 404
    page = client_of(cy).get(f"/toolkit/peers/{bare.ref}").content.decode()
    assert "Without a name" in page
    assert "Wren" not in page


def test_erased_with_the_person(client_of: ClientOf, ada: Person, ben: Person, mo: Person) -> None:
    from beside.features.toolkit import personal as ours

    row = _shown(client_of, ada, mo)
    assert next(iter(ours._shared(ada)))["parts"]["title"] == "Ten birds"
    ours._forget_notes(ada)
    ours._empty_shared(ada)
    assert client_of(ben).get(f"/toolkit/peers/{row.ref}").status_code == 404
    row.refresh_from_db()
    assert (row.author, bytes(row.sealed)) == (None, b"")
