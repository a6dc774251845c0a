"""Stories beside posts: near ones are shown to whoever may read them, and gone when their writer takes them back."""

import pytest

from beside.features.spaces import kindred as posts
from beside.features.spaces.models import Post, Space
from beside.features.spaces.tests.conftest import WritePost
from beside.features.stories import telling
from beside.features.stories.models import Story
from beside.foundation.accounts.models import Person
from beside.foundation.safety.actions import block
from beside.journeys.answering import kindred
from beside.journeys.answering.models import StoryKin, StoryVector
from conftest import ClientOf

_POST = "I lie awake every night and my thoughts keep racing until morning."
_STORY = "I could not sleep, my thoughts raced all night long until the morning. Now I sleep again."
_FAR = "I learnt to bake bread with my grandmother and opened a small shop for it."


def _told(who: Person, editor: Person, title: str, words: str, note: str = "") -> Story:
    story = telling.begin(actor=who)
    telling.save(story, {"title": title, "was": words}, name="", audience="members", note=note, actor=who)
    telling.send(story, actor=who)
    story.refresh_from_db()
    telling.publish(story, actor=editor)
    return story


@pytest.mark.parametrize("first", ["story", "post"])
def test_a_story_stands_beside_a_post_that_felt_the_same(
    client_of: ClientOf, ada: Person, ben: Person, cy: Person, mo: Person, space: Space,
    write_post: WritePost, first: str,
) -> None:  # fmt: skip
    """Whichever came first; no story twice, and none that is about something else."""

    def tell() -> None:
        _told(ben, mo, "The long nights", _STORY)
        _told(ben, mo, "A shop of bread", _FAR)
        assert kindred.look() == 2

    if first == "story":
        tell()
    post = write_post(ada, _POST)
    posts.look()
    if first == "post":
        tell()
    assert kindred.look() == 0
    page = client_of(cy).get(f"/community/post/{post.ref}").content.decode()
    assert page.count("The long nights") == 1
    assert "A shop of bread" not in page
    block(ben, actor=cy)
    assert "The long nights" not in client_of(cy).get(f"/community/post/{post.ref}").content.decode()


def test_a_story_with_a_note_is_not_met_unasked(
    client_of: ClientOf, ada: Person, ben: Person, mo: Person, space: Space, write_post: WritePost
) -> None:
    _told(ben, mo, "The long nights", _STORY, note="other")
    kindred.look()
    post = write_post(ada, _POST)
    posts.look()
    assert "The long nights" not in client_of(ada).get(f"/community/post/{post.ref}").content.decode()


@pytest.mark.parametrize("change", ["withdrawn", "hidden", "changed"])
def test_what_no_longer_shows_is_out_of_sight_at_once_and_forgotten(
    client_of: ClientOf, ada: Person, ben: Person, mo: Person, space: Space, write_post: WritePost, change: str
) -> None:
    story = _told(ben, mo, "The long nights", _STORY)
    kindred.look()
    post = write_post(ada, _POST)
    posts.look()
    assert StoryKin.objects.get().post_id == post.pk
    if change == "withdrawn":
        telling.withdraw(story, actor=ben)
    elif change == "hidden":
        telling.set_hidden(story.ref, True, actor=mo)
    else:
        telling.save(story, {"was": _FAR}, name="", audience="members", note="", actor=ben)
    assert "The long nights" not in client_of(ada).get(f"/community/post/{post.ref}").content.decode()
    kindred.look()
    assert (StoryVector.objects.count(), StoryKin.objects.count()) == (0, 0)


def test_without_the_model_nothing_is_guessed(
    ada: Person, ben: Person, mo: Person, space: Space, write_post: WritePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "encode", lambda _texts: None)
    write_post(ada, _POST)
    posts.look()
    _told(ben, mo, "The long nights", _STORY)
    assert kindred.look() == 0
    assert Post.objects.count() == 1 and not StoryKin.objects.exists()
