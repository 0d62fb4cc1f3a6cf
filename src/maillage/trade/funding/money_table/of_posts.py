"""Which operation is a post, and which cost would say what one post costs to all who read it?"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.trade.funding.choices import Section
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries.post_names import (
    PostNames,
    post_names,
    refusal_words,
)
from maillage.trade.funding.money_table.columns import TITLE
from maillage.trade.funding.money_table.rows import Operation
from maillage.trade.plan.models import Post

ASKS_POST = lazy("Est-ce ce que coûte un poste ? C’est demandé avant d’importer.")
SEVERAL = lazy("Plusieurs postes portent ce nom : ouvrez leurs plans un à un.")


@dataclass(frozen=True, slots=True)
class PostsOfFile:
    """The posts that a file may name, their plans, and what the officer answered of them."""

    names: PostNames
    plans: Mapping[int, FundingPlan]
    taken: frozenset[str]

    def settle(self, one: Operation, questions: dict[str, Alternative]) -> None:
        """Finds the post that an operation names, by its question; refuses a cost that is one's.

        What one post costs is nearly a pay, which only its own plan says to those who may read it.
        """
        alike = () if one.existing or one.action else self.names.find(one.title)
        if len(alike) > 1:
            one.row.refuse(TITLE.name, str(SEVERAL))
        elif alike:
            self._ask(one, alike[0], questions)
        if one.is_of_post:
            return
        for cost in one.costs:
            if paid := self.names.find(cost.label):
                plan = self.plans.get(paid[0].pk)
                words = refusal_words(cost.label, paid[0])
                cost.row.refuse(cost.key, words, f"fundingplan:{plan.pk}" if plan else "")
                one.row.is_refused = True

    def _ask(self, one: Operation, post: Post, questions: dict[str, Alternative]) -> None:
        key = f"post:{zlib.crc32(folded(one.title).encode()):x}"
        sentence = _(
            "« %(name)s » peut être le poste « %(post)s » : ce qu’il coûte n’est lu que par les "
            "chargés de coopération, son employeur et ses financeurs."
        )
        questions[key] = Alternative(
            _("Est-ce ce que coûte un poste ?"),
            sentence
            % {
                "name": french.inner_quotes(one.title),
                "post": french.inner_quotes(post.title),
            },
            (
                (f"{key}:yes", _("C’est ce que coûte ce poste : dans son plan")),
                (f"{key}:no", _("C’est une autre opération, lue par tous")),
            ),
            unanswered=_("Sans réponse, cette opération n’entre pas."),
        )
        if f"{key}:yes" in self.taken:
            one.existing = self.plans.get(post.pk)
            one.post = None if one.existing else post
            _put_in_running_costs(one, post)
        elif f"{key}:no" not in self.taken:
            one.asks, one.row.is_refused = str(ASKS_POST), True


def _put_in_running_costs(one: Operation, post: Post) -> None:
    """What a post costs is running costs, under its title, where the file says nothing else."""
    for sum_ in one.sums:
        sum_.section = sum_.section or Section.OPERATING
    for cost in one.costs:
        cost.label = cost.label or post.title


def posts_of_file(
    access: Access, plans: Mapping[int, FundingPlan], taken: frozenset[str]
) -> PostsOfFile:
    """The posts of the reader's cooperation, with their `plans` by the number of the post."""
    return PostsOfFile(post_names(access.cooperation_id), plans, taken)
