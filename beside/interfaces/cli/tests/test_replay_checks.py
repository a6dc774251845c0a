"""The replay's own judgement: it must notice every kind of loss, or its "nothing lost" means nothing."""

from pathlib import Path
from typing import Any

import click
import pytest
from django.conf import settings

from beside.foundation.accounts.models import Person
from beside.foundation.profiles.models import Experience
from beside.interfaces.cli.replay import checking, measuring, recording, secrecy
from beside.interfaces.cli.replay.meeting import Met, chance
from beside.interfaces.cli.replay.people import Pair, Played
from beside.interfaces.cli.replay.recording import Recorded, Said

_WORDS = "The river was high this morning and I thought of you."


def _met(*texts: str, experience: int = 1) -> Met:
    said = tuple(Said(float(at), at % 2 == 0, text) for at, text in enumerate(texts))
    seeker, supporter = (Played(Person(ref=ref), "", "") for ref in ("seekerseekersee2", "supportersupport"))
    pair = Pair(Recorded("made", "job crisis", said), Experience(pk=experience), seeker, supporter)
    return Met(pair, supporter, "talktalktalktal2", True)


def _kept(*texts: str) -> list[dict[str, Any]]:
    refs = ("seekerseekersee2", "supportersupport")
    return [{"number": at + 1, "text": text, "author": refs[at % 2]} for at, text in enumerate(texts)]


def test_what_is_whole_passes() -> None:
    """No false alarm."""
    assert checking.compare(_met("a", "b", "c"), _kept("a", "b", "c")) == []


def test_every_kind_of_loss_is_noticed() -> None:
    """Missing, doubled, swapped, changed, in another's mouth, numbered with a gap."""
    met, whole = _met("a", "b", "c"), _kept("a", "b", "c")
    doubled = [*whole, {**whole[-1], "number": 4}]
    other_mouth = [{**whole[0], "author": "supportersupport"}, *whole[1:]]
    gap = [*whole[:2], {**whole[2], "number": 4}]
    for kept in (whole[:2], [], doubled, _kept("b", "a", "c"), _kept("a", "b", "C"), other_mouth, gap):
        assert checking.compare(met, kept)


@pytest.mark.parametrize("place", ["beside.sqlite3", "beside.sqlite3-wal"])
def test_words_that_lie_open_in_the_file_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """In the database file itself as well as in its log."""
    monkeypatch.setattr(settings, "DATABASES", {"default": {"NAME": tmp_path / "beside.sqlite3"}})
    met = _met(_WORDS)
    (tmp_path / "beside.sqlite3").write_bytes(b"\x00\x01" + met.talk.encode() + b"\xff" * 99)
    found = [name for name, _blob in secrecy._sqlite()]
    assert found == ["beside.sqlite3"]
    pieces = secrecy.sample([met])
    assert pieces and all(len(piece) >= 20 for piece in pieces)
    with (tmp_path / place).open("ab") as file:
        file.write(b"\x07" + _WORDS.encode())
    assert any(secrecy._has(blob, piece) for _name, blob in secrecy._sqlite() for piece in pieces)


@pytest.mark.parametrize("line", ["[]", "no json", '{"problem": "a"}', '{"problem": "a", "messages": [{"t": "x"}]}'])
def test_a_line_that_is_no_conversation_is_named(tmp_path: Path, line: str) -> None:
    """By its number."""
    file = tmp_path / "made.jsonl"
    file.write_text('{"problem": "a", "messages": []}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(click.ClickException, match="Line 3"):
        recording.read(file, None)
    assert len(recording.read(file, 1)) == 1


def test_chance_is_that_of_a_supporter_drawn_at_random() -> None:
    """Three of one kind and one of another: 9/16 + 1/16."""
    pairs = [_met("a", experience=key).pair for key in (1, 1, 1, 2)]
    assert chance(pairs) == pytest.approx(10 / 16)


def test_percentiles_of_few_and_many() -> None:
    """Nearest rank; none of nothing."""
    assert measuring.percentile([], 0.5) == 0
    assert measuring.percentile([4.0], 0.99) == 4
    assert measuring.percentile([float(number) for number in range(100)], 0.95) == 95
