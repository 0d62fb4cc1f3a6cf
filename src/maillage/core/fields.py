"""How is a question asked, and how is an answer that does not fit sent back?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BaseForm, BoundField
from django.forms.models import ModelChoiceIteratorValue
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
DASHES = BLANK_CHOICE_DASH[0][1]
AT_A_GLANCE = 12
ON_ONE_LINE, FEW = 60, 4
BOUNDS = ("min", "max", "step")
SHORT = (forms.DateField, forms.TimeField, forms.IntegerField, forms.DecimalField)


class MarkedRadios(forms.RadioSelect):
    """Buttons to press with a thumb, each with its mark: `marks` says which, by value."""

    def __init__(self, marks: Iterable[tuple[str, tuple[str, str]]]) -> None:
        super().__init__()
        self.marks = dict(marks)


class QuantityField(forms.DecimalField):
    """A decimal number with its comma, its spaces, its unit or none."""

    default_error_messages = {"invalid": lazy("Écrivez un nombre, par exemple 1,5 ou 12 000.")}
    unit = "€"

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # typed int
        """The number typed, or None when nothing is."""
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".").removesuffix(self.unit)
        return super().to_python(value)

    def prepare_value(self, value: object) -> object:
        """The number as one types it again."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value


class ScaleRadios(forms.RadioSelect):
    """Buttons whose order is the answer: one line on a screen, one column on a phone."""


class FlatSelect(forms.Select):
    """A list without groups, written by one template: it may hold five hundred structures."""

    template_name = "core/parts/select.html"

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template shows: the control, and each choice with its words and its name."""
        context = forms.Widget.get_context(self, name, value, attrs)
        choices = [(str(one), *_headed(one, words)) for one, words in self.choices]
        return context | {"choices": choices}


class DependentField(forms.CharField):
    """A line that another answer of the form makes compulsory: it is not called optional."""


def ask_in_our_words() -> None:
    """What an empty field says: what to do, where Django states that it is compulsory."""
    forms.Field.default_error_messages["required"] = lazy("Écrivez une réponse.")
    forms.ChoiceField.default_error_messages["required"] = lazy("Choisissez une réponse.")
    forms.BooleanField.default_error_messages = {"required": lazy("Cochez la case.")}


@dataclass(frozen=True, slots=True)
class Choice:
    """One box or button of a set: its control, its words, the family and value of its mark.

    `group` is what a long list of boxes puts it under.
    """

    control: SafeString
    label: str
    mark: tuple[str, str] | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class FieldPart:
    """A field ready to be drawn: `kind` is line, box or set, `shape` how its choices stand."""

    kind: str
    id: str
    label: str
    hint: str
    optional: bool
    hidden: bool
    control: SafeString
    choices: tuple[Choice, ...]
    errors: tuple[str, ...]
    is_day: bool = False
    is_file: bool = False
    is_hour: bool = False
    shape: str = ""

    @property
    def is_long(self) -> bool:
        """Whether the set holds more than a look takes in: one then searches it."""
        return len(self.choices) > AT_A_GLANCE


@dataclass(frozen=True, slots=True)
class Located:
    """One thing to correct: the field's anchor, its label and what to write instead."""

    anchor: str
    label: str
    message: str


def field_part(bound: BoundField, label: str) -> FieldPart:
    """The field with its control; Django ties it to its hint and errors by aria-describedby."""
    widget = bound.field.widget
    bound.help_text = _hint(bound)  # Django ties the control to a help that it knows of
    kind = "set" if isinstance(widget, CHOICES) else _kind_of_one(widget)
    choices = _choices(bound) if kind == "set" else ()
    return FieldPart(
        kind=kind,
        id=bound.id_for_label or bound.auto_id,
        label=label,
        hint=bound.help_text,
        optional=kind == "line" and not (bound.field.required or _depends(bound)),
        hidden=bound.is_hidden,
        control=SafeString("") if kind == "set" else _control(bound, kind),
        choices=choices,
        errors=tuple(str(message) for message in bound.errors),
        is_day=isinstance(bound.field, forms.DateField),
        is_file=isinstance(bound.field, forms.FileField),
        is_hour=isinstance(bound.field, forms.TimeField),
        shape=_shape(widget, choices),
    )


def located_errors(form: BaseForm) -> list[Located]:
    """Everything to correct in the form, in the order of the page; what concerns no field first."""
    whole = [Located("", "", str(message)) for message in form.non_field_errors()]
    return whole + [
        Located(_anchor(bound), str(bound.label), str(message))
        for bound in form
        for message in bound.errors
    ]


