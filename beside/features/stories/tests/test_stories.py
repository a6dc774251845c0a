"""Stories from the first line to taking them back; articles; readers' replies: who may do what, and what is left."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from beside.core.clock import now
from beside.features.stories import publishing, readers
from beside.features.stories.models import Article, ArticleVersion, ReaderReply, Story, StoryNote
from beside.features.stories.publishing import Written
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.notifications.models import Letter, Notice
from beside.foundation.safety.actions import block, cases
from beside.foundation.safety.models import Case, Concern
from beside.foundation.search.models import Indexed
from beside.foundation.talk.models import Message, Talk
from conftest import ClientOf

PARTS = {"title": "The long winter", "was": "Grey.", "helped": "A neighbour's dog.", "now": "Better.", "tell": "Wait."}
CHOICE = {"audience": "members", "note": "", "name": ""}


def _told(client: Client, **more: str) -> Story:
    client.post("/stories/begin")
    story = Story.objects.latest("pk")
    assert client.post(f"/stories/mine/{story.ref}", PARTS | CHOICE | {"send": "1"} | more).status_code == 302
    story.refresh_from_db()
    return story


def test_a_story_goes_through_an_editor_and_back_out(
    client_of: ClientOf, ada: Person, ben: Person, cy: Person, sol: Person
) -> None:
    client, editor = client_of(ada), client_of(sol)
    story = _told(client)
    assert story.sent_at is not None
    assert Notice.objects.filter(person=sol, kind="stories.sent").count() == 1
    for path in (f"/stories/{story.ref}", f"/stories/mine/{story.ref}", f"/stories/desk/{story.ref}"):
        assert client_of(cy).get(path).status_code == 404
    assert b"neighbour" in editor.get(f"/stories/desk/{story.ref}").content
    assert editor.post(f"/stories/desk/{story.ref}", {"words": "May I suggest a note in front?"}).status_code == 302
    assert b"May I suggest" in client.get(f"/stories/mine/{story.ref}").content
    assert editor.post(f"/stories/desk/{story.ref}", {"publish": "1"}).status_code == 302
    assert b"neighbour" in client_of(cy).get(f"/stories/{story.ref}").content
    assert Client().get(f"/stories/{story.ref}").status_code == 404
    assert Indexed.objects.filter(ref=story.ref).exists()
    assert client_of(cy).post(f"/stories/mine/{story.ref}/withdraw").status_code == 404
    assert client.post(f"/stories/mine/{story.ref}/withdraw").status_code == 302
    assert client_of(cy).get(f"/stories/{story.ref}").status_code == 404
    story.refresh_from_db()
    assert bytes(story.sealed) == b""
    assert not (StoryNote.objects.exists() or Indexed.objects.exists() or Talk.objects.exists())


def test_what_shows_is_read_again_when_it_changes(client_of: ClientOf, ada: Person, sol: Person) -> None:
    story = _told(client_of(ada), audience="world")
    client_of(sol).post(f"/stories/desk/{story.ref}", {"publish": "1"})
    assert Client().get(f"/stories/{story.ref}").status_code == 200
    client_of(ada).post(f"/stories/mine/{story.ref}", PARTS | CHOICE | {"audience": "world", "now": "Other words."})
    assert Client().get(f"/stories/{story.ref}").status_code == 404
    client_of(sol).post(f"/stories/desk/{story.ref}", {"publish": "1"})
    assert b"Other words." in Client().get(f"/stories/{story.ref}").content


def test_nobody_lets_their_own_story_show(client_of: ClientOf, sol: Person, ada: Person) -> None:
    story = _told(client_of(sol))
    assert client_of(sol).post(f"/stories/desk/{story.ref}", {"publish": "1"}).status_code == 404
    assert client_of(ada).get("/stories/desk").status_code == 404


def test_a_story_under_another_name_hides_its_writer(
    client_of: ClientOf, ada: Person, ben: Person, cy: Person, sol: Person
) -> None:
    assert client_of(ada).post("/stories/begin").status_code == 302
    draft = Story.objects.get()
    forged = client_of(ada).post(f"/stories/mine/{draft.ref}", PARTS | CHOICE | {"name": "Heron"})
    assert forged.status_code == 422
    assert b"neighbour" in forged.content
    story = _told(client_of(ada), name="Winter Apple")
    client_of(sol).post(f"/stories/desk/{story.ref}", {"publish": "1"})
    client_of(ada).post(f"/stories/{story.ref}/reply", {"words": "A word more."})
    block(cy, actor=ada)
    page = client_of(cy).get(f"/stories/{story.ref}").content.decode()
    assert "Winter Apple" in page
    assert "Wren" not in page
    assert ada.ref not in page


def test_triage_looks_at_a_story(client_of: ClientOf, ada: Person) -> None:
    _told(client_of(ada), now="I am going to kill myself tonight, I have the pills here.")
    assert Concern.objects.filter(subject_kind="stories.story").exists()


@pytest.fixture
def article(db: None) -> Article:
    given = Written(
        title="When somebody says me too",
        body="## Why\n\nBecause. <script>alert(1)</script> ![x](https://elsewhere.example/x.png)",
        byline="The house",
        summary="On being two.",
        tags=("Talking", "hope"),
        published_at=now() - timedelta(days=1),
    )
    return publishing.write(given, actor=BESIDE)


def test_articles_are_public_pages_and_nothing_else(article: Article) -> None:
    client = Client()
    page = client.get(f"/articles/{article.slug}").content.decode()
    assert "<script>alert" not in page
    for path in ("/articles", "/articles/tag/talking", "/articles/by/the-house", "/articles/feed", "/sitemap.xml"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert article.slug in answer.content.decode()
    for path in ("/articles/tag/nothing", "/articles/by/nobody", "/articles/none-such"):
        assert client.get(path).status_code == 404
    assert not client.cookies.get("beside")


def test_an_article_waits_for_its_hour(client_of: ClientOf, ola: Person, ada: Person) -> None:
    given = {"title": "Later", "body": "Text.", "byline": "The house", "published_at": "2030-01-01T08:00"}
    assert client_of(ada).post("/stories/desk/articles/new", given).status_code == 404
    assert client_of(ola).post("/stories/desk/articles/new", given | {"preview": "1"}).status_code == 200
    assert not Article.objects.exists()
    assert client_of(ola).post("/stories/desk/articles/new", given).status_code == 302
    assert Client().get("/articles/later").status_code == 404
    with time_machine.travel("2030-01-02", tick=False):
        assert Client().get("/articles/later").status_code == 200
    bad = given | {"sources": "A book javascript:alert(1)"}
    assert client_of(ola).post("/stories/desk/articles/later", bad).status_code == 422
    assert client_of(ola).post("/stories/desk/articles/later", given | {"body": "New."}).status_code == 302
    assert ArticleVersion.objects.get().body == "Text."


def _filled(**more: str) -> dict[str, str]:
    opened = signing.dumps(int(now().timestamp()) - 60, salt="stories.reader")
    given = {"name": "Marta", "email": "marta@example.org", "words": "This helped.", "website": "", "opened": opened}
    return given | more


def test_a_readers_reply_waits_shows_and_is_taken_back(client_of: ClientOf, article: Article, ola: Person) -> None:
    client, path = Client(), f"/articles/{article.slug}"
    assert client.post(f"{path}/reply", _filled()).status_code == 302
    row = ReaderReply.objects.get()
    assert b"This helped." not in client.get(path).content
    assert b"marta@example.org" not in bytes(row.email)
    letter = Letter.objects.get()
    link = re.search(r"/replies/\S+", letter.body)
    assert link is not None
    assert client_of(ola).post(f"/stories/desk/replies/{row.ref}", {"answer": "yes"}).status_code == 302
    shown = client.get(path).content
    assert b"This helped." in shown
    assert b"marta@" not in shown
    row.refresh_from_db()
    assert bytes(row.email) == b""
    assert client.get(link.group()).status_code == 200
    assert client.post(link.group()).status_code == 200
    assert b"This helped." not in client.get(path).content
    assert client.get(link.group()).status_code == 404
    row.refresh_from_db()
    assert bytes(row.words) == b""


@pytest.mark.parametrize(
    "more",
    [
        {"website": "x"},
        {"opened": "made up"},
        {"opened": "now"},
        {"words": "https://a.b https://c.d https://e.f"},
        {"email": "not one"},
        {"name": ""},
        {"words": ""},
        {"words": "x" * 3001},
    ],
)
def test_what_looks_like_a_machine_or_lacks_something_is_kept_in_the_form(
    article: Article, more: dict[str, str]
) -> None:
    if more.get("opened") == "now":
        more = {"opened": readers.stamp()}
    given = _filled(**more)
    answer = Client().post(f"/articles/{article.slug}/reply", given)
    assert answer.status_code == 422
    assert given["words"][:20] in answer.content.decode()
    assert not ReaderReply.objects.exists()


def test_a_reader_in_danger_is_a_case(client_of: ClientOf, article: Article, mo: Person, ola: Person) -> None:
    """As all words are: the desk is called and can read them, and nobody empties them before it has looked."""
    Client().post(f"/articles/{article.slug}/reply", _filled(words="I am going to kill myself tonight."))
    row, case = ReaderReply.objects.get(), Case.objects.get()
    assert (row.level != "", case.about, case.concern and case.concern.person) == (True, None, None)
    assert Notice.objects.filter(person=mo).exists()
    page = client_of(mo).get(reverse("safety:case", args=[case.ref]))
    assert page.status_code == 200
    read = cases.read_for_case(case, actor=mo)
    assert read is not None and "tonight" in read.text
    editor = client_of(ola)
    assert editor.get("/stories/desk/replies").status_code == 200
    editor.post(f"/stories/desk/replies/{row.ref}", {"answer": "no"})
    row.refresh_from_db()
    assert (row.decided_at, bytes(row.words) != b"") == (None, True)
    cases.take(case, actor=mo)
    cases.close(case, outcome="no_need", note="", actor=mo)
    editor.post(f"/stories/desk/replies/{row.ref}", {"answer": "no"})
    row.refresh_from_db()
    assert (row.accepted, bytes(row.words)) == (False, b"")


def test_readers_cannot_flood(article: Article) -> None:
    codes = [
        Client().post(f"/articles/{article.slug}/reply", _filled(words=f"Reply number {number}")).status_code
        for number in range(8)
    ]
    assert codes.count(302) == 6
    again = Client().post(f"/articles/{article.slug}/reply", _filled(words="Reply number 1"))
    assert again.status_code == 422


def test_members_reply_under_their_pseudonym_and_take_it_back(
    client_of: ClientOf, article: Article, ada: Person, ben: Person
) -> None:
    path = f"/articles/{article.slug}"
    assert client_of(ada).post(f"{path}/reply", {"words": "I know this."}).status_code == 302
    assert b"I know this." in client_of(ben).get(path).content
    assert b"I know this." not in Client().get(path).content
    message = Message.objects.get()
    back = f"/stories/thread/{message.talk.ref}/{message.number}/take-back"
    assert client_of(ben).post(back).status_code == 404
    assert client_of(ada).post(back).status_code == 302
    assert b"I know this." not in client_of(ben).get(path).content


def test_the_first_articles_come_once_and_are_sourced(db: None) -> None:
    count = publishing.seed()
    assert (count >= 12, publishing.seed()) == (True, 0)
    for row in Article.objects.all():
        assert (row.sources, row.summary, row.reviewed_on, row.tags) != ([], "", None, [])
        assert Client().get(f"/articles/{row.slug}").status_code == 200
