"""What a structure says of the options put to it by link, and to whom one puts them."""

from collections.abc import Mapping, Sequence

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.fields import MarkedRadios
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.foundation.cooperations.questions.pages import RecipientForm
from maillage.ground.actors.readings.fields.places import PlacesForm
from maillage.trade.dialogue.choices import Stance
from maillage.trade.dialogue.compromises.forms import check_conditions
from maillage.trade.dialogue.compromises.models import CompromiseParty
from maillage.trade.dialogue.option_asks.queries import OptionQuestion
from maillage.trade.dialogue.option_asks.services import OptionReply

OWN_WORDS = (
    ("", lazy("pas de réponse aujourd’hui")),
    (Stance.YES.value, lazy("oui, telle quelle")),
    (Stance.CONDITIONS.value, lazy("oui, sous conditions")),
    (Stance.REFUSAL.value, lazy("non")),
)

OWN_MARKS = {
    "": ("answer", "none"),
    Stance.YES.value: ("answer", "yes"),
    Stance.CONDITIONS.value: ("answer", "reserve"),
    Stance.REFUSAL.value: ("answer", "no"),
}


class AskOptionsForm(RecipientForm):
    """Which structure is asked, and to whom the link goes."""

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        parties: QuerySet[CompromiseParty],
        initial: dict[str, object],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["party"] = forms.ModelChoiceField(
            label=_("Structure"), queryset=parties, empty_label=_("Choisir")
        )
        self.order_fields(["party"])


class OwnOptionsForm(PlacesForm):
    """An answer and its conditions for each option."""

    def __init__(
        self, data: QueryDict | None = None, *, questions: Sequence[OptionQuestion]
    ) -> None:
        super().__init__(data)
        self.questions = questions
        self.order_fields([name for one in questions for name in self._add(one)])

    def _add(self, one: OptionQuestion) -> tuple[str, ...]:
        stance = forms.ChoiceField(
            label=one.option.label,
            choices=OWN_WORDS,
            required=False,
            widget=MarkedRadios(OWN_MARKS.items()),
            initial=one.own.stance if one.own else "",
            help_text=_hint(one),
        )
        label = _("Vos conditions, une par ligne : %(name)s") % {"name": one.option.label}
        words = label, one.own.conditions if one.own else ""
        return self.ask_place(
            one.option.pk, one.last, names=_names(one), answer=stance, words=words
        )

    def clean(self) -> dict[str, object]:
        """One new answer at least; conditions go with an answer that sets some."""
        cleaned = super().clean() or {}
        for one in self.questions:
            stance, conditions = _names(one)
            problem = check_conditions(cleaned.get(stance), cleaned.get(conditions))
            if problem:
                self.add_error(conditions, problem)
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("Répondez à une option au moins, ou corrigez-en une."))
        return cleaned

    @property
    def answers(self) -> list[OptionReply]:
        """The options on which something new is said."""
        replies = []
        for one in self.questions:
            stance, conditions = (self.cleaned_data.get(name) for name in _names(one))
            pair = (one.own.stance, one.own.conditions) if one.own else None
            if stance and pair != (stance, conditions):
                last = self.last_read(one.option.pk)
                replies.append(OptionReply(one.option, str(stance), str(conditions or ""), last))
        return replies


class LinkOptionsForm(OwnOptionsForm, SignedForm):
    """The same by link, with the name of whoever answers."""


def _names(one: OptionQuestion) -> tuple[str, str]:
    return f"stance_{one.option.pk}", f"conditions_{one.option.pk}"


def _hint(one: OptionQuestion) -> str:
    """What the option means, and when the structure answered it."""
    if one.own is None:
        return one.option.detail
    day = _("Vous aviez répondu le %(day)s.") % {"day": french.long_date(one.own.on)}
    return f"{one.option.detail} {day}".strip()
