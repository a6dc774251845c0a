"""What triage leaves alone, and why. Every sentence here is invented for this test."""

from typing import Literal

import pytest

from beside.foundation.safety.triage import Assessment, Level, Text, assess
from beside.foundation.safety.triage.assess import by_rules


def seen(body: str, role: Literal["member", "supporter"] = "member") -> Assessment:
    return assess([Text(body, "en", role)])[0]


@pytest.mark.parametrize(
    "body",
    [
        "I would never kill myself, I have two cats to feed.",
        "I am not suicidal, the week has just been long.",
        "I don't feel suicidal, I feel flat.",
        "I have no plans to hurt myself this evening.",
        "I do not want to hurt myself.",
    ],
)
def test_denials(body: str) -> None:
    assert seen(body).level is Level.NONE


@pytest.mark.parametrize(
    "body",
    [
        "I am not getting better and I want to die.",
        "I can't sleep, I never eat and I want to kill myself.",
        "I am in recovery from alcohol. I am going to kill myself tonight.",
        "I tried to kill myself two months ago.",
        "It has been three weeks since I slept properly. I want to die.",
        "I'm going to kill myself on Friday lol.",
        "I'm not joking, I want to die.",
        "I don't know how to stop thinking about killing myself.",
    ],
)
def test_what_only_looks_like_an_excuse(body: str) -> None:
    assert seen(body).attention


@pytest.mark.parametrize(
    "body",
    [
        "Nine years ago I tried to kill myself, and last week I held my first grandchild.",
        "I used to cut myself at school.",
        "When I was younger I wanted to die, it passed with a lot of help.",
        "It has been three years since I last self-harmed.",
        "I attempted suicide in 2011 and I am so glad I survived.",
    ],
)
def test_past_and_recovery(body: str) -> None:
    assert seen(body).level is Level.NONE


def test_a_past_that_comes_back_counts() -> None:
    assert seen("Years ago I wanted to die and now I want to die again.").level >= Level.ELEVATED


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Are you thinking of killing yourself?", "supporter"),
        ("Do you want to die, or do you want the pain to stop?", "supporter"),
        ("Please don't hurt yourself, I am staying right here.", "supporter"),
        ("It sounds as if you want to die when the house is quiet.", "member"),
        ("Suicidal thoughts can pass, tell me about tonight.", "supporter"),
    ],
)
def test_a_helpers_words(body: str, role: Literal["member", "supporter"]) -> None:
    assert seen(body, role).level is Level.NONE


def test_a_supporter_who_speaks_of_themselves_counts() -> None:
    assert seen("To be honest I want to kill myself too.", "supporter").level >= Level.ELEVATED


@pytest.mark.parametrize(
    "body",
    [
        'The last line of the song is "I want to die by the sea" and I play it every spring.',
        "In the novel the captain wants to kill himself, the film left that scene out.",
        "The article on suicide prevention was on the front page.",
        "New suicide statistics came out and the charity gave a talk.",
    ],
)
def test_quotes_fiction_and_news(body: str) -> None:
    assert not seen(body).attention


@pytest.mark.parametrize(
    "body",
    [
        "I want to die of embarrassment.",
        "I was dying of laughter at the quiz.",
        "I could kill for a coffee.",
        "lol kms I sat on the remote again",
        "This heat is killing me.",
        "We killed it at the choir contest.",
        "I burned myself on the oven making scones.",
        "I want to cut down on sugar.",
        "I won't be here tomorrow, I am at a wedding.",
        "I'm 15 minutes late, sorry!",
        "I'm going to do it! The presentation is ready.",
        "She beats me at chess every single time.",
        "What is the best way to get to the hall?",
    ],
)
def test_figures_of_speech_and_everyday_acts(body: str) -> None:
    assert not seen(body).attention


def test_another_persons_danger_is_no_level_of_the_writers_own() -> None:
    one = seen("My cousin told me he wants to die.")
    assert one.level is Level.NONE and one.attention and not one.page


@pytest.mark.parametrize("body", ["", " ", "\x00", "...", "?!", "\n\n", "🙂", "hello"])
def test_nothing_in_nothing_out(body: str) -> None:
    one = by_rules(Text(body, "en"))
    assert not seen(body).attention and not seen(body).offer_help
    assert one == Assessment(Level.NONE, 0.0, frozenset(), (), True, False, False, False, one.rules_version)
