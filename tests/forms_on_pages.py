"""What a browser would send back from the form of a page, as it stands."""

from html.parser import HTMLParser


class _FormReader(HTMLParser):
    """Reads the first form that posts and carries a version."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.values: dict[str, list[str]] | None = None
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.values = {} if values.get("method", "").lower() == "post" else None
        if self.values is None:
            return
        if tag == "input" and values.get("name"):
            self._read_input(values)
        elif tag == "select":
            self.select = values.get("name", "")
        elif tag == "option" and self.select and "selected" in values:
            self.values.setdefault(self.select, []).append(values.get("value", ""))
        elif tag == "textarea":
            self.area = values.get("name", "")

    def _read_input(self, attributes: dict[str, str]) -> None:
        box = attributes.get("type") in {"checkbox", "radio"}
        if self.values is not None and (not box or "checked" in attributes):
            value = attributes.get("value", "on" if box else "")
            self.values.setdefault(attributes["name"], []).append(value)

    def handle_data(self, data: str) -> None:
        if self.area and self.values is not None:
            self.values.setdefault(self.area, []).append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""
        elif tag == "form" and self.values is not None:
            self.forms.append(self.values)
            self.values = None


def sent_by(page: str, field: str) -> dict[str, list[str]]:
    """What the page's first form with this field would send as it stands."""
    reader = _FormReader()
    reader.feed(page)
    return next(form for form in reader.forms if field in form)


def versioned_form(page: str) -> dict[str, list[str]] | None:
    """What the page's form that carries a version would send; None when it has none."""
    reader = _FormReader()
    reader.feed(page)
    return next((form for form in reader.forms if "version" in form), None)
