"""The dates proposed to a body, and what those invited say of each."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import FURTHEST_MEETING_YEARS, DayField, far_fault, not_past, read_day
from maillage.core.fields import MarkedRadios
from maillage.core.hours import REVERSED_HOURS, HourField
from maillage.core.read_again import ReadForm
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.choices import Coming
from maillage.trade.governance.date_polls.models import DateAnswer, DatePoll, PollSlot
from maillage.trade.governance.date_polls.services import Hours, PollAnswer
from maillage.trade.governance.date_polls.words import slot_words

MOST_SLOTS, LONGEST_SLOT = 20, 100
DAY_THEN_HOURS = re.compile(
    r"(?P<day>.+?)(?:[\s,]+(?:de\s+|à\s+)?(?P<starts>\d{1,2}\s?(?:h|:)\s?\d{0,2})"
    r"(?:\s*(?:-|–|à)\s*(?P<ends>\d{1,2}\s?(?:h|:)\s?\d{0,2}))?)?\s*",
    re.IGNORECASE,
)
HOUR = HourField()


class DatePollForm(forms.ModelForm[DatePoll]):
    """Which body meets, on which days one proposes, until when one answers."""

    class Meta:
        model = DatePoll
        fields: ClassVar[list[str]] = ["body", "title", "place", "link", "closes_on"]
        help_texts: ClassVar[dict[str, Promise]] = {
            "title": lazy("Si cette séance en a un qui la distingue : budget, bilan…"),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: DatePoll,
        bodies: QuerySet[Body],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["body"] = forms.ModelChoiceField(
            label=_("Instance"), queryset=bodies, empty_label=_("Choisir")
        )
        self.fields["link"] = forms.URLField(
            label=_("Lien de visioconférence"),
            required=False,
            max_length=500,
            assume_scheme="https",
        )
        self.fields["slots"] = forms.CharField(
            label=_("Dates proposées"),
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("Une par ligne : 03/12/2026 18h30-20h30, ou le jour seul."),
        )
        self.fields["closes_on"] = DayField(label=_("Réponses attendues jusqu’au"))
        self.order_fields(["body", "title", "slots", "closes_on", "place", "link"])

    def clean_slots(self) -> list[Hours]:
        """The dates, in the order typed; refused with the line that is none."""
        return typed_slots(self.cleaned_data["slots"])

    def clean_closes_on(self) -> date:
        """The day until which one answers; not past."""
        return not_past(self.cleaned_data["closes_on"])

    def clean(self) -> dict[str, object]:
        """The poll; one answers before the first date."""
        cleaned = super().clean() or {}
        slots, closes = cleaned.get("slots"), cleaned.get("closes_on")
        first = min((one.held_on for one in slots), default=None) if slots else None
        if isinstance(closes, date) and first and closes >= first:
            self.add_error("closes_on", _("C’est après la première date proposée : avancez-le."))
        return cleaned


class DatePollEditForm(forms.Form):
    """The dates added to a poll, until when one answers, which seats cannot be missing."""

    slots = forms.CharField(
        label=lazy("Dates à ajouter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("Une par ligne : 03/12/2026 18h30-20h30. Celles d’avant restent."),
    )
    closes_on = DayField(label=lazy("Réponses attendues jusqu’au"))

    def __init__(
        self, data: QueryDict | None = None, *, poll: DatePoll, seats: QuerySet[Seat]
    ) -> None:
        rows = poll.invitees.filter(is_required=True).values_list("seat", flat=True)
        super().__init__(data, initial={"closes_on": poll.closes_on, "required": list(set(rows))})
        self.fields["required"] = TickedField(
            label=_("Indispensables"),
            queryset=seats,
            required=False,
            help_text=_("Une date où l’un d’eux manque passe après les autres."),
        )

    def clean_slots(self) -> list[Hours]:
        return typed_slots(self.cleaned_data["slots"])

    def clean_closes_on(self) -> date:
        """The day until which one answers; not past."""
        return not_past(self.cleaned_data["closes_on"])


def typed_slots(typed: str) -> list[Hours]:
    """The days and hours typed, one a line; ValidationError names the line that is none."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_SLOTS:
        raise ValidationError(_("Vingt dates au plus : au-delà, personne ne répond."))
    return [_slot(line) for line in lines]


def _slot(line: str) -> Hours:
    try:
        return _read_slot(line)
    except ValidationError as error:
        raise ValidationError(
            _("« %(line)s » : %(why)s") % {"line": line[:40], "why": error.messages[0]}
        ) from error


def _read_slot(line: str) -> Hours:
    match = DAY_THEN_HOURS.fullmatch(line) if len(line) <= LONGEST_SLOT else None
    day = read_day((match["day"] if match else line).rstrip(" ,"))
    starts, ends = (
        _hour(match["starts"] if match else None),
        _hour(match["ends"] if match else None),
    )
    today = timezone.localdate()
    if day < today:
        raise ValidationError(_("Cette date est passée."))
    if why := far_fault(day, today, FURTHEST_MEETING_YEARS):
        raise ValidationError(why)
    if starts and ends and ends <= starts:
        raise ValidationError(REVERSED_HOURS)
    return Hours(day, starts, ends)


def _hour(typed: str | None) -> time | None:
    return HOUR.clean(typed) if typed else None


COMING_MARKS = {
    Coming.YES: ("answer", "yes"),
    Coming.MAYBE: ("answer", "tacit"),
    Coming.NO: ("answer", "no"),
}


class AvailabilityForm(ReadForm):
    """What one of those invited says of each date: yes, if need be, no."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        slots: Sequence[PollSlot],
        answer_by_number: Mapping[int, DateAnswer],
    ) -> None:
        last = max((one.pk for one in answer_by_number.values()), default=0)
        super().__init__(data, initial={"read": last})
        self.slots = slots
        for slot in slots:
            self.fields[f"slot-{slot.pk}"] = forms.ChoiceField(
                label=slot_words(slot).capitalize(),
                choices=[(value, str(label).capitalize()) for value, label in Coming.choices],
                required=False,
                initial=answer_by_number[slot.pk].choice if slot.pk in answer_by_number else "",
                widget=MarkedRadios(COMING_MARKS.items()),
            )

    def clean(self) -> dict[str, object]:
        """The answers; one at least."""
        cleaned = super().clean() or {}
        if not self.errors and not self.choices:
            raise ValidationError(_("Répondez pour une date au moins."))
        return cleaned

    @property
    def choices(self) -> dict[int, str]:
        """What is said of each date, by the number of the slot."""
        values = {slot.pk: self.cleaned_data.get(f"slot-{slot.pk}", "") for slot in self.slots}
        return {number: choice for number, choice in values.items() if choice}

    def answer(self, means: str, by: str = "") -> PollAnswer:
        """What is said: by whom, how and when, or `by` this one, by this means, today."""
        cleaned = self.cleaned_data
        return PollAnswer(
            self.choices,
            cleaned.get("means", means),
            cleaned.get("told_by", by),
            cleaned.get("told_on", timezone.localdate()),
            self.number_read,
        )


class SignedAvailabilityForm(SignedForm, AvailabilityForm):
    """The same answer, by link, and who gives it."""
