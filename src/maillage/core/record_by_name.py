"""How does one choose one record among ten thousand? By its name, once a list is too long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BaseForm
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core.fields import FlatSelect
from maillage.core.folded import begun_first, fold, holds_words

LISTED = 200
PROPOSED = 12
DASHES = BLANK_CHOICE_DASH[0][1]
ASKED = "noms"
Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A record proposed by name: its number, its name, and what tells it from another."""

    number: str
    name: str
    note: str


class RecordSelect(forms.Select):
    """A list of the records while it is short; else a line in which one types a name.

    The names that answer are proposed as one types; without script, several answers to what was
    sent come back as buttons under the line.
    """

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The control; one query, and one more for a record chosen beforehand in a long list."""
        field = cast(
            "RecordByNameField[Model]", cast("ModelChoiceIterator[Model]", self.choices).field
        )
        offered = list(field.choices_queryset[: LISTED + 1])
        if len(offered) <= LISTED:
            short = FlatSelect(self.attrs, field.listed(offered))
            return short.render(name, value, attrs, renderer)
        context = {
            "name": name,
            "typed": field.name_of(value),
            "attrs": flatatt(self.build_attrs(self.attrs, attrs)),
            "list": f"{(attrs or {}).get('id', name)}_noms",
            "empty": field.empty_words,
            "asking": f"{field.asked_at}{'&' if '?' in field.asked_at else '?'}{ASKED}={name}",
            "matches": field.proposed(field.matches),
        }
        return render_to_string("core/parts/named.html", context)


class RecordByNameField(forms.ModelChoiceField[Record]):
    """One record of a queryset that has a `folded` column, by its number or its name.

    `asked_at` is the page that proposes the names (see `proposed_names`), by default that of the
    form. `matches` holds the records that answer to a name that several bear.
    """

    widget = RecordSelect
    asked_at = ""
    matches: Sequence[Record] = ()

    def note_of(self, record: Record) -> str:
        """What tells the record from another of the same name; nothing by default."""
        return ""

    @property
    def choices_queryset(self) -> QuerySet[Record]:
        """All the records that one may choose."""
        return cast("QuerySet[Record]", self.queryset).all()

    @property
    def empty_words(self) -> str:
        """What the field means when it is left empty, in words of its own; else nothing."""
        words = str(self.empty_label or "")
        return "" if self.required or words == DASHES else words

    def matching(self, typed: str) -> list[Record]:
        """The records that hold each word typed, first those that begin so; in two queries."""
        holding = self.choices_queryset.filter(holds_words(typed, "folded"))
        return begun_first(self.choices_queryset, holding, typed, PROPOSED)

    def proposed(self, records: Sequence[Record]) -> list[Proposed]:
        """These records as one chooses among them."""
        return [
            Proposed(str(one.pk), self.label_from_instance(one), self.note_of(one))
            for one in records
        ]

    def listed(self, records: Sequence[Record]) -> list[tuple[object, str]]:
        """These records as options, with the empty one when there is one."""
        empty = [] if self.empty_label is None else [("", str(self.empty_label))]
        return [*empty, *((one.pk, self.label_from_instance(one)) for one in records)]

    def name_of(self, value: object) -> str:
        """The name of the record of this number, or what was typed."""
        written = str(value or "")
        if not written.isdecimal():
            return written
        record = self.choices_queryset.filter(pk=written).first()
        return self.label_from_instance(record) if record else ""

    def to_python(self, value: object) -> Record | None:
        """The record of this number, or the only one of this name.

        Raises ValidationError, which says what to do, when none answers to the name, or several.
        """
        typed = str(value or "").strip()
        if not typed or typed.isdecimal() or isinstance(value, Model):
            return super().to_python(value)
        self.validate_no_null_characters(typed)
        records = self.matching(typed)
        alike = [one for one in records if fold(self.label_from_instance(one)) == fold(typed)]
        if len(alike or records) == 1:
            return (alike or records)[0]
        self.matches = alike or records
        raise ValidationError(self._asks_again(typed, len(self.matches)))

    def _asks_again(self, typed: str, count: int) -> str:
        if not count:
            return _("Aucune fiche ne répond à « %(typed)s » : vérifiez le nom.") % {"typed": typed}
        if count == PROPOSED:
            return _("Beaucoup de fiches répondent à « %(typed)s » : précisez le nom.") % {
                "typed": typed
            }
        return _("Plusieurs fiches répondent à « %(typed)s » : choisissez-en une.") % {
            "typed": typed
        }


def proposed_names(request: HttpRequest, form: BaseForm) -> HttpResponse | None:
    """The names that answer to what is typed in a field of the form; None when none is asked."""
    name = request.GET.get(ASKED, "")
    field = form.fields.get(name)
    if request.method != "GET" or not isinstance(field, RecordByNameField):
        return None
    typed = request.GET.get(name, "").strip()
    proposed = field.proposed(field.matching(typed)) if typed else []
    return render(request, "core/parts/named_options.html", {"proposed": proposed})
