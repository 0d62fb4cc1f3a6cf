"""Which answers does a plan that is there offer, and what would it have after each?"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.foundation.exchange.targets.targets import Alternative
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.money_table.plans_after import Effect, after_words
from maillage.trade.funding.money_table.plans_there import PlanThere
from maillage.trade.funding.money_table.rows import Entry

KEEP, ADD, TAKE, CORRECT, REST, MORE = "keep", "add", "take", "correct", "rest", "more"


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """What the file says otherwise than a plan: the answers offered, and the one that is given."""

    plan: FundingPlan
    sentence: str
    options: Sequence[tuple[str, str]]
    taken: frozenset[str]
    effects: Mapping[str, Effect]

    @property
    def key(self) -> str:
        """Under which its answer is kept; another sum, of the plan or the file, is another one."""
        return f"plan:{self.plan.pk}:{zlib.crc32(self.sentence.encode()):x}"

    @property
    def answer(self) -> str:
        """What the officer chose; nothing as long as they have not."""
        given = (word for word, _label in self.options if f"{self.key}:{word}" in self.taken)
        return next(given, "")

    @property
    def entry(self) -> Entry:
        """What becomes of the sums that it is about."""
        if self.answer in {"", KEEP}:
            return Entry.OPEN if self.options and not self.answer else Entry.ASIDE
        return Entry.NEW

    @property
    def effect(self) -> Effect:
        """What the answer given adds."""
        return self.effects.get(self.answer, Effect())

    @property
    def most(self) -> Effect:
        """What the answer given adds, else the one that adds most: nothing, where all take away."""
        keeps = [Effect()] if KEEP in dict(self.options) else []
        every = [*self.effects.values(), *keeps]
        return self.effect if self.answer else max(every, key=Effect.total, default=Effect())

    @property
    def is_counted(self) -> bool:
        """Whether what each of its answers adds is known."""
        return {word for word, _label in self.options} <= {KEEP, *self.effects}

    def shown(self, there: PlanThere, others: Effect, after: str) -> Alternative:
        """The same as the page that checks shows it, with what the plan has after each answer."""
        choices = tuple(
            (f"{self.key}:{word}", self._label(label, there, others, self.effects.get(word)))
            for word, label in self.options
        )
        return Alternative(str(self.plan), f"{self.sentence} {after}".strip(), choices)

    def _label(self, label: str, there: PlanThere, others: Effect, effect: Effect | None) -> str:
        after = after_words(there, others + effect) if effect else ""
        words = _("%(answer)s (plan : %(after)s)") % {"answer": label, "after": after}
        return words if after else label


def questions_of(
    there: PlanThere, choices: Sequence[PlanChoice], entering: Effect
) -> list[Alternative]:
    """The questions of a plan: each answer says what the plan has then, the others as given."""
    questions = [one for one in choices if one.options]
    after = _after(there, questions, entering)
    return [
        one.shown(
            there,
            sum((other.effect for other in choices if other is not one), entering),
            after if one in questions[-1:] else "",
        )
        for one in choices
    ]


def _after(there: PlanThere, questions: Sequence[PlanChoice], entering: Effect) -> str:
    """What the plan has at most after several questions; what it has once all are answered."""
    sums = after_words(there, sum((one.most for one in questions), entering))
    if not sums or len(questions) < 2 or not all(one.is_counted for one in questions):
        return ""
    if all(one.answer for one in questions):
        return _("Avec vos réponses, plan : %(sums)s.") % {"sums": sums}
    return _("Si tout s’ajoute, plan : %(sums)s.") % {"sums": sums}
