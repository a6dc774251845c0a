"""The live line's writer: whatever goes wrong with one message, everybody hears, and the next is written."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import Error as DatabaseError

from beside.core.refusal import Refused
from beside.foundation.talk import writer as writing
from beside.foundation.talk.outgoing import Outgoing, Result
from beside.foundation.talk.writer import Outcome, Writer

pytestmark = pytest.mark.django_db
KEPT = Refused("stands_for", "a message that was kept")


def _item(text: str) -> Outgoing:
    return Outgoing("talk", 1, "ref", "client-0001", text)


def _sent(texts: Sequence[str]) -> list[Outcome]:
    """What each hears; on a loop of a thread of its own, since journeys keep one running in this one."""

    async def walk() -> list[Outcome]:
        writer, loop = Writer(), asyncio.get_running_loop()
        heard: list[asyncio.Future[Outcome]] = [loop.create_future() for _text in texts]
        for text, future in zip(texts, heard, strict=True):
            writer.send(_item(text), future.set_result)
        return await asyncio.wait_for(asyncio.gather(*heard), 5)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, walk()).result()


@pytest.mark.parametrize("mistake", [DatabaseError, LookupError])
def test_one_that_cannot_be_kept_takes_no_other_with_it(
    monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]
) -> None:
    def store(batch: Sequence[Outgoing]) -> list[Result]:
        if any(item.text == "bad" for item in batch):
            raise mistake
        return [KEPT for _item in batch]

    monkeypatch.setattr(writing, "store", store)
    heard = _sent(["first", "good", "bad", "good", "good"])
    assert [isinstance(one, DatabaseError) for one in heard] == [False, False, True, False, False]
    assert [one for one in heard if not isinstance(one, DatabaseError)] == [KEPT] * 4
