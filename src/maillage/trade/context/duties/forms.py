"""Something due, as it is typed; when it was sent; a piece that came; why nobody waits for it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core.days import DayField, far_fault, not_to_come
from maillage.core.money import EurosField
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.naming import OrganisationField, PersonField
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.queries.people import people_to_name
from maillage.trade.context.choosing import organisations_to_offer
from maillage.trade.context.duties.calendars import Proposed
from maillage.trade.context.duties.models import LONGEST_REMINDER, Duty, DutyPiece
from maillage.trade.context.duties.rules import days_fault, done_fault
from maillage.trade.context.duties.services import Sending
from maillage.trade.context.duties.words import missing_names
from maillage.trade.context.schemes.queries import schemes

FURTHEST_YEARS = 20
READERS = (Visibility.TEAM, Visibility.MEMBERS, Visibility.OFFICERS)
Files = MultiValueDict[str, UploadedFile[bytes]]


class DutyForm(forms.ModelForm[Duty]):
    """What is due, to whom, by when; its name and its day are enough to begin."""

    essential: ClassVar[tuple[str, ...]] = ("kind", "label", "funder", "due_on")
    read_back = lazy("{label}[, à rendre le {due_on}].")

    opens_on = DayField(
        label=lazy("Possible dès le"),
        required=False,
        help_text=lazy("Le jour où le téléservice ou l’appel ouvre."),
    )
    due_on = DayField(label=lazy("Échéance"))
    at_stake_cents = EurosField(
        required=False,
        max_length=24,
        label=lazy("Ce que cela protège, ou rapporte, en euros"),
        help_text=lazy("La somme qui ne viendrait pas, si rien ne partait."),
    )
    reminder = forms.IntegerField(
        label=lazy("Rappeler, en jours avant"),
        required=False,
        min_value=0,
        max_value=LONGEST_REMINDER,
        help_text=lazy("Trente jours d’habitude ; Maillage rappelle aussi la dernière semaine."),
    )

    class Meta:
        model = Duty
        fields: ClassVar[list[str]] = [
            *("kind", "label", "about", "funder", "due_on", "opens_on", "source_act", "article"),
            *("consequence", "at_stake_cents", "scheme", "responsible", "reminder", "is_yearly"),
            "visibility",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "about": lazy("L’équipement, le poste ou l’opération, s’il y en a plusieurs."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Duty,
        access: Access,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        rows = organisations(access)
        self.fields["funder"] = OrganisationField(
            rows, label=_("À qui"), required=False, empty_label=_("on ne sait pas encore")
        )
        self.fields["scheme"] = forms.ModelChoiceField(
            schemes(access), label=_("Au titre de"), required=False
        )
        self.fields["responsible"] = PersonField(
            people_to_name(access), label=_("Qui s’en charge"), required=False
        )
        numbers = [piece.organisation_id for piece in instance.pieces.all()] if instance.pk else []
        self.fields["organisations"] = TickedField(
            organisations_to_offer(access, numbers),
            label=_("Structures qui doivent une pièce"),
            required=False,
            initial=numbers,
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut le lire"),
            choices=[(one.value, one.label) for one in READERS],
            initial=Visibility.TEAM,
            help_text=_("Qui doit une pièce, et le financeur, lisent ce que lit l’équipe projet."),
        )
        self._explain_day(instance)
        self.order_fields([*self.Meta.fields[:8], "organisations", *self.Meta.fields[8:]])

    def _explain_day(self, instance: Duty) -> None:
        """Says of the day where it is written, or what a table wrote instead of one."""
        field = self.fields["due_on"]
        if instance.origin:
            field.disabled = True
            field.help_text = _("Ce jour s’écrit dans la fiche dont elle vient.")
        elif instance.pk and instance.due_on is None:
            field.required = False
            words = _("Le tableau écrit : « %(words)s ».") if instance.due_words else ""
            field.help_text = words % {"words": instance.due_words} if words else ""

    def clean_due_on(self) -> date | None:
        """The day; refused twenty years away, where it is a slip of the hand."""
        on: date | None = self.cleaned_data["due_on"]
        if on and (why := far_fault(on, timezone.localdate(), FURTHEST_YEARS)):
            raise ValidationError(why)
        return on

    def clean_reminder(self) -> int:
        """The days before; the usual ones when nothing is typed."""
        typed = self.cleaned_data.get("reminder")
        return int(typed) if typed is not None else Duty._meta.get_field("reminder").default

    def clean(self) -> dict[str, object]:
        """The duty: it opens before it is due."""
        values = super().clean() or {}
        opens, due = values.get("opens_on"), values.get("due_on")
        if isinstance(opens, date) and isinstance(due, date) and (why := days_fault(opens, due)):
            self.add_error("opens_on", why)
        return values

    @property
    def owing(self) -> Sequence[Organisation]:
        """Who owes a piece."""
        return list(self.cleaned_data["organisations"])


class SendForm(forms.Form):
    """When it was sent, how, and what proves it."""

    on = DayField(label=lazy("Envoyé le"))
    how = forms.CharField(
        label=lazy("Comment"),
        max_length=160,
        required=False,
        help_text=lazy("Espace partenaire, courriel, lettre recommandée…"),
    )
    receipt_number = forms.CharField(
        label=lazy("Numéro de l’accusé"), max_length=60, required=False
    )
    file = forms.FileField(
        label=lazy("La preuve d’envoi"),
        required=False,
        help_text=lazy("L’accusé de réception, une copie de l’écran."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        initial: dict[str, object],
        missing: Sequence[DutyPiece],
    ) -> None:
        super().__init__(data, files, initial=initial)
        if missing:
            lacking = {"names": missing_names(missing)}
            self.fields["without"] = forms.BooleanField(
                label=_("Envoyé quand même, bien que %(names)s") % lacking,
                error_messages={
                    "required": ngettext(
                        "Cochez si c’est parti sans elle, ou notez-la d’abord.",
                        "Cochez si c’est parti sans elles, ou notez-les d’abord.",
                        len(missing),
                    )
                },
            )

    def clean_on(self) -> date:
        """The day, today or before."""
        on: date = self.cleaned_data["on"]
        if why := done_fault(on, timezone.localdate()):
            raise ValidationError(why)
        return on

    @property
    def sending(self) -> Sending:
        """What was typed of it."""
        values = self.cleaned_data
        return Sending(values["on"], values["how"], values["receipt_number"], values["file"])


class WaiveForm(forms.Form):
    """Why nobody waits for it any more."""

    why = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=300,
        error_messages={"required": lazy("Dites pourquoi en une phrase : elle sera relue.")},
    )


class PieceForm(forms.Form):
    """When a structure gave its piece, and the file if there is one."""

    on = DayField(label=lazy("Reçue le"))
    note = forms.CharField(label=lazy("Précision"), max_length=200, required=False)
    file = forms.FileField(label=lazy("La pièce"), required=False)

    def clean_on(self) -> date:
        """The day, today or before."""
        return not_to_come(self.cleaned_data["on"])


def piece_initial(piece: DutyPiece) -> dict[str, object]:
    """The form filled with what is already noted."""
    return {"on": piece.received_on or timezone.localdate(), "note": piece.note}


class CalendarForm(forms.Form):
    """The year of a funder: to whom, and a day for each thing; one left blank is not added."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        proposed: Sequence[Proposed],
        access: Access,
        funder: Organisation | None,
    ) -> None:
        super().__init__(data)
        self.proposed = proposed
        self.fields["funder"] = OrganisationField(
            organisations(access),
            label=_("À qui"),
            required=False,
            initial=funder,
            empty_label=_("on ne sait pas encore"),
        )
        for number, one in enumerate(proposed):
            self.fields[day_name(number)] = DayField(
                label=one.label,
                required=False,
                initial=one.due_on,
                help_text=_("Laissez vide ce qui ne vous concerne pas.") if number == 0 else "",
            )

    def clean(self) -> dict[str, object]:
        """The calendar: it has one day at least, each after what it opens."""
        values = super().clean() or {}
        for number in range(len(self.proposed)):
            day = values.get(day_name(number))
            if isinstance(day, date) and (
                why := far_fault(day, timezone.localdate(), FURTHEST_YEARS)
            ):
                self.add_error(day_name(number), why)
        if not self.errors and not self.duties:
            self.add_error(None, _("Gardez au moins une date, ou revenez en arrière."))
        return values

    @property
    def duties(self) -> list[Duty]:
        """What was given a day, not yet written; an opening after its day is left out."""
        return [
            Duty(
                kind=one.kind,
                label=one.label,
                funder=self.cleaned_data.get("funder"),
                due_on=day,
                opens_on=one.opens_on if one.opens_on and one.opens_on <= day else None,
                source_act=one.act,
                consequence=one.consequence,
                visibility=Visibility.TEAM,
            )
            for number, one in enumerate(self.proposed)
            if (day := self.cleaned_data.get(day_name(number)))
        ]


def day_name(number: int) -> str:
    """The field of the day of one thing of a calendar."""
    return f"day_{number}"
