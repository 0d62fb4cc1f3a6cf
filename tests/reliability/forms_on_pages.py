"""Reads the forms of a page as a browser does: where they go, and what they send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.forms import BaseForm

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Page
else:
    from django.http import HttpResponse as Page

__all__ = ["Control", "Page", "PostedForm", "django_forms", "posted_forms"]

NOT_SENT = {"submit", "button", "reset", "image"}


@dataclass
class Control:
    """One field of a form: its name, kind, present value, and the values it offers."""

    name: str
    kind: str
    value: str = ""
    offered: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        """Whether one writes in it freely."""
        return self.kind not in {"hidden", "select", "radio", "checkbox", "file", "password"}


@dataclass
class PostedForm:
    """A form sent by POST: its address (empty for the page's own) and its fields, by name."""

    action: str
    controls: dict[str, Control] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PostedForm] = []
        self.open: PostedForm | None = None
        self.last: Control | None = None
        self.in_text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and values.get("method", "").lower() == "post":
            self.open = PostedForm(values.get("action", ""))
            self.forms.append(self.open)
        elif self.open is not None:
            self._control(tag, values)

    def _control(self, tag: str, attributes: dict[str, str]) -> None:
        name = attributes.get("name", "")
        if tag == "option" and self.last is not None:
            self.last.offered.append(attributes.get("value", ""))
            if "selected" in attributes:
                self.last.value = attributes.get("value", "")
        if not name or self.open is None or name == "csrfmiddlewaretoken":
            return
        if tag == "input" and attributes.get("type", "text") not in NOT_SENT:
            self._input(name, attributes)
        if tag in {"textarea", "select"}:
            self.last = self.open.controls.setdefault(name, Control(name, tag))
            self.in_text = tag == "textarea"

    def _input(self, name: str, attributes: dict[str, str]) -> None:
        assert self.open is not None
        kind = attributes.get("type", "text")
        control = self.open.controls.setdefault(name, Control(name, kind))
        if kind in {"radio", "checkbox"}:
            control.offered.append(attributes.get("value", "on"))
            control.value = (
                attributes.get("value", "on") if "checked" in attributes else control.value
            )
        else:
            control.value = attributes.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.in_text and self.last is not None:
            self.last.value += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        if tag in {"textarea", "select"}:
            self.in_text, self.last = False, None


def posted_forms(page: str) -> list[PostedForm]:
    """The forms of the page that are sent by POST, sign-out left out."""
    reader = _Reader()
    reader.feed(page)
    return [form for form in reader.forms if "deconnexion" not in form.action]


def django_forms(response: Page) -> list[BaseForm]:
    """The form objects that the page was drawn from."""
    form_by_number: dict[int, BaseForm] = {}
    for context in getattr(response, "context", None) or []:
        for value in context.flatten().values():
            if isinstance(value, BaseForm):
                form_by_number[id(value)] = value
    return list(form_by_number.values())
