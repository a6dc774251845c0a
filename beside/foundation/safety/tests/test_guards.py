"""Personal details, kinder words and method detail: what is seen, and what is left alone."""

import string
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beside.foundation.safety import guards, helplines
from beside.foundation.safety.guards import details, look, method_or_dose, wording

TELLING = {
    "mail me: jo.bloggs@example.org": "email",
    "jobloggs at gmail dot com": "email",
    "jo.b (at) example (dot) org works": "email",
    "reach me, jobloggs at gmail": "email",
    "my number is 07700 900123": "phone",
    "(020) 7946 0018": "phone",
    "+44 20 7946 0018": "phone",
    "call me, 555-0123": "phone",
    "+1 (212) 555-0198": "phone",
    "06 12 34 56 78": "phone",
    "zero seven seven double oh nine oh oh one two three": "phone",
    "have a look at instagram.com/quietheron": "link",
    "my website is https://quietheron.example/": "link",
    "wa.me/447700900123": "link",
    "my insta is quiet_heron": "handle",
    "snap: quietheron9": "handle",
    "quietheron#1234": "handle",
    "@quietheron there": "handle",
    "I'm quietheron on discord": "handle",
    "add me on discord": "invitation",
    "let's move to whatsapp": "invitation",
    "what's your number?": "invitation",
    "I live at 12 Acacia Avenue": "address",
    "flat 3, 22 Mill Road, Leeds LS1 4AB": "address",
    "Hauptstraße 12, 10115 Berlin": "address",
    "12 rue de la Paix, Paris": "address",
    "calle Mayor 12, Madrid": "address",
    "my iban is DE89 3704 0044 0532 0130 00": "account",
    "4111 1111 1111 1111": "card",
    "it is 078-05-1120": "id_number",
}
HARMLESS = (
    "I have been sober for 1200 days",
    "I took 2 tablets at 10:30",
    "From 2019-2020 it was worse, and in 2021 better",
    "I owe £12000, or 12 000 000 in their money",
    "I walked 3 steps down the road and came back",
    "she is 45 years old and has 3 children",
    "I took 500 mg of paracetamol for my head",
    "my phone died at 23:45",
    "I am not at all. It is fine",
    "On 12/05/2021 I was born again, 12 March 1990 the first time",
    "I saw her on facebook and it hurt",
    "text me when you are home",
    "I ran 10 km in 55:30",
    "https://www.bbc.co.uk/news/health-12345678",
    "one two three four five six seven, breathe",
    "I live in a small town in the north",
    "my brother moved to Leeds in 2016",
    "",
)


@pytest.mark.parametrize(("text", "kind"), TELLING.items())
def test_a_detail_is_seen_and_named(text: str, kind: str) -> None:
    found = details(text)
    assert kind in {one.kind for one in found}
    assert all(0 <= one.start < one.end <= len(text) and one.kind in guards.KINDS for one in found)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_tells_nobody_is_left_alone(text: str) -> None:
    assert details(text) == ()


def test_spans_hold_the_piece_itself() -> None:
    text = "Write to jo@example.org, or ring 07700 900123."
    assert [text[one.start : one.end] for one in details(text)] == ["jo@example.org", "07700 900123"]


def test_no_helpline_is_ever_a_detail() -> None:
    """Whatever Beside itself gives people may be passed on, also after "call" and with the country's code."""
    numbers = helplines.every_number()
    assert "116123" in numbers
    assert not [number for number in numbers if details(f"You could call {number} tonight")]
    assert details("Samaritans, 116 123, or text SHOUT to 85258") == ()
    assert not [host for host in helplines.every_host() if details(f"look at https://{host}/ maybe")]


@pytest.mark.parametrize(
    "text",
    ["a" * 8000, "a " * 4000, "1 " * 4000, "at " * 2600, "1-" * 4000, "A " * 4000, "12 A " * 1600, "aaa" + " " * 7900,
     "address A1 " * 700, "one " * 2000, "\n" * 8000, "@a" * 4000, "my insta " * 880, '"' * 8000, "i commit " * 880],
)  # fmt: skip
def test_hostile_texts_cost_little(text: str) -> None:
    before = time.process_time()
    look(text)
    method_or_dose(text)
    assert time.process_time() - before < 1.5


@given(st.text(alphabet=string.printable + "äßπŁ\u202e\ud7ff🙂", max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    hints = look(text)
    assert hints == look(text)
    ends = [(one.start, one.end) for one in hints.details]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(first[1] <= second[0] for first, second in pairwise(ends))
    method_or_dose(text)


def test_words_that_hurt_come_with_kinder_ones() -> None:
    (found,) = wording("He committed suicide last year.")
    assert found.text == "committed suicide"
    assert found.why
    assert "died by suicide" in found.say


@pytest.mark.parametrize(
    "text",
    [
        "I nearly committed suicide last year.",
        "My therapist says that junkie is an unkind word.",
        "She said “he committed suicide” and left.",
        '"He committed suicide", it said.',
        "> He committed suicide",
        "They play Junkie Blues tonight.",
        "He died by suicide last year.",
    ],
)
def test_nothing_is_said_of_oneself_quotes_and_names(text: str) -> None:
    assert wording(text) == ()


def test_kinder_words_are_known_for_english_only() -> None:
    assert look("He committed suicide.", "en-GB").wording
    assert not look("He committed suicide.", "de").wording


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("how many pills would it take to die", "dose"),
        ("she took 40 tablets and died", "dose"),
        ("what is the lethal dose of it", "dose"),
        ("the most painless way to kill yourself", "method"),
        ("how to tie a noose", "method"),
        ("he killed himself with a rope", "method"),
        ("jump off the bridge by the station", "method"),
    ],
)
def test_method_and_dose_are_seen(text: str, code: str) -> None:
    assert code in {one.code for one in method_or_dose(text)}


@pytest.mark.parametrize(
    "text",
    [
        "I want to die and I do not know whom to tell.",
        "I take 50 mg of sertraline in the morning.",
        "My doctor gave me 30 tablets for the month.",
        "I lost my brother to suicide four years ago.",
        "What is the quickest way to the station?",
        "I laughed so hard I nearly died.",
        "We crossed the bridge by train.",
    ],
)
def test_talking_of_suicide_or_medicine_is_no_method(text: str) -> None:
    assert method_or_dose(text) == ()
