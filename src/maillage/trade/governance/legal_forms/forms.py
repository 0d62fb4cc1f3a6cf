"""A situation as it is typed, and the legal form that one keeps for it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField, learned_by_today
from maillage.core.fields import DependentField, QuantityField
from maillage.core.ticked import TickedField
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.law.words import BODY_KINDS, SHARED
from maillage.trade.governance.choices import Fact, NewBody
from maillage.trade.governance.legal_forms.models import FormStudy, StudyMember
from maillage.trade.governance.legal_forms.queries import TO_PRECISE
from maillage.trade.governance.legal_forms.rules import ReadStudy
from maillage.trade.governance.legal_forms.words import option_words

NO_FORM = "none"
PERCENT = lazy("Écrivez un pourcentage, de 0 à 100.")


class StudyForm(forms.ModelForm[FormStudy]):
    """What is shared, between whom, whether one more body is wanted; then what `law` tests.

    Of the structures that the study names, those whose record leaves their kind open are asked it.
    """

    essential: ClassVar[tuple[str, ...]] = (
        "purpose",
        "shares",
        "organisations",
        "wants_new_body",
    )

    class Meta:
        model = FormStudy
        fields: ClassVar[list[str]] = [
            "purpose",
            "shares",
            "wants_new_body",
            "one_piece",
            "open_market_share",
            "general_interest_only",
        ]
        labels: ClassVar[dict[str, Promise]] = {"purpose": lazy("Partager quoi, en quelques mots")}
        help_texts: ClassVar[dict[str, Promise]] = {
            "purpose": lazy("La suite de « partager… » : l’enfance-jeunesse, la piscine."),
        }

    shares = forms.ChoiceField(
        label=lazy("C’est"), choices=list(SHARED.items()), widget=forms.RadioSelect
    )
    wants_new_body = forms.ChoiceField(
        label=lazy("Veut-on un établissement de plus ?"),
        choices=NewBody.choices,
        widget=forms.RadioSelect,
        help_text=lazy("La page le rappelle ; elle n’écarte aucune forme pour cela."),
    )
    open_market_share = QuantityField(
        label=lazy("Part de l’activité vendue sur le marché, en %"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        error_messages=dict.fromkeys(("min_value", "max_value"), PERCENT),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: FormStudy,
        organisations: QuerySet[Organisation],
        members: Sequence[StudyMember] = (),
    ) -> None:
        super().__init__(data, instance=instance)
        for name, label in (
            ("one_piece", _("Territoire d’un seul tenant")),
            ("general_interest_only", _("Au service du seul intérêt général")),
        ):
            choices = [("", _("on ne sait pas")), *Fact.choices]
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        ticked = TickedField(
            organisations,
            label=_("Entre qui ?"),
            required=False,
            initial=[one.organisation_id for one in members],
        )
        ticked.group_of = lambda one: french.capital(str(one.get_kind_display()))
        self.fields["organisations"] = ticked
        self.kinds = {one.organisation_id: one.kind for one in members}
        for one in members:
            if OrganisationKind(one.organisation.kind) in TO_PRECISE:
                self.fields[_kind_name(one.organisation_id)] = forms.ChoiceField(
                    label=_("Nature de %(name)s") % {"name": one.organisation},
                    choices=[("", _("comme l’annuaire le dit")), *BODY_KINDS.items()],
                    initial=one.kind,
                    required=False,
                )
        self.order_fields(self.essential)

    @property
    def members(self) -> dict[Organisation, str]:
        """The structures, each with its kind in law where somebody said it."""
        return {
            one: self.cleaned_data.get(_kind_name(one.pk), self.kinds.get(one.pk, ""))
            for one in self.cleaned_data["organisations"]
        }


def _kind_name(number: int) -> str:
    return f"kind_{number}"


class ChoiceForm(forms.ModelForm[FormStudy]):
    """The form that is kept among all of the table, with its reason; or none any more."""

    class Meta:
        model = FormStudy
        fields: ClassVar[list[str]] = ["chosen", "reason", "chosen_on"]

    reason = DependentField(
        label=lazy("Pourquoi cette forme"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    chosen_on = DayField(label=lazy("Gardée le"))

    def __init__(
        self, data: QueryDict | None = None, *, instance: FormStudy, read: ReadStudy, looked: str
    ) -> None:
        super().__init__(data, instance=instance)
        rows = [*read.table, *read.farther, *read.refused]
        self.fields["chosen"] = forms.ChoiceField(
            label=_("La forme"),
            choices=[
                (NO_FORM, _("aucune pour l’instant")),
                *((one.form.form, option_words(one)) for one in rows),
            ],
        )
        looked = looked if read.of(looked) else ""
        self.initial["chosen"] = looked or instance.chosen or NO_FORM
        if not instance.chosen or self.initial["chosen"] != instance.chosen:
            # The reason and the day of one form are never those of another.
            self.initial.update(reason="", chosen_on=timezone.localdate())
        self.order_fields(self.Meta.fields)

    def clean_chosen(self) -> str:
        """The word of the form, blank for none."""
        chosen: str = self.cleaned_data["chosen"]
        return "" if chosen == NO_FORM else chosen

    def clean_chosen_on(self) -> date:
        """The day on which it was kept; not to come."""
        return learned_by_today(self.cleaned_data["chosen_on"])

    def clean(self) -> dict[str, object]:
        """The choice: a form has its reason; none has neither reason nor day."""
        cleaned = super().clean() or {}
        if "chosen" not in cleaned:
            return cleaned
        reason = cleaned.get("reason")
        if cleaned["chosen"] and not reason:
            self.add_error("reason", _("Écrivez pourquoi : on vous le redemandera."))
        elif not cleaned["chosen"] and reason and reason != self.instance.reason:
            self.add_error("chosen", _("Choisissez la forme que cette raison explique."))
        elif not cleaned["chosen"]:
            return cleaned | {"reason": "", "chosen_on": None}
        return cleaned
