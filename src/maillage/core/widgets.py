"""How are the lines and lists of a form written without delay?

They are written in Python, as Django's templates write them: a form may ask the same question of
five hundred structures. Any other control goes through its template.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize

Told = Mapping[str, Any]
LINES = (
    *("checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "number"),
    *("password", "search", "tel", "text", "time", "url"),
)


class WrittenWidgets(DjangoTemplates):
    """Writes the controls that a page may hold by hundreds, leaves the others to their template."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The control in HTML."""
        write = WRITERS.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return write(context["widget"])


def _line(widget: Told) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{_escaped(value)}"'
    kind, name = _escaped(widget["type"]), _escaped(widget["name"])
    return f'<input type="{kind}" name="{name}"{said}{_attributes(widget)}>'


def _list(widget: Told) -> str:
    groups = "".join(_group(name, choices) for name, choices, _index in widget["optgroups"])
    return f'<select name="{_escaped(widget["name"])}"{_attributes(widget)}>{groups}</select>'


def _group(name: object, choices: Iterable[Told]) -> str:
    options = "".join(map(_option, choices))
    return f'<optgroup label="{_escaped(name)}">{options}</optgroup>' if name else options


def _option(told: Told) -> str:
    label = _escaped(localize(told["label"]))
    return f'<option value="{_escaped(told["value"])}"{_attributes(told)}>{label}</option>'


def _attributes(widget: Told) -> str:
    """The attributes, in their order; one that is true stands without a value."""
    return "".join(
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _escaped(value: object) -> str:
    """The value as a template writes it: escaped, unless it says that it is HTML already."""
    text = str(value)
    return text if hasattr(value, "__html__") else escape(text)


PLACE = "django/forms/widgets/{}.html"
WRITERS: Mapping[str, Callable[[Told], str]] = {
    **{PLACE.format(name): _line for name in LINES},
    PLACE.format("select"): _list,
}
