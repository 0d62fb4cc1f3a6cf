"""What a structure says of its own council by link, and to whom one asks it."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, not_to_come
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.rules import sent_fault
from maillage.trade.governance.joint_decisions.services.answers_by_link import CouncilReply

NOT_YET = ("", lazy("pas encore voté"))


class AnswerVoteForm(forms.Form):
    """When the council meets, or what it voted, with its act; and who answers."""

    vote = forms.ChoiceField(
        label=lazy("Votre conseil l’a"),
        choices=[NOT_YET, *Vote.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    session_on = DayField(
        label=lazy("S’il n’a pas encore voté, il se réunit le"),
        required=False,
        help_text=lazy("Par exemple 28/11/2026. Ce lien vous servira encore pour dire le vote."),
    )
    voted_on = DayField(
        label=lazy("S’il a voté, séance du"),
        required=False,
        help_text=lazy("Par exemple 28/11/2026"),
    )
    reserves = forms.CharField(
        label=lazy("Réserves"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("S’il y en a, avec vos mots."),
    )
    act_number = forms.CharField(label=lazy("Numéro de l’acte"), required=False, max_length=60)
    file = forms.FileField(
        label=lazy("La délibération"), required=False, help_text=lazy("En PDF, si vous l’avez.")
    )
    said_by = forms.CharField(
        label=lazy("Votre nom et votre fonction"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        deliberation: Deliberation,
        answer: Answer | None,
    ) -> None:
        values = {
            "session_on": deliberation.session_on,
            "act_number": deliberation.act_number,
            "vote": answer.vote if answer else "",
            "voted_on": answer.voted_on if answer else None,
            "reserves": answer.reserves if answer else "",
        }
        super().__init__(data, files, initial=values)
        self.sent_on = deliberation.sent_on

    def clean_voted_on(self) -> date | None:
        """The day of the vote; not to come, nor before the text left."""
        on: date | None = self.cleaned_data["voted_on"]
        return self._after_sending(not_to_come(on)) if on else None

    def clean_session_on(self) -> date | None:
        """The day of the session; not before the text left."""
        return self._after_sending(self.cleaned_data["session_on"])

    def _after_sending(self, on: date | None) -> date | None:
        if why := sent_fault(on, self.sent_on):
            raise ValidationError(why)
        return on

    def clean(self) -> dict[str, object]:
        """A date to come, or a vote with its day; reservations have their words."""
        cleaned = super().clean() or {}
        vote = cleaned.get("vote")
        if vote and not cleaned.get("voted_on") and "voted_on" not in self.errors:
            self.add_error("voted_on", _("Dites le jour de la séance."))
        if vote == Vote.RESERVED and not cleaned.get("reserves"):
            self.add_error("reserves", _("Écrivez la réserve, avec vos mots."))
        if not vote:
            self._check_session(cleaned)
        return cleaned

    def _check_session(self, values: dict[str, object]) -> None:
        session = values.get("session_on")
        if session is None and "session_on" not in self.errors:
            self.add_error("session_on", _("Dites quand votre conseil se réunit, ou son vote."))
        if isinstance(session, date) and session < timezone.localdate():
            self.add_error("session_on", _("Cette séance est passée : dites ce qu’il a voté."))

    @property
    def answer(self) -> CouncilReply:
        """What the structure says."""
        cleaned = self.cleaned_data
        return CouncilReply(**{name: cleaned[name] for name in self.fields})
