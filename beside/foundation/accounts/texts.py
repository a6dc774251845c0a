"""The first version of the texts people agree to. Operators publish their own versions on a page.

They stand in ``data/<kind>.<language>.md``, so that a translation is a file and not a change of code.
"""

from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from beside.foundation.accounts.models import AgreedText

_DATA = Path(__file__).parent / "data"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_inline", "html_block"])


def first(kind: str) -> str:
    """The text we bring, as Markdown."""
    return (_DATA / f"{kind}.en.md").read_text(encoding="utf-8")


def ensure() -> None:
    """Publish version 1 of each text where none is there yet. Safe to call by several at once."""
    for kind in AgreedText.Kind.values:
        AgreedText.objects.get_or_create(kind=kind, language="en", version=1, defaults={"body": first(kind)})


def as_html(body: str) -> SafeString:
    """A text as it is shown. Operators write it; HTML and pictures in it are shown as plain letters."""
    html: str = _MARKDOWN.render(body)
    return mark_safe(html)  # noqa: S308  (the renderer escapes all HTML)
