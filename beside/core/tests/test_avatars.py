"""A drawn shape from a name."""

import xml.etree.ElementTree as ET

from beside.core import avatars


def test_the_same_name_always_gives_the_same_shape() -> None:
    assert avatars.draw("Wren") == avatars.draw("Wren")
    assert avatars.draw("Wren") == avatars.draw(" wren ")
    assert avatars.draw("Zo\u00eb") == avatars.draw("Zoe\u0308")


def test_it_never_changes_between_releases() -> None:
    """If this breaks, everyone's face has changed: put the drawing back."""
    expected = {"Wren": WREN}
    assert {name: str(avatars.draw(name)) for name in expected} == expected


def test_different_names_differ() -> None:
    assert len({avatars.draw(f"name {number}") for number in range(500)}) == 500


def test_it_is_plain_drawing_without_style_or_the_name() -> None:
    drawn = avatars.draw('"><script>alert(1)</script>', "big")
    tree = ET.fromstring(drawn)  # noqa: S314 - our own output
    assert {part.tag for part in tree.iter()} == {"svg", "rect", "g", "ellipse", "path", "circle"}
    assert not any("style" in part.attrib for part in tree.iter())
    assert tree.attrib["class"] == "avatar big"
    assert tree.attrib["aria-hidden"] == "true"


WREN = (
    '<svg class="avatar" viewBox="0 0 100 100" aria-hidden="true" focusable="false"><rect width'
    '="100" height="100" fill="#e4eddc"/><g transform="rotate(133 50 50)"><ellipse cx="76" cy="'
    '53" rx="44" ry="35" fill="#93b08a"/><path d="M0 65 Q 50 67 100 79 V100 H0Z" fill="#93b08a"'
    ' opacity=".55"/><circle cx="64" cy="30" r="14" fill="#e4eddc" opacity=".9"/></g></svg>'
)
