"""Which rubrics the fiches of a cooperation have: the form, a row for each."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from maillage.trade.plan.fiches.rules import TEXT, Rubric, own_key

NEW = ("nouvelle-1", "nouvelle-2", "nouvelle-3")
MOST_PLACES = 60


@dataclass(frozen=True, slots=True)
class Row:
    """The controls of one rubric, and whether the plan fills it."""

    stands: BoundField
    label: BoundField
    place: BoundField
    required: BoundField
    is_typed: bool
    group: str


class ModelForm(forms.Form):
    """Each rubric stands or not, under which words, at which place; three lines add others."""

    essential: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        standing: Sequence[Rubric],
        others: Sequence[Rubric],
        taken: Collection[str],
    ) -> None:
        super().__init__(data)
        self.taken = {*taken, *(one.key for one in (*standing, *others))}
        new = [Rubric(key, "", TEXT) for key in NEW]
        self.groups = (
            (_("Dans la fiche"), standing),
            (_("Ce qu’elle pourrait dire aussi"), others),
            (_("À ajouter, dans vos mots"), new),
        )
        self.rubrics = [*standing, *others, *new]
        for place, one in enumerate(self.rubrics, start=1):
            self._add(one, place, stands=one in standing)

    def _add(self, one: Rubric, place: int, *, stands: bool) -> None:
        is_new = one.key in NEW
        name = _("Rubrique à ajouter") if is_new else one.label
        self.fields[f"stands_{one.key}"] = forms.BooleanField(
            label=_("%(name)s : dans la fiche") % {"name": name}, required=False, initial=stands
        )
        self.fields[f"label_{one.key}"] = forms.CharField(
            label=_("%(name)s : ses mots") % {"name": name},
            required=False,
            max_length=80,
            initial=one.label,
            widget=forms.TextInput(attrs={"class": "m-input"}),
        )
        self.fields[f"place_{one.key}"] = forms.IntegerField(
            label=_("%(name)s : sa place") % {"name": name},
            required=False,
            min_value=1,
            max_value=MOST_PLACES,
            initial=place,
            widget=forms.NumberInput(attrs={"class": "m-input"}),
        )
        self.fields[f"required_{one.key}"] = forms.BooleanField(
            label=_("%(name)s : nécessaire à une version") % {"name": name},
            required=False,
            initial=one.required,
        )

    @property
    def rows(self) -> Iterator[Row]:
        """The controls, a row for each rubric."""
        for group, rubrics in self.groups:
            for one in rubrics:
                yield Row(
                    stands=self[f"stands_{one.key}"],
                    label=self[f"label_{one.key}"],
                    place=self[f"place_{one.key}"],
                    required=self[f"required_{one.key}"],
                    is_typed=one.is_written,
                    group=group,
                )

    def clean(self) -> dict[str, object]:
        """What was typed, when each rubric that stands has words of its own."""
        values = super().clean() or {}
        labels: list[str] = []
        for one in self._chosen():
            label = str(values.get(f"label_{one.key}", "")).strip()
            if not label:
                self.add_error(f"label_{one.key}", _("Donnez des mots à cette rubrique."))
            elif label.casefold() in labels:
                self.add_error(f"label_{one.key}", _("Une autre rubrique a déjà ces mots."))
            labels.append(label.casefold())
        if not labels:
            self.add_error(None, _("Une fiche a au moins une rubrique : cochez-en une."))
        return values

    def _chosen(self) -> list[Rubric]:
        """The rubrics that stand: those ticked, and those added with words."""
        values = self.cleaned_data
        return [
            one
            for one in self.rubrics
            if values.get(f"stands_{one.key}")
            or (one.key in NEW and values.get(f"label_{one.key}"))
        ]

    def chosen(self) -> list[Rubric]:
        """The rubrics in the order of their places, those added under a key of their own."""
        rows = sorted(self._chosen(), key=lambda one: self.cleaned_data[f"place_{one.key}"] or 999)
        return [self._written(one) for one in rows]

    def _written(self, one: Rubric) -> Rubric:
        values, key = self.cleaned_data, one.key
        if key in NEW:
            key = own_key(self.taken)
            self.taken.add(key)
        return replace(
            one,
            key=key,
            label=values[f"label_{one.key}"].strip(),
            required=values[f"required_{one.key}"],
        )
