"""What an actor says of the stakes put to it, and to whom one puts them."""

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.foundation.cooperations.questions.pages import RecipientForm
from maillage.ground.actors.readings.fields.places import PlacesForm
from maillage.trade.stakes.choices import Stance
from maillage.trade.stakes.own_answers import NOTHING, OWN_WORDS, own_readers
from maillage.trade.stakes.position_asks.queries import StakeQuestion
from maillage.trade.stakes.position_asks.services import OwnPosition, Reply
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.words import numbered_stance


class AskPositionsForm(RecipientForm):
    """To whom the stakes are put, which ones, and what is shown of what is known."""

    shows_collected = forms.BooleanField(
        label=lazy("Montrer ce que vous avez recueilli"),
        required=False,
        help_text=lazy(
            "La position, le jour et l’origine (« recueilli par téléphone le… »), pour qu’elle la "
            "corrige. Jamais vos mots, ni ce que d’autres ont dit."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        stakes: QuerySet[Stake],
        initial: dict[str, object],
    ) -> None:
        super().__init__(data, initial=initial | {"stakes": list(stakes)})
        self.fields["stakes"] = TickedField(
            label=_("Sur quels enjeux"),
            queryset=stakes,
            error_messages={"required": _("Choisissez au moins un enjeu.")},
        )
        self.order_fields(["stakes"])


class OwnPositionsForm(PlacesForm):
    """A position and its words for each stake, and who may read them.

    What was collected from the actor is said beside the question and chosen nowhere: what it does
    not touch never becomes its own answer.
    """

    visibility = own_readers()
    control: type[forms.widgets.ChoiceWidget] = forms.Select

    def __init__(
        self, data: QueryDict | None = None, *, questions: Sequence[StakeQuestion]
    ) -> None:
        super().__init__(data)
        self.questions = questions
        self.order_fields([name for one in questions for name in self._add(one)])

    def _add(self, one: StakeQuestion) -> tuple[str, ...]:
        value = forms.TypedChoiceField(
            label=one.stake.label,
            choices=[NOTHING, *((stance.value, OWN_WORDS[stance.value]) for stance in Stance)],
            coerce=int,
            empty_value=None,
            required=False,
            widget=self.control,
            initial=one.own.value if one.own and one.is_its_own else "",
            help_text=_collected(one),
        )
        label = _("Avec vos mots : %(name)s") % {"name": one.stake.label}
        words = label, one.own.said if one.own and one.is_its_own else ""
        return self.ask_place(
            one.stake.pk, one.last, names=_names(one.stake), answer=value, words=words
        )

    def clean(self) -> dict[str, object]:
        """One position at least, different from its own former answer."""
        cleaned = super().clean() or {}
        if not self.errors and not self._positions(cleaned):
            raise forms.ValidationError(_("Donnez au moins une position, ou corrigez-en une."))
        return cleaned

    def _positions(self, values: dict[str, object]) -> list[OwnPosition]:
        own_positions = []
        for one in self.questions:
            value, words = (values.get(name) for name in _names(one.stake))
            position = one.own if one.is_its_own else None
            repeats = position is not None and (position.value, position.said) == (value, words)
            if isinstance(value, int) and not repeats:
                last = self.last_read(one.stake.pk)
                own_positions.append(OwnPosition(one.stake, value, str(words or ""), last))
        return own_positions

    def reply(self, said_by: str) -> Reply:
        """What the actor sends, and who says it."""
        cleaned = self.cleaned_data
        return Reply(self._positions(cleaned), said_by, cleaned["visibility"])


class LinkPositionsForm(OwnPositionsForm, SignedForm):
    """The same by link, with buttons for a thumb and the name of whoever answers."""

    control = forms.RadioSelect


def _names(stake: Stake) -> tuple[str, str]:
    return f"value_{stake.pk}", f"words_{stake.pk}"


def _collected(one: StakeQuestion) -> str:
    """What is known of the actor's own position, and how: "recueilli par téléphone le…"."""
    if one.own is None:
        return one.stake.description
    day = french.long_date(one.own.on)
    if one.is_its_own:
        return _("Vous aviez répondu le %(day)s.") % {"day": day}
    kind, who = str(one.own.source.get_kind_display()).lower(), one.own.source.who
    return _(
        "Recueilli le %(day)s (%(source)s) : %(stance)s. Confirmez-le ou corrigez-le ici ; sans "
        "réponse, rien ne change."
    ) % {
        "day": day,
        "source": f"{kind}, {french.from_whom(who)}" if who else kind,
        "stance": numbered_stance(one.own.value),
    }
