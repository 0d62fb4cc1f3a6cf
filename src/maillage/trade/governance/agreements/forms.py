"""An agreement, its versions, its parties and its signatures, as they are typed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.days import DayField, learned_by_today
from maillage.core.ticked import TickedField
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.ground.directory.models import Organisation
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.governance.agreements.choices import PartyRole, SentBy, SignedBy
from maillage.trade.governance.agreements.files import words_of_file
from maillage.trade.governance.agreements.models import Agreement, AgreementAct, AgreementParty
from maillage.trade.governance.agreements.rules import end_fault, frozen_fault, to_come_fault
from maillage.trade.governance.agreements.services import Written
from maillage.trade.governance.agreements.texts import cut_articles
from maillage.trade.governance.agreements.usual import kinds_first
from maillage.trade.governance.legal_forms.models import FormStudy


class AgreementForm(forms.ModelForm[Agreement]):
    """What is agreed, who holds the pen, when it begins and ends, and what happens then."""

    essential: ClassVar[tuple[str, ...]] = ("title", "kind", "organisations", "signed_on")

    class Meta:
        model = Agreement
        fields: ClassVar[list[str]] = [
            *("title", "kind", "reference", "purpose", "drafter", "keeper", "scheme", "study"),
            *("starts_rule", "starts_on", "ends_on", "renewal", "notice_months"),
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict[str, Promise]] = {
            "keeper": lazy("Où l’on retrouvera l’exemplaire signé."),
        }

    starts_on = DayField(label=lazy("En vigueur dès le"), required=False)
    ends_on = DayField(label=lazy("Finit le"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Agreement,
        organisations: QuerySet[Organisation],
        schemes: QuerySet[Scheme],
        studies: QuerySet[FormStudy],
        profile: str = "",
        parties: Sequence[int] = (),
    ) -> None:
        super().__init__(data, instance=instance)
        for name, rows in (
            *(("drafter", organisations), ("keeper", organisations)),
            *(("scheme", schemes), ("study", studies)),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a list of records
        own = kinds_first(profile)
        self.fields["kind"].choices = own  # type: ignore[attr-defined]  # a choice
        if instance._state.adding:
            if instance.study_id is None:
                self.initial["kind"] = own[0][0]
            self.fields["organisations"] = TickedField(
                organisations, label=_("Les parties"), required=False, initial=[*parties]
            )
            self.fields["signed_on"] = DayField(
                label=_("Déjà signée par toutes, le"),
                required=False,
                help_text=_("Laissez vide pour un projet : le texte, puis chaque signature."),
            )
        self.order_fields((*self.essential, *self.Meta.fields))

    def clean_signed_on(self) -> date | None:
        """The day on which all signed; not to come."""
        return not_to_come(self.cleaned_data["signed_on"])

    def clean(self) -> dict[str, object]:
        """The agreement: it does not end before it begins, and who signed it is said."""
        cleaned = super().clean() or {}
        starts = cleaned.get("starts_on") or cleaned.get("signed_on")
        ends = cleaned.get("ends_on")
        if isinstance(starts, date) and isinstance(ends, date) and (why := end_fault(starts, ends)):
            self.add_error("ends_on", why)
        if cleaned.get("signed_on") and not cleaned.get("organisations"):
            self.add_error("organisations", _("Dites qui l’a signée."))
        return cleaned


def not_to_come(on: date | None) -> date | None:
    """The day of a signature; a signature to come is refused."""
    if why := to_come_fault(on):
        raise forms.ValidationError(why)
    return on


class VersionForm(forms.Form):
    """A version of the text: its words, or the file in which Maillage reads them."""

    words = forms.CharField(
        label=lazy("Le texte"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=lazy("Une ligne qui commence par « Article 1 » ouvre un article."),
    )
    file = forms.FileField(
        label=lazy("Ou le fichier qui le contient"),
        required=False,
        allow_empty_file=True,
        help_text=lazy("DOCX ou ODT : ses articles sont lus, et le fichier est gardé."),
    )
    dated_on = DayField(label=lazy("Version du"))
    note = forms.CharField(label=lazy("Ce qui a changé"), required=False, max_length=300)

    def __init__(self, data: QueryDict | None = None, files: object = None, *, words: str) -> None:
        super().__init__(data, files)  # type: ignore[arg-type]  # a MultiValueDict
        self.fields["words"].initial = words
        self.fields["dated_on"].initial = timezone.localdate()

    def clean_dated_on(self) -> date:
        """The day of the version; not to come."""
        return learned_by_today(self.cleaned_data["dated_on"])

    def clean(self) -> dict[str, object]:
        """The version: its words, typed or read in the file."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file:
            try:
                cleaned["words"] = words_of_file(file.name or "", file)
            except DocumentRefusedError as error:
                self.add_error("file", str(error))
                return cleaned
        if not str(cleaned.get("words") or "").strip():
            self.add_error("words", _("Écrivez le texte, ou joignez le fichier qui le contient."))
        return cleaned

    @property
    def written(self) -> Written:
        """The version, cut in articles."""
        cleaned = self.cleaned_data
        file = cleaned["file"] or None
        return Written(cleaned["dated_on"], cut_articles(cleaned["words"]), cleaned["note"], file)


