"""What a structure puts in common, and each step of it, as they are typed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import FURTHEST_COMMITMENT_YEARS, DayField, PastDayField, far_fault
from maillage.core.fields import MarkedRadios, QuantityField, ScaleRadios
from maillage.foundation.cooperations.choices import RECORDED, Means, Visibility
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.foundation.exchange.cells.text import one_line
from maillage.ground.actors.models import Subject
from maillage.ground.actors.sources.queries import Drawn
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.records.naming import OrganisationField, PersonField
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.rules import (
    due_fault,
    quantity_fault,
    step_day_fault,
    step_faults,
)

FIRST = (CommitmentState.ASKED, CommitmentState.PROMISED)
READERS = (Visibility.MEMBERS, Visibility.TEAM, Visibility.OFFICERS)


def quantity_field(label: str, help_text: str = "") -> forms.DecimalField:
    """An amount; « 1,5 » and « 12 000 » are read as people write them."""
    return QuantityField(
        label=label,
        required=False,
        max_digits=12,
        decimal_places=2,
        localize=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class CommitmentForm(forms.ModelForm[Commitment]):
    """What is put in common: by whom, for what, for whom, by when."""

    essential: ClassVar[tuple[str, ...]] = ("organisation", "kind", "label", "due_on")
    read_back = lazy("« {label} » ({kind}), attendu {de:organisation}[ avant le {due_on}].")

    class Meta:
        model = Commitment
        fields: ClassVar[list[str]] = [
            "organisation",
            "person",
            "kind",
            "label",
            "unit",
            "subject",
            "purpose",
            "owed_to",
            "due_on",
            "visibility",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "label": lazy("Deux jours de géomatique par mois, la salle du conseil…"),
            "unit": lazy("Pour des locaux ou des données : salles, m², fichiers."),
            "purpose": lazy("Avec vos mots, si ce n’est pas une décision de la liste."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"kind": forms.RadioSelect()}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Commitment,
        organisations: QuerySet[Organisation],
        people: QuerySet[Person],
        subjects: QuerySet[Subject],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        self.fields["organisation"] = OrganisationField(
            label=_("Structure qui s’engage"), queryset=organisations, empty_label=_("Choisir")
        )
        self.fields["person"] = PersonField(
            label=_("Personne mise à disposition"), queryset=people, required=False
        )
        self.fields["subject"] = forms.ModelChoiceField(
            label=_("Pour quelle décision"), queryset=subjects, required=False
        )
        self.fields["owed_to"] = OrganisationField(
            label=_("Due à"),
            queryset=organisations,
            required=False,
            empty_label=_("toute la coopération"),
        )
        self.fields["due_on"] = DayField(
            label=_("Échéance"),
            required=False,
            help_text=_("Maillage le rappelle."),
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut le lire"),
            choices=[(one.value, one.label) for one in READERS],
            initial=Visibility.MEMBERS,
        )
        self.order_fields(self.Meta.fields)

    def clean_due_on(self) -> date | None:
        """The day; refused twenty years away, where it is a slip of the hand."""
        on: date | None = self.cleaned_data["due_on"]
        if why := far_fault(on, timezone.localdate(), FURTHEST_COMMITMENT_YEARS):
            raise ValidationError(why)
        return on

    def clean(self) -> dict[str, object]:
        """The commitment; a person acts in its structure, and nobody owes to oneself."""
        cleaned = super().clean() or {}
        person, organisation = cleaned.get("person"), cleaned.get("organisation")
        if isinstance(person, Person) and isinstance(organisation, Organisation):
            places = set(person.mandates.values_list("organisation", flat=True))
            if organisation.pk not in places:
                self.add_error("person", _("Cette personne n’agit pas dans cette structure."))
        if organisation and cleaned.get("owed_to") == organisation:
            self.add_error("owed_to", _("Une structure ne se doit rien à elle-même."))
        return cleaned


def drawn_initial(drawn: Drawn) -> dict[str, object]:
    """What the sentence of a note says of a commitment; no wider than the note, its own kept."""
    values = {one.value for one in READERS}
    source, longest = drawn.source, Commitment._meta.get_field("purpose").max_length
    return {
        "purpose": french.shortened(one_line(drawn.sentence), longest or 0),
        "on": source.on,
        "told_by": source.who,
        "visibility": source.visibility if source.visibility in values else Visibility.OFFICERS,
    }


class AskForm(CommitmentForm):
    """A commitment and its first step: what one notes during a phone call."""

    essential: ClassVar[tuple[str, ...]] = ("organisation", "kind", "label", "quantity")
    read_back = lazy(
        "« {label} » ({kind})[, {quantity}][ {unit}], attendu {de:organisation}"
        "[ avant le {due_on}]. "
        "{first}, depuis le {on}."
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Commitment,
        organisations: QuerySet[Organisation],
        people: QuerySet[Person],
        subjects: QuerySet[Subject],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(
            data,
            instance=instance,
            organisations=organisations,
            people=people,
            subjects=subjects,
            initial=initial,
        )
        today = timezone.localdate()
        self.fields["quantity"] = quantity_field(
            _("Quantité"), _("En jours, en euros, ou dans l’unité que vous écrivez.")
        )
        self.fields["first"] = forms.ChoiceField(
            label=_("Où en est-on"),
            choices=[(one.value, one.label) for one in FIRST],
            initial=CommitmentState.ASKED,
            widget=forms.RadioSelect,
        )
        self.fields["on"] = PastDayField(label=_("Depuis le"), initial=today)
        self.fields["told_by"] = forms.CharField(
            label=_("Auprès de qui"),
            required=False,
            max_length=150,
            help_text=_("Nom et fonction."),
        )
        self.order_fields(["organisation", "kind", "label", "quantity", "unit", "first", "on"])

    def clean(self) -> dict[str, object]:
        """The whole; a quantity is possible, and the day comes before what is due."""
        cleaned = super().clean() or {}
        if why := quantity_fault(str(cleaned.get("kind")), self.cleaned_data.get("quantity")):
            self.add_error("quantity", why)
        if why := due_fault(self.cleaned_data.get("on"), self.cleaned_data.get("due_on")):
            self.add_error("due_on", why)
        return cleaned

    def save_both(self) -> tuple[Commitment, CommitmentStep]:
        """The commitment and its first step, unsaved."""
        cleaned = self.cleaned_data
        commitment = self.save(commit=False)
        commitment.quantity = cleaned["quantity"]
        step = CommitmentStep(
            kind=cleaned["first"],
            on=cleaned["on"],
            told_by=cleaned["told_by"],
            told_on=timezone.localdate(),
        )
        return commitment, step


class StepForm(forms.ModelForm[CommitmentStep]):
    """One more step of a commitment, and how it was known."""

    essential: ClassVar[tuple[str, ...]] = ("kind", "on", "quantity", "told_by")

    class Meta:
        model = CommitmentStep
        fields: ClassVar[list[str]] = [
            "kind",
            "on",
            "quantity",
            "note",
            "act_number",
            "means",
            "told_by",
            "told_on",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "note": lazy("Ce qui est tenu, ou pourquoi c’est retiré."),
            "act_number": lazy("Délibération, arrêté, convention : son numéro."),
            "told_by": lazy("Son nom et sa fonction."),
        }

    file = forms.FileField(label=lazy("L’acte"), required=False, help_text=lazy("Si vous l’avez."))
    corrects = forms.BooleanField(
        label=lazy("Remplacer tout ce qui était dit tenu jusqu’ici"),
        required=False,
        help_text=lazy("Sans cette case, les quantités tenues s’ajoutent."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        commitment: Commitment,
        since: date | None,
        by_structure: bool = False,
        initial: dict[str, object] | None = None,
    ) -> None:
        today = timezone.localdate()
        super().__init__(
            data, files, instance=CommitmentStep(on=today, told_on=today), initial=initial
        )
        self.commitment, self.since = commitment, since
        self.fields["kind"] = forms.ChoiceField(
            label=_("Étape"), choices=CommitmentState.choices, widget=ScaleRadios
        )
        self.fields["on"] = DayField(label=_("Date de l’étape"))
        self.fields["quantity"] = quantity_field(
            _("Quantité"), _("Laissez vide si tout est tenu ; sinon, écrivez la partie tenue.")
        )
        self._ask_means(by_structure=by_structure)
        self.order_fields([*self.Meta.fields[:5], "file", *self.Meta.fields[5:], "corrects"])

    def _ask_means(self, *, by_structure: bool) -> None:
        """How it was known; a structure that speaks for itself is not asked."""
        if by_structure:
            for name in ("means", "told_on", "told_by"):
                del self.fields[name]
            return
        self.fields["means"] = forms.ChoiceField(
            label=_("Recueilli"),
            choices=RECORDED,
            widget=forms.RadioSelect,
            initial=Means.PHONE,
        )
        self.fields["told_by"].label = _("Auprès de qui")
        self.fields["told_on"] = PastDayField(label=_("Recueilli le"))

    def clean_on(self) -> date:
        """The day; neither to come nor before the demand."""
        on: date = self.cleaned_data["on"]
        kind = str(self.cleaned_data.get("kind"))
        if why := step_day_fault(kind, on, self.since, timezone.localdate()):
            raise ValidationError(why)
        return on

    def clean(self) -> dict[str, object]:
        """The step; a withdrawal says why, a confirmation names its act, a quantity is possible."""
        cleaned = super().clean() or {}
        self.add_error(None, typed_faults(self.commitment, cleaned))
        return cleaned


def typed_faults(commitment: Commitment, typed: Mapping[str, object]) -> dict[str, str]:
    """What is wrong with a step of this commitment, by field, as it was typed."""
    faults = step_faults(
        kind=str(typed.get("kind")),
        note=str(typed.get("note") or ""),
        is_proved=bool(typed.get("act_number") or typed.get("file")),
    )
    quantity = typed.get("quantity")
    why = quantity_fault(commitment.kind, quantity if isinstance(quantity, Decimal) else None)
    return faults | ({"quantity": why} if why else {})


class AnswerCommitmentForm(SignedForm):
    """What a structure says of its own commitment by link."""

    kind = forms.ChoiceField(
        label=lazy("Votre réponse"),
        choices=[
            (CommitmentState.PROMISED, lazy("Nous le promettons")),
            (CommitmentState.CONFIRMED, lazy("Nous l’avons confirmé par un acte")),
            (CommitmentState.DELIVERED, lazy("Nous l’avons tenu, en tout ou en partie")),
            (CommitmentState.WITHDRAWN, lazy("Nous ne pourrons pas")),
        ],
        widget=MarkedRadios(
            {
                CommitmentState.PROMISED: ("promise", "sent"),
                CommitmentState.CONFIRMED: ("promise", "agenda"),
                CommitmentState.DELIVERED: ("promise", "yes"),
                CommitmentState.WITHDRAWN: ("promise", "no"),
            }.items()
        ),
    )
    note = forms.CharField(
        label=lazy("Précision"),
        required=False,
        max_length=300,
        help_text=lazy("Vos conditions, ce qui est déjà fait, ou pourquoi vous ne pouvez pas."),
    )
    act_number = forms.CharField(label=lazy("Numéro de l’acte"), required=False, max_length=60)
    file = forms.FileField(label=lazy("L’acte"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        commitment: Commitment,
        recipient: str = "",
    ) -> None:
        super().__init__(data, files)
        self.commitment = commitment
        unit = commitment.unit or str(CommitmentKind(commitment.kind).label)
        self.fields["quantity"] = quantity_field(_("Combien"), unit)
        self.order_fields(["kind", "quantity", "note", "act_number", "file"])
        self.sign(recipient, commitment.organisation)
        self.fields["quantity"].initial = commitment.quantity

    def clean(self) -> dict[str, object]:
        """What is said; the same rules as for whoever records it."""
        cleaned = super().clean() or {}
        self.add_error(None, typed_faults(self.commitment, cleaned))
        return cleaned
