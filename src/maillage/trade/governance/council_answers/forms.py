"""The answers of several councils, as an officer notes them during a round of calls."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.days import PastDayField
from maillage.core.numbers import read_number
from maillage.foundation.cooperations.choices import Means
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.council_answers.services import CouncilAnswer
from maillage.trade.governance.joint_decisions.forms.deliberations import text_of
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.rules import sent_fault

READ = re.compile(r"(?:\d{1,18}:\d{1,9}(?: |$))*")
# A reserve has its own words: it is noted on the page of its council.
NOTED = (Vote.ADOPTED, Vote.REFUSED, Vote.DEFERRED)
LONGEST_NAME = 120


@dataclass(frozen=True)
class AnswerRow:
    """A council as the page shows it: the fields of its vote, its day and its informant."""

    path: Path
    vote: forms.BoundField
    voted_on: forms.BoundField
    informant: forms.BoundField


class AnswersForm(forms.Form):
    """For each council, what it voted, on which day, and who says so; nothing for the others.

    `read` carries the version of each path that was on screen.
    """

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, paths: Sequence[Path]) -> None:
        versions = " ".join(f"{one.deliberation.pk}:{one.deliberation.version}" for one in paths)
        super().__init__(data, initial={"read": versions})
        self._paths = paths
        choices = [("", _("pas encore")), *((one.value, one.label) for one in NOTED)]
        for path in paths:
            one = path.deliberation
            self.fields[f"vote-{one.pk}"] = forms.ChoiceField(
                label=_("Réponse, %(name)s") % {"name": path.name},
                choices=choices,
                required=False,
            )
            self.fields[f"day-{one.pk}"] = PastDayField(
                label=_("Séance du, %(name)s") % {"name": path.name},
                required=False,
                initial=one.session_on,
            )
            self.fields[f"informant-{one.pk}"] = forms.CharField(
                label=_("Auprès de, %(name)s") % {"name": path.name},
                max_length=LONGEST_NAME,
                required=False,
                initial=str(one.contact or ""),
            )

    def rows(self) -> Iterator[AnswerRow]:
        """The councils in their order, with their fields."""
        for path in self._paths:
            number = path.deliberation.pk
            names = (f"vote-{number}", f"day-{number}", f"informant-{number}")
            yield AnswerRow(path, *(self[name] for name in names))

    def clean(self) -> dict[str, object]:
        """Each vote has its day and its informant, and follows the sending of the text."""
        cleaned = super().clean() or {}
        for path in self._paths:
            number = path.deliberation.pk
            if cleaned.get(f"vote-{number}"):
                self._check(path, number)
        return cleaned

    def _check(self, path: Path, number: int) -> None:
        day = self.cleaned_data.get(f"day-{number}")
        if day is None and f"day-{number}" not in self.errors:
            self.add_error(f"day-{number}", ValidationError(_("Écrivez le jour de la séance.")))
        if why := sent_fault(day, path.deliberation.sent_on):
            self.add_error(f"day-{number}", why)
        if not self.cleaned_data.get(f"informant-{number}"):
            self.add_error(f"informant-{number}", ValidationError(_("Écrivez qui vous l’a dit.")))

    @property
    def answers(self) -> list[CouncilAnswer]:
        """What was noted, each with its council and the version of it that was read."""
        pairs = (one.partition(":") for one in self.cleaned_data["read"].split())
        read = {number: read_number(version) or 0 for number, _colon, version in pairs}
        return [
            CouncilAnswer(one, read.get(str(one.pk), 0), self._answer(one, vote))
            for one in (path.deliberation for path in self._paths)
            if (vote := self.cleaned_data.get(f"vote-{one.pk}"))
        ]

    def _answer(self, one: Deliberation, vote: str) -> Answer:
        return Answer(
            vote=vote,
            voted_on=self.cleaned_data[f"day-{one.pk}"],
            told_by=self.cleaned_data[f"informant-{one.pk}"],
            means=Means.PHONE,
            told_on=timezone.localdate(),
            text=text_of(one),
        )

    def clean_read(self) -> str:
        """The versions read; refused when they are not what this page sends."""
        read = str(self.cleaned_data["read"])
        if not READ.fullmatch(read):
            raise ValidationError(_("Rouvrez cette page : elle a changé depuis."))
        return read