class PartiesForm(forms.Form):
    """The structures that a text will name, and what each is to it."""

    role = forms.ChoiceField(
        label=lazy("À quel titre"), choices=PartyRole, initial=PartyRole.SIGNATORY
    )

    def __init__(
        self, data: QueryDict | None = None, *, organisations: QuerySet[Organisation]
    ) -> None:
        super().__init__(data)
        self.fields["organisations"] = TickedField(
            organisations,
            label=_("Structures"),
            error_messages={"required": _("Cochez au moins une structure.")},
        )
        self.order_fields(["organisations", "role"])


class PartyForm(forms.ModelForm[AgreementParty]):
    """What a structure needs before it signs, who signs for it, and whether all wait for it."""

    class Meta:
        model = AgreementParty
        fields: ClassVar[list[str]] = [
            *("signatory", "needs", "act_reference", "act_on", "role", "is_required"),
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "signatory": lazy("« Le maire », « la présidente et le directeur »."),
            "act_reference": lazy("Pour un conseil d’administration ou un bureau."),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: AgreementParty) -> None:
        super().__init__(data, instance=instance)
        self.fields["act_on"] = DayField(label=_("Décision du"), required=False)
        if instance.agreement.frozen_text_id:
            del self.fields["role"]

    def clean_act_on(self) -> date | None:
        """The day of the decision; not to come."""
        on: date | None = self.cleaned_data["act_on"]
        return learned_by_today(on) if on else None


