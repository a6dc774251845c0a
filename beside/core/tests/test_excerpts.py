"""Beginnings of texts: whole words, no marks, nothing lost that was no mark."""

import pytest

from beside.core.excerpts import cut, plain


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("Told my sister", 60, "Told my sister"),
        ("Told my sister about the betting", 14, "Told my sister …"),
        ("Told my sister about the betting", 17, "Told my sister …"),
        ("Told my sister, about it", 16, "Told my sister …"),
        ("  two\n\nlines ", 60, "two lines"),
        ("x" * 80, 10, "x" * 10 + " …"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut_after_a_word(text: str, most: int, said: str) -> None:
    assert cut(text, most) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Does it get *less*, or **not**?", "Does it get less, or not?"),
        ("- one\n- two", "one two"),
        ("> said before\n\nmine", "said before mine"),
        ("5 * 3 and a_b", "5 * 3 and a_b"),
        ("[a page](https://example.org)", "a page"),
        ("<b>bold</b> *x*", "<b>bold</b> x"),
        ("plain words", "plain words"),
        ("one\ntwo *x*", "one two x"),
    ],
)
def test_marks_are_taken_away(text: str, said: str) -> None:
    assert " ".join(plain(text).split()) == said
