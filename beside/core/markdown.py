"""Markdown as HTML that is safe to show: a small one for members, a fuller one for the organisation's own pages."""

from functools import lru_cache
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# The renderer escapes all HTML; nothing a member writes becomes a heading, a picture or a table.
SMALL: Final = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["emphasis", "list", "blockquote", "newline", "link", "autolink", "escape", "backticks"]
)
_FULL: Final = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("html_inline")
_REL: Final = "nofollow noopener noreferrer ugc"


def _link_open(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    tokens[at].attrSet("rel", _REL)
    tokens[at].attrs.pop("title", None)
    return str(self.renderToken(tokens, at, options, env))


SMALL.add_render_rule("link_open", _link_open)


@lru_cache(maxsize=512)
def small(text: str) -> SafeString:
    """What a member wrote: emphasis, lists, quotes, links; new lines as they are."""
    html: str = SMALL.render(text)
    return mark_safe(html)  # noqa: S308  (the renderer escapes all HTML)


def full(text: str) -> SafeString:
    """An article of the organisation, with headings, pictures and tables."""
    html: str = _FULL.render(text)
    return mark_safe(html)  # noqa: S308  (the renderer escapes all HTML)