def _shape(widget: forms.Widget, choices: Sequence[Choice]) -> str:
    """How a set stands on a page: an order is never read across two columns."""
    if isinstance(widget, MarkedRadios):
        return "m-vote"
    if isinstance(widget, ScaleRadios):
        return "m-choice-scale"
    if isinstance(widget, forms.CheckboxSelectMultiple):  # a kind of RadioSelect for Django
        return "m-choice-columns"
    words = sum(len(choice.label) for choice in choices)
    on_one_line = words <= ON_ONE_LINE and len(choices) <= FEW
    return "m-choice-row" if on_one_line else "m-choice-lines"


def _hint(bound: BoundField) -> str:
    """What helps to answer; how a day or an hour is written, once on a page, where none is."""
    hint = str(bound.field.help_text)
    for kind, example in _EXAMPLES:
        if isinstance(bound.field, kind) and bound.name == _first_empty(bound.form, kind):
            return f"{example(timezone.localdate())} {hint}".rstrip()
    return hint


def _first_empty(form: BaseForm, kind: type[forms.Field]) -> str:
    """The name of the first field of this kind that holds no answer."""
    fields = (one for one in form if isinstance(one.field, kind) and not one.value())
    return next((one.name for one in fields), "")


_EXAMPLES: tuple[tuple[type[forms.Field], Callable[[date], str]], ...] = (
    (forms.DateField, lambda today: _("Par exemple %(day)s.") % {"day": f"{today:%d/%m/%Y}"}),
    (forms.TimeField, lambda _today: _("Par exemple 18 h 30.")),
)


def _kind_of_one(widget: forms.Widget) -> str:
    return "box" if isinstance(widget, forms.CheckboxInput) else "line"


def _depends(bound: BoundField) -> bool:
    return isinstance(bound.field, DependentField) or hasattr(bound.field, "depends_on")


def _anchor(bound: BoundField) -> str:
    several = isinstance(bound.field.widget, CHOICES)
    return f"{bound.auto_id}_0" if several else bound.id_for_label


def _control(bound: BoundField, kind: str) -> SafeString:
    if kind == "box":
        return bound.as_widget()
    width = " m-input-short" if isinstance(bound.field, SHORT) else ""
    widget = _as_written(bound.field.widget)
    css = f"m-input{width} {widget.attrs.get('class', '')}".strip()
    drawn = bound.as_widget(widget, attrs={"class": css, "placeholder": False})
    return SafeString(drawn.replace(f">{DASHES}<", f">{escape(_('Choisir'))}<", 1))


def _as_written(widget: forms.Widget) -> forms.Widget:
    """The widget; a number is asked in a line of text, or a browser would lose "une dizaine"."""
    if type(widget) is forms.Select and not _has_groups(widget.choices):
        return FlatSelect(widget.attrs, widget.choices)
    if not isinstance(widget, forms.NumberInput):
        return widget
    values = {name: value for name, value in widget.attrs.items() if name not in BOUNDS}
    return forms.TextInput(attrs={"inputmode": "decimal", **values})


def _has_groups(choices: object) -> bool:
    """Whether a list has headings; those of records, read as they are drawn, have none."""
    return isinstance(choices, list) and any(
        isinstance(words, list | tuple) for _, words in choices
    )


def _choices(bound: BoundField) -> tuple[Choice, ...]:
    widget = bound.field.widget
    marks = widget.marks if isinstance(widget, MarkedRadios) else {}
    group_of = getattr(bound.field, "group_of", None)
    choices = []
    for one in bound.subwidgets:
        words, name = _headed(one.data["value"], str(one.choice_label))
        mark = marks.get(str(one.data["value"]))
        group = group_of(one.data["value"].instance) if group_of else ""
        choices.append(Choice(_box(one.data, name), words, mark, group))
    return tuple(choices)


def _headed(value: object, label: object) -> tuple[str, str]:
    """The words of a choice, and its name in a sentence where that has no capital.

    The name of a record begins a line with a capital; a word of ours stays small.
    """
    name = str(label)
    words = french.headed(name) if isinstance(value, ModelChoiceIteratorValue) else name
    return words, "" if words == name else name


def _box(values: Mapping[str, Any], name: str) -> SafeString:
    """The box or button of one choice, as Django's template writes it: a set may have hundreds."""
    attributes = flatatt(values["attrs"] | ({"data-name": name} if name else {}))
    shape = '<input type="{}" name="{}" value="{}"{}>'
    return format_html(shape, values["type"], values["name"], values["value"], attributes)
