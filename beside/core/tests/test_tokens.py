"""Contrast, measured from tokens.css by the formula of WCAG 2.2 (relative luminance)."""

import gzip
import re

import pytest

from beside.core.tests.frames import STATIC

CSS = (STATIC / "core" / "tokens.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "raised", "sunk")
# Text and what it stands on, 4.5 to 1.
TEXT = [
    *[(text, ground) for text in ("ink", "soft", "act", "act-deep", "warm") for ground in GROUNDS],
    *[(text, "act-wash") for text in ("ink", "soft", "act")],
    *[(text, "warm-wash") for text in ("ink", "soft", "warm")],
    *[("ink", "glow-wash"), ("soft", "glow-wash"), ("act-ink", "act"), ("act-ink", "act-deep")],
    *[("paper", "ink"), ("paper", "soft")],
]
# Edges of controls, marks of state and the ring of focus, 3 to 1.
SHAPES = [(shape, ground) for shape in ("edge", "act", "warm") for ground in ("paper", "raised")]


def block(selector: str, within: str = CSS) -> dict[str, str]:
    """The colours set by the first block with this selector."""
    found = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", within)
    assert found, selector
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6}(?:[0-9a-f]{2})?)\s*;", found.group(1)))


def after(query: str) -> str:
    """The file from this media query on."""
    return CSS[CSS.index(f"@media {query} {{") :]


MORE = after("(prefers-contrast: more)")
LIGHT, DARK = block(":root"), block(":root") | block('[data-theme="dark"]')
CALM = block("[data-calm]")
THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "calm light": LIGHT | CALM,
    # The rule with two attributes weighs more than each alone; --ink and --soft come from the dark theme.
    "calm dark": DARK | CALM | block('[data-theme="dark"][data-calm]'),
    "light, more contrast": LIGHT | block(":root", MORE),
    "dark, more contrast": DARK | block('[data-theme="dark"]', MORE),
}


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_agrees_with_known_ratios() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read(theme: str) -> None:
    colours = THEMES[theme]
    poor = {pair: ratio(colours[pair[0]], colours[pair[1]]) for pair in TEXT}
    assert {pair: round(found, 2) for pair, found in poor.items() if found < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_focus_can_be_seen(theme: str) -> None:
    colours = THEMES[theme]
    poor = {pair: ratio(colours[pair[0]], colours[pair[1]]) for pair in SHAPES}
    assert {pair: round(found, 2) for pair, found in poor.items() if found < 3} == {}


def test_a_dark_machine_and_a_chosen_dark_theme_look_the_same() -> None:
    machine = block(":root:not([data-theme])", after("(prefers-color-scheme: dark)"))
    assert machine == block('[data-theme="dark"]')
    both = after("(prefers-contrast: more) and (prefers-color-scheme: dark)")
    assert block(":root:not([data-theme])", both) == block('[data-theme="dark"]', MORE)


def test_colours_live_in_one_file() -> None:
    for sheet in ("core.css", "parts.css"):
        text = (STATIC / "core" / sheet).read_text(encoding="utf-8").split("@media print")[0]
        # A QR code is black on white in every theme, or no camera reads it.
        assert [colour for colour in re.findall(r"#[0-9a-f]{3,8}\b", text) if colour != "#fff"] == []


def test_everything_a_page_loads_is_light() -> None:
    """As it travels: below 100,000 bytes with the page itself. A journey measures it in a browser (test_weight)."""
    loaded = [path for path in (STATIC / "core").rglob("*") if path.suffix in {".css", ".js", ".svg", ".woff2"}]
    assert len(loaded) > 10
    assert sum(len(gzip.compress(path.read_bytes())) for path in loaded) < 60_000
