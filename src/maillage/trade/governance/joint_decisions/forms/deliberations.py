"""The calendar of a council, its answer and its act, as they are typed during a phone call."""

from datetime import date
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
from maillage.core.days import DayField, PastDayField, read_day
from maillage.core.fields import MarkedRadios
from maillage.foundation.cooperations.choices import RECORDED, Means
from maillage.ground.directory.models import Person
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, TextVersion
from maillage.trade.governance.joint_decisions.rules import (
    Counts,
    act_day_fault,
    counts_fault,
    reserves_fault,
    sent_fault,
)
from maillage.trade.governance.joint_decisions.words.steps import VOTE_MARKS

COUNTS = ("votes_for", "votes_against", "abstentions")
Files = MultiValueDict[str, UploadedFile[bytes]]


class CouncilForm(forms.ModelForm[Deliberation]):
    """When the council meets, what it received, how much it weighs in the rule."""

    essential: ClassVar[tuple[str, ...]] = ("session_on", "sent_on", "agenda_on", "contact")

    class Meta:
        model = Deliberation
        fields: ClassVar[list[str]] = [
            "session_on",
            "sent_on",
            "agenda_on",
            "contact",
            "council",
            "clear_days",
            "is_required",
            "weight",
            "population",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "council": lazy("Il dit le délai de convocation : jours francs, rapport préalable…"),
            "clear_days": lazy(
                "Seulement si les statuts ou le règlement en donnent un autre, ou si la question "
                "touche une installation classée : cinq pour toute commune."
            ),
            "weight": lazy("Pour une règle qui compte les voix."),
            "population": lazy("Pour une majorité qualifiée ; celle du registre est proposée."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Deliberation,
        people: QuerySet[Person],
    ) -> None:
        super().__init__(data, instance=instance)
        for name, label in (
            ("session_on", _("Le conseil se réunit le")),
            ("sent_on", _("Texte envoyé le")),
            ("agenda_on", _("Inscrite à l’ordre du jour le")),
        ):
            self.fields[name] = DayField(label=label, required=False)
        self.fields["contact"] = forms.ModelChoiceField(
            label=_("Point de contact pour cette décision"), queryset=people, required=False
        )
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, object]:
        """The calendar: the text leaves before the session."""
        cleaned = super().clean() or {}
        if why := sent_fault(self.cleaned_data.get("session_on"), self.cleaned_data.get("sent_on")):
            self.add_error("session_on", why)
        return cleaned


