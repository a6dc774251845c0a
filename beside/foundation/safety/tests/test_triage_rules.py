"""What triage notices. Every sentence here is invented for this test."""

import pytest

from beside.foundation.safety.triage import (
    ABUSE_DISCLOSED,
    EATING_DISORDER,
    HARM_TO_OTHERS,
    MEDICAL_EMERGENCY,
    METHOD_SEEKING,
    MINOR_AT_RISK,
    PLAN_MEANS_TIMING,
    SELF_HARM,
    THIRD_PARTY,
    Assessment,
    Level,
    Text,
    assess,
)
from beside.foundation.safety.triage.assess import by_rules


def seen(body: str, language: str | None = "en", context: tuple[str, ...] = ()) -> Assessment:
    return assess([Text(body, language, context=context)])[0]


@pytest.mark.parametrize(
    "body",
    [
        "Honestly I wish I would not wake up after this week.",
        "I am sick of waking up, sick of being alive.",
        "My family would be better off without me.",
        "There is no point in living when every day is grey.",
        "I keep hoping a lorry hits me on the way home.",
        "It would be easier if I had never been born, I wish I was never born.",
    ],
)
def test_a_wish_to_be_dead_is_noticed(body: str) -> None:
    one = seen(body)
    assert one.attention and one.offer_help and not one.page
    assert one.level >= Level.LOW


@pytest.mark.parametrize(
    "body",
    [
        "I think about killing myself most evenings.",
        "I have been feeling suicidal since Sunday.",
        "I'm scared of what I might do if I stay in this room.",
        "I just want to die.",
        "I keep thinking of ending my life.",
        "I can't promise I will be safe.",
    ],
)
def test_active_thoughts_are_elevated(body: str) -> None:
    one = seen(body)
    assert one.level >= Level.ELEVATED
    assert one.attention


@pytest.mark.parametrize(
    "body",
    [
        "I know exactly where I would do it, I have chosen the spot.",
        "I have been stockpiling my sleeping tablets since spring.",
        "I am going to kill myself tonight.",
        "I bought a rope on my way home from work.",
        "I have written goodbye letters to my children.",
        "I am sitting on the ledge and the street looks small.",
        "Please look after my dog when I am gone, tell mum I am sorry.",
        "I gave my records to my brother and settled my bills, I feel calm now, nothing left to do.",
        "They will never have to worry about me again after Sunday.",
        "Goodbye everyone, I am sorry.",
        "I just swallowed a whole bottle of painkillers.",
    ],
)
def test_plan_means_timing_and_farewell_page(body: str) -> None:
    one = seen(body)
    assert one.page and one.level is Level.IMMINENT
    assert PLAN_MEANS_TIMING in one.flags


@pytest.mark.parametrize(
    ("body", "flag"),
    [
        ("I cut my arms again after the phone call.", SELF_HARM),
        ("The urge to cut is really strong this evening.", SELF_HARM),
        ("My sister says she wants to die and she has stopped eating.", THIRD_PARTY),
        ("My housemate keeps talking about killing himself.", THIRD_PARTY),
        ("My husband punched me when dinner was late.", ABUSE_DISCLOSED),
        ("I was sexually assaulted at a party.", ABUSE_DISCLOSED),
        ("I'm 14 and nobody at home knows I write here.", MINOR_AT_RISK),
        ("I am in year nine.", MINOR_AT_RISK),
        ("I swear I will stab him if he shows up at the door.", HARM_TO_OTHERS),
        ("Anyone want to be my fasting buddy? Post your thinspo.", EATING_DISORDER),
        ("What is the most painless way to die?", METHOD_SEEKING),
        ("How many painkillers would it take to kill me?", METHOD_SEEKING),
        ("I swallowed too many of my pills by accident.", MEDICAL_EMERGENCY),
        ("I can't stop the bleeding.", MEDICAL_EMERGENCY),
    ],
)
def test_flags(body: str, flag: str) -> None:
    one = seen(body)
    assert flag in one.flags
    assert one.attention


