"""A finding, its figures and its end, as they are typed."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.choosing import organisations_to_offer, territories_to_offer
from maillage.trade.context.publics.queries import publics
from maillage.trade.stakes.choices import FindingState
from maillage.trade.stakes.findings.models import Finding, FindingFigure
from maillage.trade.stakes.themes.queries import themes

FINDING_READERS = (Visibility.OFFICERS, Visibility.TEAM, Visibility.MEMBERS, Visibility.PUBLIC)


class FindingForm(forms.ModelForm[Finding]):
    """The sentence, where it holds, what it rests on, who may read it."""

    essential: ClassVar[tuple[str, ...]] = ("statement", "kind", "source", "source_on")
    read_back = lazy("{statement}[, d’après {source}].")

    class Meta:
        model = Finding
        fields: ClassVar[list[str]] = [
            "statement",
            "kind",
            "source",
            "source_kind",
            "source_on",
            "valid_months",
            "theme",
            "public",
            "territories",
            "licence",
            "visibility",
        ]
        labels: ClassVar[dict[str, Promise]] = {
            "statement": lazy("Le constat, en une phrase"),
            "source": lazy("D’où il vient"),
            "source_kind": lazy("Nature de cette source"),
            "valid_months": lazy("Sa source compte pendant, en mois"),
            "visibility": lazy("Qui peut le lire"),
        }
        help_texts: ClassVar[dict[str, Promise]] = {
            "statement": lazy(
                "Au présent, sans solution : « Il manque une place d’accueil sur trois le "
                "mercredi »."
            ),
            "source": lazy("Sans source, il reste « à instruire »."),
            "licence": lazy("Celle du fichier d’où viennent les chiffres, si vous la connaissez."),
        }

    source_on = DayField(label=lazy("Date de la source"), required=False)

    def __init__(self, data: QueryDict | None = None, *, instance: Finding, access: Access) -> None:
        super().__init__(data, instance=instance)
        self.fields["theme"] = forms.ModelChoiceField(
            themes(access), label=_("Thème"), required=False, empty_label=_("aucun")
        )
        self.fields["public"] = forms.ModelChoiceField(
            publics(access), label=_("Public"), required=False, empty_label=_("tous les publics")
        )
        ticked = instance.territories.values_list("pk", flat=True) if instance.pk else ()
        self.fields["territories"] = TickedField(
            territories_to_offer(access, list(ticked)),
            label=_("Territoires"),
            required=False,
            help_text=_("Rien de coché : tout le périmètre, et chaque membre est concerné."),
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut le lire"),
            choices=[(one.value, one.label) for one in FINDING_READERS],
            initial=Visibility.MEMBERS,
        )
        self.order_fields(self.Meta.fields)

    def clean_statement(self) -> str:
        """The sentence, its spaces put right."""
        return " ".join(str(self.cleaned_data["statement"]).split())

    def clean_source_on(self) -> date | None:
        """The day of the source; not to come."""
        on: date | None = self.cleaned_data["source_on"]
        if on and on > timezone.localdate():
            raise ValidationError(not_come(on))
        return on

    @property
    def territories(self) -> list[Territory]:
        """Where it holds; nothing for the whole perimeter."""
        return list(self.cleaned_data["territories"])


def not_come(on: date) -> str:
    """Why a source of a day to come is refused."""
    return _("Le %(day)s n’est pas passé.") % {"day": french.long_date(on)}


def is_two_sentences(statement: str) -> bool:
    """Whether a finding says two things: a full stop, then more words."""
    return any(mark in statement.rstrip(".!? ") for mark in (". ", "! ", "? ", " ; "))


def two_sentences() -> str:
    """What is said of a finding that holds two."""
    return _("Deux phrases, deux constats : séparez-les, chacun aura ses accords.")


class SettleForm(forms.Form):
    """What one does with a finding, and why it is retired."""

    state = forms.ChoiceField(
        label=lazy("Ce constat est"), choices=FindingState.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=lazy("Pourquoi il est retiré"),
        required=False,
        max_length=300,
        help_text=lazy("Les avis déjà donnés restent lisibles."),
    )

    def __init__(self, data: QueryDict | None = None, *, finding: Finding) -> None:
        super().__init__(data, initial={"state": finding.state, "why": finding.why_retired})

    def clean(self) -> dict[str, object]:
        """A finding that is retired says why."""
        cleaned = super().clean() or {}
        if cleaned.get("state") == FindingState.RETIRED and not cleaned.get("why"):
            self.add_error("why", _("Dites pourquoi ce constat est retiré."))
        return cleaned


class FigureForm(forms.ModelForm[FindingFigure]):
    """A number: of which territory or structure, of when, held against what."""

    class Meta:
        model = FindingFigure
        fields: ClassVar[list[str]] = [
            "territory",
            "organisation",
            "value",
            "unit",
            "period",
            "reference",
            "reference_label",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "unit": lazy("km, places, %…"),
            "period": lazy("2024, ou de 2019 à 2024."),
            "reference": lazy("Ce à quoi on le compare : la moyenne du département."),
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: FindingFigure, access: Access
    ) -> None:
        super().__init__(data, instance=instance)
        territories: QuerySet[Territory] = territories_to_offer(access)
        organisations: QuerySet[Organisation] = organisations_to_offer(access)
        self.fields["territory"] = forms.ModelChoiceField(
            territories, label=_("Territoire"), required=False, empty_label=_("l’ensemble")
        )
        self.fields["organisation"] = forms.ModelChoiceField(
            organisations, label=_("Ou structure"), required=False, empty_label=_("aucune")
        )

    def clean(self) -> dict[str, object]:
        """A number is of one place, and its reference says what it is."""
        cleaned = super().clean() or {}
        if cleaned.get("territory") and cleaned.get("organisation"):
            self.add_error("organisation", _("Un territoire ou une structure : gardez l’un."))
        if isinstance(cleaned.get("reference"), Decimal) and not cleaned.get("reference_label"):
            self.add_error("reference_label", _("Dites ce qu’est ce repère."))
        return cleaned
