"""Talking as plain pages, through HTTP: Ada and Ben may, Cy finds nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from beside.core.clock import now
from beside.features.conversations import actions
from beside.features.conversations.models import Conversation, Handover, HowWasIt, KeepInTouch
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.safety import actions as safety
from beside.foundation.talk import actions as talk
from beside.foundation.talk import limits, queries
from beside.foundation.talk.models import Message, Reaction, Seat

ClientOf = Callable[[Person], Client]
PAGES = ("", "/about", "/end", "/how-was-that", "/hand-over", "/1", "/1/edit", "/1/take-back")
POSTS = ("/send", "/draft", "/pause", "/resume", "/heavy", "/end", "/how-was-that", "/hand-over", "/hand-over/answer",
         "/1/edit", "/1/take-back", "/1/react")  # fmt: skip


def say(conversation: Conversation, person: Person, text: str, client: str = "client-0001") -> int:
    return talk.send(conversation.ref, text, client, actor=person).number


@pytest.mark.parametrize("page", PAGES)
def test_the_writer_opens_every_page_and_a_stranger_none(
    conversation: Conversation, ada: Person, cy: Person, mo: Person, client_of: ClientOf, page: str
) -> None:
    say(conversation, ada, "I got off four stops early.")
    path = f"/talk/{conversation.ref}{page}"
    assert client_of(ada).get(path).status_code == 200
    assert client_of(cy).get(path).status_code == 404
    assert client_of(mo).get(path).status_code == 404
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("page", POSTS)
def test_a_stranger_changes_nothing(
    conversation: Conversation, ada: Person, cy: Person, client_of: ClientOf, page: str
) -> None:
    say(conversation, ada, "I got off four stops early.")
    given = {"text": "no", "client_id": "client-0002", "kind": "me_too"}
    assert client_of(cy).post(f"/talk/{conversation.ref}{page}", given).status_code == 404
    assert Message.objects.filter(taken_back_at=None, edited_at=None).count() == 1
    conversation.refresh_from_db()
    assert conversation.ended_at is None
    assert conversation.paused_at is None


def test_not_there_looks_like_not_yours(ada: Person, client_of: ClientOf) -> None:
    assert client_of(ada).get("/talk/2222222222222222").status_code == 404


def test_one_does_not_change_anothers_words(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    number = say(conversation, ada, "mine")
    path = f"/talk/{conversation.ref}/{number}"
    assert client_of(ben).post(f"{path}/edit", {"text": "his"}).status_code == 404
    assert client_of(ben).post(f"{path}/take-back").status_code == 404
    assert queries.one(conversation.talk, number).text == "mine"


def test_sent_twice_is_stored_once(conversation: Conversation, ada: Person, client_of: ClientOf) -> None:
    given = {"text": "hello", "client_id": "client-0001", "reply_to": ""}
    client = client_of(ada)
    for _time in range(2):
        assert client.post(f"/talk/{conversation.ref}/send", given).status_code == 302
    assert Message.objects.count() == 1


def test_what_cannot_be_sent_comes_back(conversation: Conversation, ada: Person, client_of: ClientOf) -> None:
    client = client_of(ada)
    words = "long " * 1000
    answer = client.post(f"/talk/{conversation.ref}/send", {"text": words, "client_id": "client-0001"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert client.post(f"/talk/{conversation.ref}/send", {"text": "hi", "client_id": "?"}).status_code == 422
    assert not Message.objects.exists()


def test_words_survive_an_expired_session(conversation: Conversation, ada: Person) -> None:
    given = {"text": "what I wanted to say", "client_id": "client-0001"}
    answer = Client().post(f"/talk/{conversation.ref}/send", given)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "what I wanted to say" in page
    assert "client-0001" in page
    assert "Heron" not in page
    assert not Message.objects.exists()


def test_a_draft_waits_in_the_box_and_goes_when_sent(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    client, path = client_of(ada), f"/talk/{conversation.ref}"
    client.post(f"{path}/draft", {"text": "half a thou"})
    assert "half a thou" in client.get(path).content.decode()
    assert "half a thou" not in client_of(ben).get(path).content.decode()
    client.post(f"{path}/send", {"text": "half a thought", "client_id": "client-0001"})
    assert queries.draft_of(conversation.talk, ada) == ""


def test_words_are_never_html(conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf) -> None:
    say(conversation, ben, "<script>alert(1)</script> \"' https://example.org/?a=1&b=<i> javascript:alert(1)")
    page = client_of(ada).get(f"/talk/{conversation.ref}").content.decode()
    assert "<script>alert" not in page
    assert '<a href="https://example.org/?a=1&amp;b=" rel="noopener noreferrer nofollow">' in page
    assert 'href="javascript' not in page


def test_reading_is_known_and_new_words_are_marked(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    say(conversation, ben, "hello")
    client = client_of(ada)
    assert "unread" in client.get("/talk").content.decode()
    assert 'id="new"' in client.get(f"/talk/{conversation.ref}").content.decode()
    assert Seat.objects.get(person=ada).read_number == 1
    assert 'id="new"' not in client.get(f"/talk/{conversation.ref}").content.decode()
    assert "unread" not in client.get("/talk").content.decode()


def test_a_long_talk_opens_at_the_first_unread_and_pages_both_ways(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    for number in range(120):
        limits.forget()
        say(conversation, ben, f"word {number + 1}.", f"client-{number:04}")
    talk.mark_read(conversation.ref, 50, actor=ada)
    client, path = client_of(ada), f"/talk/{conversation.ref}"
    shown = client.get(path).content.decode()
    assert shown.index('id="m50"') < shown.index('id="new"') < shown.index('id="m51"')
    assert 'id="m120"' not in shown
    earlier = client.get(f"{path}?before=41").content.decode()
    assert 'id="m40"' in earlier
    assert 'id="m41"' not in earlier
    assert 'id="m120"' in client.get(f"{path}?after=81").content.decode()
    assert client.get(f"{path}?before=x&after=-1&at=99999999999").status_code == 200


def test_a_message_is_edited_reacted_to_quoted_and_taken_back(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    say(conversation, ada, "I walked.")
    path = f"/talk/{conversation.ref}"
    assert client_of(ada).post(f"{path}/1/edit", {"text": "I walked home."}).status_code == 302
    assert client_of(ada).post(f"{path}/1/edit", {"text": " "}).status_code == 422
    assert client_of(ben).post(f"{path}/1/react", {"kind": "me_too"}).status_code == 302
    assert client_of(ben).post(f"{path}/1/react", {"kind": "thumbs"}).status_code == 422
    assert Reaction.objects.get().person == ben
    assert "I walked home." in client_of(ben).get(f"{path}?quote=1").content.decode()
    client_of(ben).post(f"{path}/send", {"text": "How was it?", "client_id": "client-0002", "reply_to": "1"})
    assert Message.objects.get(number=2).reply_to == 1
    client_of(ben).post(f"{path}/1/react", {"kind": "me_too", "undo": "1"})
    assert not Reaction.objects.exists()
    client_of(ada).post(f"{path}/1/take-back")
    assert "I walked" not in client_of(ben).get(path).content.decode()
    assert client_of(ben).get(f"{path}/1").status_code == 404


def test_either_pauses_and_either_goes_on(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    path = f"/talk/{conversation.ref}"
    client_of(ben).post(f"{path}/pause")
    conversation.refresh_from_db()
    assert conversation.paused_by == ben
    answer = client_of(ada).post(f"{path}/send", {"text": "hi", "client_id": "client-0001"})
    assert answer.status_code == 422
    client_of(ada).post(f"{path}/resume")
    conversation.refresh_from_db()
    assert conversation.paused_at is None


def test_ending_asks_how_it_was_for_oneself_alone(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    path = f"/talk/{conversation.ref}"
    answer = client_of(ada).post(f"{path}/end")
    assert answer.headers["Location"] == f"{path}/how-was-that"
    given = {"heard": "5", "again": "yes", "line": "She stayed with me.", "keep": "on"}
    assert client_of(ada).post(f"{path}/how-was-that", given).status_code == 302
    row = HowWasIt.objects.get()
    assert (row.person, row.heard, row.again) == (ada, 5, True)
    assert "She stayed with me." in client_of(ada).get(f"{path}/how-was-that").content.decode()
    for page in ("", "/about", "/how-was-that"):
        assert "She stayed" not in client_of(ben).get(path + page).content.decode()
    conversation.refresh_from_db()
    assert conversation.ended_by == ada
    client_of(ben).post(f"{path}/how-was-that", {"keep": "on"})
    conversation.refresh_from_db()
    assert conversation.ended_at is None


def test_a_rating_beyond_the_scale_is_refused(conversation: Conversation, ada: Person, client_of: ClientOf) -> None:
    answer = client_of(ada).post(f"/talk/{conversation.ref}/how-was-that", {"heard": "9"})
    assert answer.status_code == 422
    assert not HowWasIt.objects.exists()


def test_leaving_keep_unticked_says_nothing(conversation: Conversation, ada: Person, client_of: ClientOf) -> None:
    client_of(ada).post(f"/talk/{conversation.ref}/how-was-that", {"heard": "3"})
    assert not KeepInTouch.objects.exists()


def test_only_the_peer_marks_it_heavy(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    path = f"/talk/{conversation.ref}/heavy"
    client_of(ada).post(path)
    assert not conversation.heavy_marks.exists()
    client_of(ben).post(path)
    assert conversation.heavy_marks.get().by == ben
    client_of(ben).post(path, {"lighter": "1"})
    assert not conversation.heavy_marks.exists()


def test_the_seeker_answers_the_peers_suggestion(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    path = f"/talk/{conversation.ref}"
    client_of(ben).post(f"{path}/hand-over", {"reason": "I am away."})
    assert "I am away." in client_of(ada).get(path).content.decode()
    client_of(ben).post(f"{path}/hand-over/answer", {"yes": "1"})
    assert Handover.objects.get().agreed_at is None
    client_of(ada).post(f"{path}/hand-over/answer", {"yes": "1"})
    assert Handover.objects.get().agreed_at is not None
    assert client_of(ben).post(f"{path}/hand-over", {}).status_code == 422


def test_after_a_block_the_other_sees_an_end_and_no_name(
    conversation: Conversation, ada: Person, ben: Person, client_of: ClientOf
) -> None:
    say(conversation, ben, "hello")
    safety.block(ben, actor=ada)
    page = client_of(ben).get(f"/talk/{conversation.ref}").content.decode()
    assert "Wren" not in page
    assert 'data-state="ended"' in page
    assert "Wren" not in client_of(ben).get("/talk").content.decode()
    answer = client_of(ben).post(f"/talk/{conversation.ref}/send", {"text": "?", "client_id": "client-0002"})
    assert answer.status_code == 422


def test_the_list_is_ones_own_running_first_and_the_ended_paged(
    conversation: Conversation, ada: Person, ben: Person, cy: Person, client_of: ClientOf
) -> None:
    refs = []
    for number in range(23):
        ended = actions.open_conversation(ada, ben, why=[], how=[], actor=BESIDE)
        actions.end(ended, actor=ada)
        Conversation.objects.filter(pk=ended.pk).update(ended_at=now() - timedelta(days=number))
        refs.append(ended.ref)
    page = client_of(ada).get("/talk").content.decode()
    assert page.index(conversation.ref) < page.index(refs[0]) < page.index(refs[19])
    assert refs[20] not in page
    older = client_of(ada).get(f"/talk?after={refs[19]}").content.decode()
    assert refs[22] in older
    assert conversation.ref not in older
    assert conversation.ref not in client_of(cy).get("/talk").content.decode()


def test_the_list_asks_to_sign_in() -> None:
    assert Client().get("/talk").status_code == 302