class SignatureForm(forms.ModelForm[AgreementParty]):
    """The signature of a party: its day, how, its file; or why it refuses."""

    class Meta:
        model = AgreementParty
        fields: ClassVar[list[str]] = ["signed_on", "means", "level", "signatory", "early_reason"]

    signed_on = DayField(label=lazy("Signée le"))
    means = forms.ChoiceField(label=lazy("Comment"), choices=SignedBy, initial=SignedBy.ELECTRONIC)
    file = forms.FileField(
        label=lazy("Le fichier signé"),
        required=False,
        allow_empty_file=True,
        help_text=lazy("Maillage dit s’il contient le texte figé."),
    )
    is_copy = forms.BooleanField(
        label=lazy("C’est une copie numérisée, je l’ai relue"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: object = None,
        *,
        instance: AgreementParty,
        early: Callable[[date], str],
    ) -> None:
        super().__init__(data, files, instance=instance)  # type: ignore[arg-type]
        self._early = early
        self.initial.setdefault("signed_on", None)
        if not instance.signed_on:
            self.initial["signed_on"] = timezone.localdate()
        lacks = early(self.initial["signed_on"] or timezone.localdate())
        if lacks:
            self.fields["early_reason"].help_text = lacks
            self.fields["early_reason"].widget.is_required = True
            # Its day alone may make the reason useless: the field is not called optional.
            self.fields["early_reason"].depends_on = "signed_on"  # type: ignore[attr-defined]
        self.order_fields(
            ["signed_on", "means", "file", "is_copy", "signatory", "level", "early_reason"]
        )

    def clean_signed_on(self) -> date:
        """The day of the signature: not to come, and not before the text was frozen."""
        on = not_to_come(self.cleaned_data["signed_on"])
        if why := frozen_fault(self.instance.agreement, on):
            raise forms.ValidationError(why)
        return on or timezone.localdate()

    def clean(self) -> dict[str, object]:
        """The signature: one that came before what it needs says why."""
        cleaned = super().clean() or {}
        on = cleaned.get("signed_on")
        lacks = self._early(on) if isinstance(on, date) else ""
        if lacks and not cleaned.get("early_reason"):
            self.add_error("early_reason", lacks)
        return cleaned


class RefusalForm(forms.ModelForm[AgreementParty]):
    """When a structure said that it will not sign, and why."""

    class Meta:
        model = AgreementParty
        fields: ClassVar[list[str]] = ["refused_on", "refused_reason"]

    refused_on = DayField(label=lazy("Refusée le"))
    refused_reason = forms.CharField(
        label=lazy("Sa raison"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_refused_on(self) -> date:
        """The day of the refusal; not to come."""
        return learned_by_today(self.cleaned_data["refused_on"])


class AskForm(forms.Form):
    """Of whom the signature is asked or recalled, when, and by which way."""

    on = DayField(label=lazy("Envoyé le"))
    by = forms.ChoiceField(label=lazy("Comment"), choices=SentBy)

    def __init__(self, data: QueryDict | None = None, *, parties: QuerySet[AgreementParty]) -> None:
        super().__init__(data)
        self.fields["on"].initial = timezone.localdate()
        self.fields["parties"] = TickedField(
            parties,
            label=_("À qui"),
            initial=[one.pk for one in parties],
            error_messages={"required": _("Cochez au moins une structure.")},
        )
        self.order_fields(["parties", "on", "by"])

    def clean_on(self) -> date:
        """The day of the sending; not to come."""
        return learned_by_today(self.cleaned_data["on"])


class FreezeForm(forms.Form):
    """Why a text is frozen while amendments wait or remarks are open, when it is so."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        waiting: int,
        articles: str,
        until: date | None = None,
        is_open: bool = False,
    ) -> None:
        super().__init__(data)
        helps = []
        if is_open:
            helps.append(open_words(until))
        if waiting:
            words = ngettext(
                "Un amendement n’est pas tranché, %(articles)s. Tranchez-le, ou figez en le "
                "disant : il restera non tranché, avec votre raison.",
                "%(n)s amendements ne sont pas tranchés, %(articles)s. Tranchez-les, ou figez en "
                "le disant : ils resteront non tranchés, avec votre raison.",
                waiting,
            )
            count = french.in_words(waiting).capitalize()
            helps.append(words % {"n": count, "articles": articles})
        if helps:
            self.fields["reason"] = forms.CharField(
                label=_("Pourquoi figer sans tout trancher")
                if waiting
                else _("Pourquoi figer avant la fin des remarques"),
                help_text=" ".join(helps),
                widget=forms.Textarea(attrs={"rows": 2}),
            )


def open_words(until: date | None) -> str:
    """Until when remarks are open, before a text that ends them."""
    if until is None:
        return _("Les remarques sont ouvertes : figer les ferme.")
    words = _("Les remarques sont ouvertes jusqu’au %(day)s : figer les ferme.")
    return words % {"day": french.long_date(until)}


class EndForm(forms.ModelForm[Agreement]):
    """When an agreement ends before its term, and why."""

    ended_on = DayField(label=lazy("Terminée le"))
    end_reason = forms.CharField(label=lazy("Pourquoi"), widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = Agreement
        fields: ClassVar[list[str]] = ["end_reason"]

    def clean_ended_on(self) -> date:
        """The day of its end; not to come."""
        on = learned_by_today(self.cleaned_data["ended_on"])
        self.instance.ended_on = on
        return on


class TitleForm(forms.Form):
    """How what is opened from an agreement is called."""

    title = forms.CharField(label=lazy("Intitulé"), max_length=200)

    def __init__(self, data: QueryDict | None = None, *, title: str) -> None:
        super().__init__(data)
        self.fields["title"].initial = title


class ActForm(forms.ModelForm[AgreementAct]):
    """When an act that the legal form asks was taken."""

    done_on = DayField(label=lazy("Fait le"), required=False)

    class Meta:
        model = AgreementAct
        fields: ClassVar[list[str]] = ["done_on"]

    def clean_done_on(self) -> date | None:
        """The day of the act; not to come."""
        on: date | None = self.cleaned_data["done_on"]
        return learned_by_today(on) if on else None
