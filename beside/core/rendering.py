"""Drawing the controls of forms.

Django draws each from a template that includes two or three others, for every choice of a set anew. A page of questions
has thirty choices, and that was most of what the page cost. Those that are one tag are written here as Django's own
templates write them; all others stay Django's.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString

_ONE_TAG: Final = (
    "checkbox", "checkbox_option", "color", "date", "datetime", "email", "hidden", "number", "password", "radio_option",
    "search", "tel", "text", "time", "url",
)  # fmt: skip


class Renderer(DjangoTemplates):
    """Django's own, but for controls of one tag."""

    def render(self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The control as HTML; ``context`` is what Django gives its widgets' templates."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return SafeString(super().render(template_name, context, request))  # type: ignore[arg-type]
        # Every value went through ``escape``; names and types are Django's and ours.
        return SafeString(draw(context["widget"]))


def _attributes(given: Mapping[str, Any]) -> str:
    """As ``django/forms/widgets/attrs.html`` writes them: a False one not at all, a True one without a value."""
    parts = []
    for name, value in given.items():
        if value is True:
            parts.append(f" {name}")
        elif value is not False:
            parts.append(f' {name}="{escape(value)}"')
    return "".join(parts)


def _input(widget: Mapping[str, Any]) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{escape(value)}"'
    drawn = f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{said}{_attributes(widget["attrs"])}>'
    if not widget.get("wrap_label"):
        return drawn
    to = f' for="{escape(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"<label{to}>{drawn} {escape(widget['label'])}</label>"


def _textarea(widget: Mapping[str, Any]) -> str:
    return (
        f'<textarea name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>\n'
        f"{escape(widget['value'] or '')}</textarea>"
    )


def _select(widget: Mapping[str, Any]) -> str:
    parts = [f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for name, choices, _index in widget["optgroups"]:
        options = [
            f'<option value="{escape(one["value"])}"{_attributes(one["attrs"])}>{escape(one["label"])}</option>'
            for one in choices
        ]
        parts += [f'<optgroup label="{escape(name)}">', *options, "</optgroup>"] if name else options
    return "\n".join([*parts, "</select>"])


_FOLDER: Final = "django/forms/widgets"
_DRAWN: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    **{f"{_FOLDER}/{name}.html": _input for name in _ONE_TAG},
    f"{_FOLDER}/textarea.html": _textarea,
    f"{_FOLDER}/select.html": _select,
}