class AnswerForm(forms.ModelForm[Answer]):
    """The answer of a council, and how it was known: what one fills during a phone call."""

    essential: ClassVar[tuple[str, ...]] = ("vote", "voted_on", "told_by", "reserves")

    class Meta:
        model = Answer
        fields: ClassVar[list[str]] = [
            "vote",
            "voted_on",
            "told_by",
            "reserves",
            *COUNTS,
            "means",
            "told_on",
            "text",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "told_by": lazy("Son nom et sa fonction."),
            "reserves": lazy("Avec les mots de la structure ; vide sans réserve."),
            "votes_for": lazy("Nombre de voix, s’il est connu."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "means": forms.RadioSelect(),
            "reserves": forms.Textarea(attrs={"rows": 2}),
        }

    act_number = forms.CharField(
        label=lazy("Numéro de l’acte"),
        max_length=60,
        required=False,
        help_text=lazy("S’il est déjà connu : 2026-84, DEL-12-05…"),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        deliberation: Deliberation,
        instance: Answer | None = None,
        by_structure: bool = False,
    ) -> None:
        super().__init__(
            data,
            instance=instance or Answer(deliberation=deliberation, told_on=timezone.localdate()),
            initial={
                "act_number": deliberation.act_number,
                "text": text_of(deliberation),
                "voted_on": instance.voted_on if instance else _past_session(deliberation),
            },
        )
        self.deliberation = deliberation
        self.fields["voted_on"] = PastDayField(label=_("Séance du"))
        self.fields["told_on"] = PastDayField(label=_("Recueilli le"))
        self.fields["vote"] = forms.ChoiceField(
            label=_("La délibération est"),
            choices=[(vote.value, french.capital(str(vote.label))) for vote in Vote],
            widget=MarkedRadios((vote, ("answer", mark)) for vote, mark in VOTE_MARKS.items()),
        )
        self._ask_text(deliberation.decision.texts.all())
        self._ask_means(by_structure=by_structure)
        if not by_structure and sent_fault(_day_of(data), deliberation.sent_on):
            self.fields["sent_on"] = PastDayField(
                label=_("Le texte était parti le"),
                required=False,
                help_text=_("S’il est parti plus tôt que le jour noté."),
            )
        self.order_fields(["vote", "voted_on", "sent_on", *self.Meta.fields[2:], "act_number"])

    def _ask_text(self, texts: QuerySet[TextVersion]) -> None:
        """Which version was voted, when there are several."""
        if len(texts) < 2:
            del self.fields["text"]
            return
        self.fields["text"] = forms.ModelChoiceField(
            label=_("Version votée"), queryset=texts, empty_label=None, initial=texts.last()
        )

    def _ask_means(self, *, by_structure: bool) -> None:
        """How it was known; a structure that answers for itself is not asked."""
        if by_structure:
            for name in ("means", "told_on", "told_by"):
                del self.fields[name]
            return
        self.fields["means"] = forms.ChoiceField(
            label=_("Recueilli"),
            choices=RECORDED,
            initial=Means.PHONE,
            widget=forms.RadioSelect,
        )
        self.fields["told_by"].label = _("Auprès de qui")

    def clean(self) -> dict[str, object]:
        """The answer: reservations have their words, and a vote follows the sending."""
        cleaned = super().clean() or {}
        if why := reserves_fault(str(cleaned.get("vote")), str(cleaned.get("reserves") or "")):
            self.add_error("reserves", why)
        counts = Counts(**{name: self.cleaned_data.get(name) for name in COUNTS})
        if why := counts_fault(str(cleaned.get("vote")), counts):
            self.add_error("votes_for", why)
        voted, until = self.cleaned_data.get("voted_on"), self.deliberation.until
        if why := sent_fault(voted, self._sent_on):
            self.add_error("voted_on", why)
        if voted and until and voted >= until:
            self.add_error(
                "voted_on", _("Cette structure n’était plus appelée à décider ce jour-là.")
            )
        return cleaned

    @property
    def _sent_on(self) -> date | None:
        """The day on which the text left, as it is corrected here or as it was noted."""
        corrected: date | None = self.cleaned_data.get("sent_on")
        return corrected or self.deliberation.sent_on

    def answer(self) -> Answer:
        """The answer typed, on the text sent when none was asked; the sending is corrected."""
        answer: Answer = self.save(commit=False)
        self.deliberation.sent_on = self._sent_on
        if "text" not in self.fields:
            answer.text = text_of(self.deliberation)
        return answer


def _day_of(data: QueryDict | None) -> date | None:
    """The day of the vote as it was typed; None when it is no day."""
    try:
        return read_day(data.get("voted_on") or "") if data else None
    except ValidationError:
        return None


def _past_session(deliberation: Deliberation) -> date | None:
    """The day on which the council was to meet, once it is there."""
    session = deliberation.session_on
    return session if session and session <= timezone.localdate() else None


def text_of(deliberation: Deliberation) -> TextVersion | None:
    """The text that this council received, or else the last one."""
    return deliberation.text or deliberation.decision.texts.last()


class ActForm(forms.ModelForm[Deliberation]):
    """The act of a council: its number, its two dates, its file, who checked the text."""

    class Meta:
        model = Deliberation
        fields: ClassVar[list[str]] = [
            "act_number",
            "transmitted_on",
            "published_on",
            "conformity_by",
            "conformity_on",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "conformity_by": lazy(
                "Pour une délibération numérisée : qui a vérifié que le texte est bien le même."
            ),
        }

    file = forms.FileField(label=lazy("La délibération"), required=False, help_text=lazy("En PDF."))

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        instance: Deliberation,
        voted_on: date | None,
    ) -> None:
        super().__init__(data, files, instance=instance)
        self.voted_on = voted_on
        for name, label in (
            ("transmitted_on", _("Transmise au représentant de l’État le")),
            ("published_on", _("Publiée le")),
            ("conformity_on", _("Vérifié le")),
        ):
            self.fields[name] = DayField(label=label, required=False)
        self.order_fields(["act_number", "file", "transmitted_on", "published_on", "conformity_by"])

    def clean(self) -> dict[str, object]:
        """The act: nothing is transmitted or published before the vote, nor checked by nobody."""
        cleaned = super().clean() or {}
        for name in ("transmitted_on", "published_on"):
            if why := act_day_fault(self.cleaned_data.get(name), self.voted_on):
                self.add_error(name, why)
        if cleaned.get("conformity_on") and not cleaned.get("conformity_by"):
            self.add_error("conformity_by", _("Dites qui a vérifié : un nom est nécessaire."))
        return cleaned


class LeaveForm(forms.Form):
    """From when a structure is asked no more, and why."""

    on = DayField(
        label=lazy("N’est plus appelée à décider depuis le"),
    )
    why = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=200,
        help_text=lazy("Elle a quitté la coopération, la question ne la concerne plus…"),
    )

    def __init__(self, data: QueryDict | None = None, *, deliberation: Deliberation) -> None:
        super().__init__(
            data,
            initial={"on": deliberation.until or timezone.localdate(), "why": deliberation.leaving},
        )
