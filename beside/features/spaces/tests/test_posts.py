"""Beginning, reading, answering, changing: what is kept, and who is refused."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from beside.core import photos
from beside.core.clock import now
from beside.core.ids import new_ref
from beside.core.refusal import Refused
from beside.features.spaces import access, actions, joining, queries
from beside.features.spaces.models import Draft, Kept, Membership, Photo, Post, Space
from beside.features.spaces.tests.conftest import WritePost
from beside.foundation.accounts.actions import organisation
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications.models import Notice
from beside.foundation.safety.actions import block
from beside.foundation.safety.models import AutomaticMeasure, Case
from beside.foundation.talk import limits
from beside.foundation.talk.models import Message, MessageVersion, Reaction, Seat
from conftest import ClientOf


def _given(**more: object) -> dict[str, object]:
    return {"client_id": new_ref(), "seen": "all", "text": "The mornings are the hardest.", "need": "heard"} | more


def _reply(client: Client, post: Post, text: str = "I have been there.", **more: object) -> int:
    path = f"/community/post/{post.ref}/reply"
    return client.post(path, {"client_id": new_ref(), "seen": "all", "text": text} | more).status_code


def test_a_member_begins_a_post_once(client_of: ClientOf, ada: Person, space: Space) -> None:
    client, given = client_of(ada), _given(title="Mornings", feelings=["tired"], topics=["sleep"], note="other")
    first = client.post(f"/community/{space.ref}/write", given)
    again = client.post(f"/community/{space.ref}/write", given)
    post = Post.objects.get()
    assert (first.status_code, first["Location"]) == (302, f"/community/post/{post.ref}")
    assert again["Location"] == first["Location"]
    assert (post.feelings, post.topics, post.note, post.title_chars) == (["tired"], ["sleep"], "other", 8)
    assert Message.objects.get().number == 1
    page = client.get(f"/community/post/{post.ref}")
    assert page.status_code == 200
    assert b"The mornings are the hardest." in page.content


def test_who_is_not_in_a_space_cannot_write_there(
    client_of: ClientOf, cy: Person, space: Space, write_post: WritePost, ada: Person
) -> None:
    post = write_post(ada)
    client = client_of(cy)
    assert client.get(f"/community/{space.ref}").status_code == 200
    assert client.get(f"/community/post/{post.ref}").status_code == 200
    assert client.post(f"/community/{space.ref}/write", _given()).status_code == 422
    assert _reply(client, post) == 422
    assert (Post.objects.count(), Message.objects.count()) == (1, 1)


def test_a_space_by_asking_is_closed_to_those_outside(
    client_of: ClientOf, ada: Person, cy: Person, sol: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    Space.objects.update(joining="request")
    for path in (f"/community/{space.ref}", f"/community/post/{post.ref}", f"/community/post/{post.ref}/1"):
        assert client_of(cy).get(path).status_code == 404
        assert client_of(ada).get(path).status_code == 200
    assert client_of(cy).get(f"/community/{space.ref}/about").status_code == 200
    assert client_of(sol).get(f"/community/post/{post.ref}").status_code == 200
    assert Client().get(f"/community/post/{post.ref}").status_code == 302


def test_replies_count_people_not_messages(
    client_of: ClientOf, ada: Person, ben: Person, cy: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    assert _reply(client_of(ada), post, "Still here.") == 302
    post.refresh_from_db()
    assert post.first_reply_at is None
    for _time in range(2):
        assert _reply(client_of(ben), post) == 302
    post.refresh_from_db()
    assert (post.first_reply_by_id, post.second_reply_at) == (ben.pk, None)
    joining.join(space, actor=cy)
    assert _reply(client_of(cy), post) == 302
    post.refresh_from_db()
    assert post.second_reply_at is not None
    assert Notice.objects.filter(person=ada, kind="spaces.reply").exists()
    assert not Notice.objects.filter(person=ben, kind="spaces.reply").exists()


def test_a_reply_in_a_space_just_left_is_refused_and_kept_in_the_box(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    client = client_of(ben)
    assert _reply(client, post) == 302
    assert client.post(f"/community/{space.ref}/leave").status_code == 302
    answer = client.post(
        f"/community/post/{post.ref}/reply", {"client_id": new_ref(), "seen": "all", "text": "one more"}
    )
    assert answer.status_code == 422
    assert Message.objects.filter(author=ben).count() == 1
    assert not Seat.objects.filter(person=ben, left_at=None).exists()


def test_a_reply_to_a_post_taken_back_meanwhile_is_not_there(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    assert client_of(ben).post(f"/community/post/{post.ref}/take-back").status_code == 404
    assert client_of(ada).post(f"/community/post/{post.ref}/take-back").status_code == 302
    assert _reply(client_of(ben), post) == 404
    assert client_of(ada).get(f"/community/post/{post.ref}").status_code == 404
    assert bytes(Message.objects.get(number=1).sealed) == b""


def test_a_reply_to_a_reply_taken_back_meanwhile_says_so(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    _reply(client_of(ben), post)
    assert client_of(ada).post(f"/community/post/{post.ref}/2/take-back").status_code == 404
    assert client_of(ben).post(f"/community/post/{post.ref}/2/take-back").status_code == 302
    assert _reply(client_of(ada), post, reply_to="2") == 422
    assert _reply(client_of(ada), post) == 302


def test_a_name_for_one_post_is_nobodys(
    client_of: ClientOf, ada: Person, ben: Person, mo: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada, name="Grey Morning")
    assert _reply(client_of(ada), post, "A little more.") == 302
    Membership.objects.filter(person=ben).update(rank="host")
    for reader in (ben, mo):
        for path in (f"/community/post/{post.ref}", f"/community/{space.ref}", f"/community/post/{post.ref}/2"):
            page = client_of(reader).get(path).content.decode()
            assert "Grey Morning" in page
            assert "Wren" not in page
            assert ada.ref not in page
    since = client_of(ben).get(f"/community/post/{post.ref}/since?change=0").content.decode()
    assert "Wren" not in since
    assert ada.ref not in since


@pytest.mark.parametrize("name", ["Heron", "heron", "Her\u200bon", "Ηeron", "x" * 40, "<b>", "admin"])
def test_a_forged_name_for_one_post_is_refused(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, name: str
) -> None:
    answer = client_of(ada).post(f"/community/{space.ref}/write", _given(name=name))
    assert answer.status_code == 422
    assert b"The mornings are the hardest." in answer.content
    assert not Post.objects.exists()


def test_a_block_hides_both_ways_but_not_a_name_for_one_post(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, write_post: WritePost
) -> None:
    open_post, masked = write_post(ada), write_post(ada, name="Grey Morning")
    theirs = write_post(ben, "Something by Ben.")
    block(ben, actor=ada)
    assert client_of(ben).get(f"/community/post/{open_post.ref}").status_code == 404
    assert client_of(ada).get(f"/community/post/{theirs.ref}").status_code == 404
    assert client_of(ben).get(f"/community/post/{masked.ref}").status_code == 200
    listed = client_of(ben).get(f"/community/{space.ref}").content.decode()
    assert masked.ref in listed
    assert open_post.ref not in listed


def test_reactions_tell_who_only_to_whom_they_are_for(
    client_of: ClientOf, ada: Person, ben: Person, cy: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    path = f"/community/post/{post.ref}/1/react"
    assert client_of(ben).post(path, {"kind": "helped"}).status_code == 302
    assert client_of(ben).post(path, {"kind": "like"}).status_code == 422
    assert client_of(ada).post(path, {"kind": "helped"}).status_code == 422
    assert Reaction.objects.count() == 1
    assert Notice.objects.filter(person=ada, kind="spaces.thanks").count() == 1
    assert b"Heron" in client_of(ada).get(f"/community/post/{post.ref}").content
    assert b"Heron" not in client_of(cy).get(f"/community/post/{post.ref}").content
    assert client_of(ben).post(path, {"kind": "helped", "undo": "1"}).status_code == 302
    assert not Reaction.objects.exists()


def test_earlier_words_stay_readable(
    client_of: ClientOf, ada: Person, ben: Person, cy: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    _reply(client_of(ben), post, "First words.")
    assert client_of(ada).post(f"/community/post/{post.ref}/2/edit", {"text": "x"}).status_code == 404
    assert client_of(ben).post(f"/community/post/{post.ref}/2/edit", {"text": "Other words."}).status_code == 302
    assert client_of(ben).post(f"/community/post/{post.ref}/edit", _given()).status_code == 404
    assert client_of(ada).post(f"/community/post/{post.ref}/edit", _given(text="Newer.", title="T")).status_code == 302
    assert MessageVersion.objects.count() == 2
    before = client_of(cy).get(f"/community/post/{post.ref}/2/before").content
    assert b"First words." in before
    assert b"Other words." in before


def test_a_post_with_a_method_waits_for_a_person(
    client_of: ClientOf, ada: Person, ben: Person, mo: Person, space: Space
) -> None:
    words = "I looked up how many pills it takes to die, and it is said that 40 tablets is a lethal dose."
    assert client_of(ada).post(f"/community/{space.ref}/write", _given(text=words)).status_code == 302
    post = Post.objects.get()
    assert client_of(ada).get(f"/community/post/{post.ref}").status_code == 200
    assert client_of(ben).get(f"/community/post/{post.ref}").status_code == 404
    assert client_of(mo).get(f"/community/post/{post.ref}").status_code == 200
    assert post.ref not in client_of(ben).get(f"/community/{space.ref}").content.decode()
    assert AutomaticMeasure.objects.get().author_id == ada.pk
    assert Case.objects.filter(kind=Case.Kind.HELD).count() == 1
    assert Notice.objects.filter(person=ada, kind="safety.held").exists()


def test_drafts_of_two_tabs_stand_beside_each_other(
    client_of: ClientOf, ada: Person, ben: Person, space: Space
) -> None:
    client = client_of(ada)
    one, two = new_ref(), new_ref()
    for client_id, text in ((one, "first tab"), (two, "second tab"), (one, "first tab, more")):
        answer = client.post(f"/community/{space.ref}/draft", _given(client_id=client_id, text=text))
        assert answer.status_code == 200
    assert Draft.objects.count() == 2
    page = client.get(f"/community/{space.ref}/write?draft={one}").content
    assert b"first tab, more" in page
    assert b"second tab" in page
    assert b"first tab" not in client_of(ben).get(f"/community/{space.ref}/write").content
    assert client.post(f"/community/{space.ref}/write", _given(client_id=one)).status_code == 302
    assert list(Draft.objects.values_list("client_id", flat=True)) == [two]


def test_whoever_was_signed_out_gets_their_words_back(space: Space, ada: Person, write_post: WritePost) -> None:
    post = write_post(ada)
    for path in (f"/community/{space.ref}/write", f"/community/post/{post.ref}/reply"):
        answer = Client().post(path, _given(text="Do not lose this."))
        assert answer.status_code == 403
        assert b"Do not lose this." in answer.content
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\x00nul", "x" * 10_001, "\ud800"],
)
def test_words_that_cannot_be_kept_come_back_with_a_reason(
    client_of: ClientOf, ada: Person, space: Space, text: str
) -> None:
    if "\ud800" in text:
        text = "half \ufffe"
    answer = client_of(ada).post(f"/community/{space.ref}/write", _given(text=text))
    assert answer.status_code == 422
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://elsewhere.example/x.png)",
        "w" * 10_000,
        "e\u0301" * 900 + "\u202e",
    ],
)
def test_hostile_words_are_shown_as_words(client_of: ClientOf, ada: Person, space: Space, text: str) -> None:
    assert client_of(ada).post(f"/community/{space.ref}/write", _given(text=text)).status_code == 302
    page = client_of(ada).get(f"/community/post/{Post.objects.get().ref}").content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
    assert '<img src="https://elsewhere' not in page


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_made_anew_and_needs_words(client_of: ClientOf, ada: Person, cy: Person, space: Space) -> None:
    client = client_of(ada)
    bare = client.post(f"/community/{space.ref}/write", _given(photo=SimpleUploadedFile("a.png", _png())))
    assert bare.status_code == 422
    given = _given(photo=SimpleUploadedFile("a.png", _png()), photo_words="A teal wall")
    assert client.post(f"/community/{space.ref}/write", given).status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.media_type) == (40, 30, "image/webp")
    shown = client_of(cy).get(f"/community/picture/{photo.ref}")
    assert (shown.status_code, shown["Content-Type"], shown.content[:4]) == (200, "image/webp", b"RIFF")
    Space.objects.update(joining="request")
    assert client_of(cy).get(f"/community/picture/{photo.ref}").status_code == 404


@pytest.mark.parametrize("by", ["organisation", "space"])
def test_pictures_are_switched_off(client_of: ClientOf, ada: Person, space: Space, by: str) -> None:
    """For the whole organisation, or for one space: nothing is asked for, and what is sent all the same is not kept."""
    if by == "organisation":
        organisation.change_organisation({"pictures": False}, actor=BESIDE)
    else:
        Space.objects.update(photos=False)
    client = client_of(ada)
    assert b'name="photo"' not in client.get(f"/community/{space.ref}/write").content
    given = _given(photo=SimpleUploadedFile("a.png", _png()), photo_words="A teal wall")
    assert client.post(f"/community/{space.ref}/write", given).status_code == 302
    assert (Post.objects.count(), Photo.objects.count()) == (1, 0)
    picture = photos.prepare(_png())
    stored = actions.Given(text="Again.", client_id=new_ref(), need="good", pictures=[(picture, "A teal wall")])
    with pytest.raises(Refused):
        actions.write(access.inside(space.ref, ada), stored, actor=ada)
    assert (Post.objects.count(), Photo.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"zip" * 50,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xff\xd8\xff\xe0cut",
        b"\0" * 8_000_001,
        b"\xff\xd8\xff\xe0" + b"\0" * 50_000_000,
    ],
    ids=["zip", "svg", "broken", "large", "50-megabytes"],
)
def test_what_is_no_picture_is_refused_and_the_words_kept(
    client_of: ClientOf, ada: Person, space: Space, data: bytes
) -> None:
    given = _given(photo=SimpleUploadedFile("holiday.jpg", data), photo_words="x")
    answer = client_of(ada).post(f"/community/{space.ref}/write", given)
    assert answer.status_code == 422
    assert b"The mornings are the hardest." in answer.content
    assert (Post.objects.count(), Photo.objects.count()) == (0, 0)


def test_lists_stand_still_while_others_write(
    client_of: ClientOf, ada: Person, space: Space, write_post: WritePost
) -> None:
    with time_machine.travel(now() - timedelta(days=3), tick=False):
        for number in range(19):
            write_post(ada, f"Post number {number} here")
    with time_machine.travel(now() - timedelta(days=1, hours=1), tick=False):
        for number in range(6):
            write_post(ada, f"Later number {number} here")
    entered = access.inside(space.ref, ada)
    first = queries.posts(entered, queries.Asked())
    assert (len(first.posts), first.later is not None) == (20, True)
    write_post(ada, "One more arrives.")
    second = queries.posts(entered, queries.Asked(from_id=first.later))
    assert [one.post.pk for one in second.posts] == sorted((one.post.pk for one in second.posts), reverse=True)
    assert not {one.post.pk for one in first.posts} & {one.post.pk for one in second.posts}
    assert len(second.posts) == 5


def test_a_thread_asks_as_often_for_three_replies_as_for_thirty(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    client = client_of(ben)
    counts = []
    for replies in (3, 27):
        for _number in range(replies):
            limits.forget()
            actions.reply(access.place_of(post.ref, ada), "More words.", new_ref(), actor=ada)
        client.get(f"/community/post/{post.ref}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/community/post/{post.ref}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_keeping_a_post_is_private_and_undone(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, write_post: WritePost
) -> None:
    post = write_post(ada)
    client = client_of(ben)
    assert client.post(f"/community/post/{post.ref}/keep").status_code == 302
    assert post.ref in client.get("/community/kept").content.decode()
    assert post.ref not in client_of(ada).get("/community/kept").content.decode()
    assert client.post(f"/community/post/{post.ref}/keep", {"undo": "1"}).status_code == 302
    assert not Kept.objects.exists()


def test_muted_topics_and_words_are_folded(
    client_of: ClientOf, ada: Person, ben: Person, space: Space, write_post: WritePost
) -> None:
    client = client_of(ben)
    write_post(ada, "About the scales again.", topics=["food"])
    write_post(ada, "Dieting was all we talked of.")
    plain = write_post(ada, "A walk by the sea.")
    _reply(client_of(ada), plain, "No diets there.")
    assert client.post("/community/muted", {"topic": "food"}).status_code == 302
    assert client.post("/community/muted", {"word": "diet*"}).status_code == 302
    page = client.get(f"/community/{space.ref}").content.decode()
    assert "scales" not in page
    assert "Dieting" not in page
    assert "walk by the sea" in page
    assert "diets" not in client.get(f"/community/post/{plain.ref}").content.decode()
    assert "scales" in client_of(ada).get(f"/community/{space.ref}").content.decode()
