"""Icons."""

import xml.etree.ElementTree as ET

import pytest

from beside.core import icons


@pytest.mark.parametrize("name", icons.names())
def test_each_icon_is_a_drawing_hidden_from_screen_readers(name: str) -> None:
    tree = ET.fromstring(icons.draw(name))  # noqa: S314 - our own output
    assert tree.attrib["aria-hidden"] == "true"
    assert {part.tag for part in tree} <= {"path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
    assert not any("style" in part.attrib for part in tree.iter())


def test_an_icon_that_stands_alone_has_a_name() -> None:
    tree = ET.fromstring(icons.draw("lock", 'Private "here"'))  # noqa: S314 - our own output
    assert (tree.attrib["role"], tree.attrib["aria-label"]) == ("img", 'Private "here"')


def test_a_misspelt_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        icons.draw("sunn")
