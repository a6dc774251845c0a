"""What the interface says to people passes the list of words that hurt, which it holds others to."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from beside.foundation.safety.guards.wording import INFORM, SUGGEST, wording

ROOT = Path(__file__).parents[2] / "beside"
BOTH = frozenset({SUGGEST, INFORM})
_SAID = re.compile(
    r"\{%\s*translate\s+(\"[^\"]*\"|'[^']*')|\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate", re.S
)
_MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def _templates() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("templates/**/*")):
        if path.suffix in (".html", ".txt"):
            for hit in _SAID.finditer(path.read_text(encoding="utf-8")):
                yield path.name, hit.group(1) or hit.group(2)


def _python() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _MARKS:
                    for one in node.args:
                        if isinstance(one, ast.Constant) and isinstance(one.value, str):
                            yield path.name, one.value


def test_what_we_say_ourselves_is_kind() -> None:
    """Templates (the words of the scripts stand there too) and every translatable string of Python."""
    said = [*_templates(), *_python()]
    assert len(said) > 500
    hurting = [(where, one.text) for where, text in said for one in wording(text, everywhere=True, levels=BOTH)]
    assert hurting == []


def test_the_list_would_notice() -> None:
    assert wording("You committed suicide", everywhere=True)