@pytest.mark.parametrize(
    "body",
    [
        "i want to k i l l m y s e l f",
        "thinking about su1cide a lot",
        "i wanna d1e",
        "gonna unalive myself",
        "i want to k*ll myself",
        "i feel sucidal",
        "I want to fucking die",
        "I WANT TO DIE",
        "I want to kıll ｍｙｓｅｌｆ".replace("ı", "i"),
    ],
)
def test_simple_disguises_are_undone(body: str) -> None:
    assert seen(body, None).level >= Level.ELEVATED


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("es", "Llevo semanas pensando en suicidarme."),
        ("es", "Estoy cansada de vivir."),
        ("fr", "J'ai envie de mourir depuis lundi."),
        ("fr", "Si seulement je pouvais ne plus me réveiller."),
        ("de", "Ich denke jeden Tag daran, mich umzubringen."),
        ("de", "Ich habe die Tabletten gesammelt."),
        ("pt", "Tenho vontade de morrer."),
        ("pt", "Escrevi uma carta de despedida."),
    ],
)
def test_the_plainest_words_in_four_more_languages(language: str, body: str) -> None:
    for told in (language, None):
        one = seen(body, told)
        assert one.attention and one.covered


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("es", "Me quiero morir de risa con este vídeo."),
        ("fr", "Je vais mourir de faim si on ne mange pas."),
        ("de", "Ich will die Suppe probieren, die Oma gekocht hat."),
        ("pt", "Vou morrer de vergonha."),
    ],
)
def test_everyday_words_in_four_more_languages_are_left_alone(language: str, body: str) -> None:
    assert not seen(body, language).attention


def test_other_languages_are_said_to_be_not_covered() -> None:
    assert not seen("Nie wiem, co robić dalej z tym wszystkim", "pl").covered
    assert not seen("今日はとても疲れました。", None).covered
    assert seen("I walked to the sea.", "en-GB").covered


def test_an_unclear_sentence_counts_after_talk_of_suicide_only() -> None:
    assert not seen("I have a plan.").attention
    assert not seen("I have a plan.", context=("We could repaint the kitchen.",)).attention
    assert seen("I have a plan.", context=("I keep thinking about killing myself.", "I am listening.")).page


def test_a_yes_to_the_question_counts() -> None:
    asked = ("Are you thinking of killing yourself?",)
    assert seen("Yes, sometimes.", context=asked).level >= Level.ELEVATED
    assert not seen("No, not at all.", context=asked).attention
    assert not seen("Yes, sometimes.", context=("Do you still paint?",)).attention


def test_reasons_point_into_the_text_and_can_be_read() -> None:
    body = "It has been a long day. I want to die, and I cut my arms again."
    one = seen(body)
    assert len(one.reasons) >= 2
    for reason in one.reasons:
        assert body[reason.start : reason.end] == reason.phrase
        assert reason.phrase in reason.in_words()


def test_scores_order_texts() -> None:
    bodies = [
        "I made soup.",
        "I can't cope any more.",
        "I wish I was dead.",
        "I want to kill myself.",
        "I am going to kill myself tonight.",
    ]
    scores = [seen(body).score for body in bodies]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)


def test_by_rules_strain_gets_an_offer_and_nobody_is_called() -> None:
    one = by_rules(Text("I can't do this anymore, work is eating me up.", "en"))
    assert one.offer_help and not one.attention and not one.page


@pytest.mark.parametrize(
    "body",
    [
        "The bank is the nearest. The letter has been on the table since Friday week.",
        "At the tap! I shall smile about that all day tomorrow.",
        "I dropped a jar in the kitchen on Sunday and shouted at the wall.",
    ],
)
def test_the_score_alone_says_nothing_of_a_short_text_without_a_word_of_danger(body: str) -> None:
    one = seen(body)
    assert not one.attention and not one.offer_help
