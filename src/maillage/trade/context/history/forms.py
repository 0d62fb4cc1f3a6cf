"""A past relation, as it is typed: what, with whom, from when to when, and what is left of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import ENDS_FIRST, FURTHEST_RELATION_YEARS, OLDEST, later, read_day
from maillage.core.french import MONTHS
from maillage.core.ticked import TickedField
from maillage.ground.actors.readings.fields.source import SourceFields, source_initial
from maillage.ground.actors.sources.queries import Drawn
from maillage.ground.directory.choices import Precision
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.models.periods import last_day
from maillage.ground.directory.records.words import dated
from maillage.trade.context.choices import Ending, Trust
from maillage.trade.context.choosing import structures_field
from maillage.trade.context.history.models import Relation

YEAR = re.compile(r"\d{4}")
FIGURES = re.compile(r"(\d{1,2})[/.\-](\d{4})")
WORDS = re.compile(rf"({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
LATEST = 2200


@dataclass(frozen=True)
class ApproximateDay:
    """A day, a month or a year: its first day, and how precisely it is known."""

    day: date
    precision: str

    def __str__(self) -> str:
        """As one types it again."""
        if self.precision == Precision.DAY:
            return f"{self.day:%d/%m/%Y}"
        return dated(self.day, self.precision)

    @property
    def last(self) -> date:
        """The last day that it may be."""
        return last_day(self.day, self.precision)


def read_moment(typed: str) -> ApproximateDay:
    """What « 2014 », « mars 2019 », « 03/2019 » or a whole date says.

    Raises ValidationError with what to write instead.
    """
    if YEAR.fullmatch(typed):
        return ApproximateDay(date(_year(typed), 1, 1), Precision.YEAR)
    if match := FIGURES.fullmatch(typed):
        return ApproximateDay(date(_year(match[2]), _month(int(match[1])), 1), Precision.MONTH)
    if match := WORDS.fullmatch(typed):
        month = MONTHS.index(match[1].lower()) + 1
        return ApproximateDay(date(_year(match[2]), month, 1), Precision.MONTH)
    try:
        return ApproximateDay(read_day(typed), Precision.DAY)
    except ValidationError as error:
        if any(sign.isdigit() for sign in typed) and typed.count("/") == 2:
            raise
        raise ValidationError(_("Écrivez 2014, mars 2019 ou 30/04/2019.")) from error


def _year(typed: str) -> int:
    year = int(typed)
    if not OLDEST <= year <= LATEST:
        raise ValidationError(_("Écrivez l’année en quatre chiffres, par exemple 2014."))
    return year


def _month(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValidationError(_("Le mois va de 1 à 12 : écrivez par exemple 03/2019."))
    return month


class MomentField(forms.CharField):
    """A date asked as precisely as it is remembered; `cleaned` is a Remembered, or None."""

    def __init__(self, *, label: object, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=str(label),
            required=required,
            max_length=40,
            help_text=help_text or _("L’année suffit : 2014, mars 2019 ou 30/04/2019."),
            error_messages={"required": _("Écrivez une date, l’année suffit : 2014.")},
        )

    def clean(self, value: object) -> ApproximateDay | None:
        """The moment typed, or None when nothing is."""
        typed = str(super().clean(value)).strip()
        return read_moment(typed) if typed else None

    def prepare_value(self, value: object) -> object:
        return str(value) if isinstance(value, ApproximateDay) else value


ORDER = ("label", "organisations", "others", "since", "until", "ending", "trust", "said")


class RelationForm(SourceFields):
    """What structures lived together, then who tells it and who may read it."""

    essential: ClassVar[tuple[str, ...]] = ("label", "organisations", "since", "until")
    read_back = lazy(
        "{label}[, avec {le:organisations}], de {since}[ à {until}]. Sa fin : {ending}."
    )

    label = forms.CharField(
        label=lazy("Ce qui a été fait ensemble"),
        max_length=200,
        help_text=lazy("Un syndicat, une convention, un projet, un conflit : son nom d’usage."),
    )
    organisations = structures_field(Organisation.objects.none(), required=False)
    others = forms.CharField(
        label=lazy("Avec d’autres, hors annuaire"), required=False, max_length=300
    )
    since = MomentField(label=lazy("Depuis"))
    until = MomentField(label=lazy("Jusqu’à"), required=False)
    ending = forms.ChoiceField(label=lazy("Comment cela a fini"), choices=Ending.choices)
    trust = forms.ChoiceField(
        label=lazy("Ce qu’il en reste"),
        required=False,
        choices=[("", lazy("on ne sait pas encore")), *Trust.choices],
    )

    def __init__(
        self,
        data: QueryDict | Mapping[str, str] | None = None,
        *,
        organisations: QuerySet[Organisation],
        drawn: Drawn | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, about_person=False, drawn=drawn, initial=initial)
        del self.fields["confidence"]
        self.fields["said"].label = _("Ce qui s’est passé")
        chosen = self.fields["organisations"]
        if isinstance(chosen, TickedField):
            chosen.queryset = organisations
        self.order_fields(ORDER)

    def clean(self) -> dict[str, object]:
        """The relation: it began, its end follows its beginning and says how."""
        cleaned = super().clean()
        since, until = (cleaned.get(name) for name in ("since", "until"))
        if not cleaned.get("organisations") and not cleaned.get("others"):
            self.add_error("organisations", _("Cochez une structure, ou nommez-la hors annuaire."))
        if isinstance(since, ApproximateDay) and since.day > timezone.localdate():
            self.add_error("since", _("Cette date est à venir : l’histoire dit ce qui a commencé."))
        if isinstance(since, ApproximateDay) and isinstance(until, ApproximateDay):
            self._check_order(since, until)
        self._check_ending(str(cleaned.get("ending")), until)
        return cleaned

    def _check_order(self, since: ApproximateDay, until: ApproximateDay) -> None:
        if until.last < since.day:
            self.add_error("until", ENDS_FIRST)
        elif until.day < since.day:
            self.cleaned_data["until"] = ApproximateDay(since.day, until.precision)

    def _check_ending(self, ending: str, until: object) -> None:
        today = timezone.localdate()
        if "until" in self.errors:
            return
        if not isinstance(until, ApproximateDay):
            if ending != Ending.ON:
                self.add_error("until", _("Dites quand elle a fini : l’année suffit."))
            return
        if until.day > later(today, FURTHEST_RELATION_YEARS):
            self.add_error("until", _("Cette fin est à plus de trente ans : vérifiez l’année."))
        elif ending == Ending.ON and until.last < today:
            self.add_error("ending", _("Sa fin est passée : dites comment elle a fini."))
        elif ending != Ending.ON and until.day > today:
            self.add_error(
                "ending", _("Sa fin est à venir : elle se poursuit. Vous direz alors la suite.")
            )

    def written_on(self, relation: Relation) -> Relation:
        """The relation as it was typed, not yet kept."""
        cleaned = self.cleaned_data
        for name in ("label", "others", "ending", "trust", "said", "visibility"):
            setattr(relation, name, cleaned[name])
        since, until = cleaned["since"], cleaned["until"]
        relation.since, relation.since_precision = since.day, since.precision
        if until is None:
            relation.until = None
        else:
            relation.until, relation.until_precision = until.day, until.precision
        return relation

    @property
    def parties(self) -> list[Organisation]:
        """The structures that took part."""
        return list(self.cleaned_data["organisations"])


def relation_initial(relation: Relation) -> dict[str, object]:
    """The form filled with what is known of a relation."""
    values: dict[str, object] = {
        name: getattr(relation, name)
        for name in ("label", "others", "ending", "trust", "said", "visibility")
    }
    if relation.since:
        values["since"] = ApproximateDay(relation.since, relation.since_precision)
    if relation.until:
        values["until"] = ApproximateDay(relation.until, relation.until_precision)
    values["organisations"] = [party.organisation_id for party in relation.parties.all()]
    return values | source_initial(relation.source)
