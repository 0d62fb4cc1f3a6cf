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

from maillage.core import french
from maillage.core.days import DayField, not_to_come
from maillage.core.fields import MarkedRadios
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.rules import sent_fault
from maillage.trade.governance.joint_decisions.services.answers_by_link import CouncilReply
from maillage.trade.governance.joint_decisions.words.steps import VOTE_MARKS

NOT_YET = ("", lazy("Pas encore voté"))
SESSION_FIELDS = ("session_on",)
VOTE_FIELDS = ("voted_on", "reserves", "act_number", "file")
# What its answer cannot do without; the field of another answer is not read.
NEEDED = {
    "session_on": lazy("Dites quand votre conseil se réunit, ou son vote."),
    "voted_on": lazy("Dites le jour de la séance."),
}
MARKS = {"": ("answer", "agenda")} | {vote: ("answer", mark) for vote, mark in VOTE_MARKS.items()}


class AnswerVoteForm(SignedForm):
    """When the council meets, or what it voted, with its act; and who answers.

    Each answer has its own fields; what stands in those of another is not read.
    """

    vote = forms.ChoiceField(
        label=lazy("Le vote de votre conseil"),
        choices=[NOT_YET, *((vote.value, french.capital(str(vote.label))) for vote in Vote)],
        required=False,
        widget=MarkedRadios(MARKS.items()),
    )
    session_on = DayField(
        label=lazy("Le conseil se réunit le"),
        required=False,
        help_text=lazy("Ce lien vous servira encore pour dire le vote."),
    )
    voted_on = DayField(label=lazy("Séance du"), required=False)
    reserves = forms.CharField(
        label=lazy("Réserves, ou raison"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Avec vos mots."),
    )
    act_number = forms.CharField(label=lazy("Numéro de l’acte"), required=False, max_length=60)
    file = forms.FileField(
        label=lazy("La délibération"), required=False, help_text=lazy("En PDF, si vous l’avez.")
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        deliberation: Deliberation,
        answer: Answer | None,
        recipient: str = "",
    ) -> None:
        session = deliberation.session_on
        is_past = session is not None and session < timezone.localdate()
        values = {
            "session_on": session,
            "act_number": deliberation.act_number,
            "vote": answer.vote if answer else None if is_past else "",
            "voted_on": answer.voted_on if answer else session if is_past else None,
            "reserves": answer.reserves if answer else "",
        }
        super().__init__(data, files, initial=values)
        self.sent_on = deliberation.sent_on
        for name, why in NEEDED.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = str(why)
        if session is not None:
            self._propose("voted_on" if is_past else "session_on", session)
        self.sign(recipient, deliberation.organisation)

    def _propose(self, name: str, session: date) -> None:
        self.fields[name].help_text = _("Nous avons noté le %(day)s. Est-ce exact ?") % {
            "day": french.long_date(session)
        }

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
        for name in {*SESSION_FIELDS, *VOTE_FIELDS} - set(self.answered()):
            self.errors.pop(name, None)
            cleaned[name] = "" if name in {"reserves", "act_number"} else None
        if vote == Vote.RESERVED and not cleaned.get("reserves"):
            self.add_error("reserves", _("Écrivez la réserve, avec vos mots."))
        if not vote:
            self._check_session(cleaned)
        return cleaned

    def _check_session(self, values: dict[str, object]) -> None:
        session = values.get("session_on")
        if isinstance(session, date) and session < timezone.localdate():
            self.add_error("session_on", _("Cette séance est passée : dites ce qu’il a voté."))

    def answered(self) -> list[str]:
        """The fields that the answer made meaningful."""
        return ["vote", *(VOTE_FIELDS if self.data.get("vote") else SESSION_FIELDS)]

    @property
    def answer(self) -> CouncilReply:
        """What the structure says."""
        cleaned = self.cleaned_data
        names = ("vote", *SESSION_FIELDS, *VOTE_FIELDS, "said_by")
        return CouncilReply(**{name: cleaned[name] for name in names})
