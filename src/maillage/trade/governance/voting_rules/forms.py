"""Which body is weighed, by structure or by college, with which majority and which votes?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _

from maillage.core.numbers import read_number
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.voting_rules.queries import COLLEGE, STRUCTURE
from maillage.trade.governance.voting_rules.rules import Voter

MOST_VOTES = 999


class ScaleForm(forms.Form):
    """Which body, weighed structure by structure or college by college."""

    def __init__(self, data: Mapping[str, str], *, bodies: Sequence[Body]) -> None:
        super().__init__(data)
        self.bodies = bodies
        self.fields["instance"] = forms.ChoiceField(
            label=_("Instance"), choices=[(str(one.pk), one.name) for one in bodies]
        )
        self.fields["par"] = forms.ChoiceField(
            label=_("Peser"),
            choices=[(STRUCTURE, _("structure par structure")), (COLLEGE, _("par collège"))],
        )

    @property
    def body(self) -> Body:
        """The body asked for; the first one when it is none of them."""
        value = self.data.get("instance", "")
        return next((one for one in self.bodies if str(one.pk) == value), self.bodies[0])

    @property
    def by(self) -> str:
        """What votes as one."""
        return COLLEGE if self.data.get("par") == COLLEGE and self.body.colleges else STRUCTURE


class TrialForm(forms.Form):
    """A majority to try, and other votes; what is not a number changes nothing."""

    def __init__(self, data: Mapping[str, str], *, voters: Sequence[Voter]) -> None:
        super().__init__(data)
        self.voters = voters
        self.fields["quota"] = forms.IntegerField(
            label=_("Majorité à essayer, en voix"),
            required=False,
            min_value=1,
            max_value=sum(one.votes for one in self.tried),
            error_messages={
                "min_value": _("Écrivez une voix au moins."),
                "max_value": _("L’instance n’a que %(limit_value)s voix : écrivez moins."),
                "invalid": _("Écrivez un nombre de voix, comme 12."),
            },
        )

    @property
    def tried(self) -> list[Voter]:
        """The voters with the votes that one tries."""
        return [replace(one, votes=self._votes(one)) for one in self.voters]

    @property
    def changes_votes(self) -> bool:
        """Whether one voter at least has other votes than in the body."""
        return any(one.votes != two.votes for one, two in zip(self.tried, self.voters, strict=True))

    @property
    def quota(self) -> int | None:
        """The majority to try, or None for that of the rule."""
        typed: int | None = self.cleaned_data.get("quota") if self.is_valid() else None
        return typed

    def _votes(self, voter: Voter) -> int:
        typed = self.data.get(f"voix-{voter.key}", "").strip()
        votes = read_number(typed)
        return voter.votes if votes is None else min(votes, MOST_VOTES)
