"""Which operation is a post, and which cost would say what one post costs to all who read it?"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import Section
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries.post_names import (
    PostNames,
    post_names,
    refusal_words,
)
from maillage.trade.funding.money_table.columns import TITLE
from maillage.trade.funding.money_table.rows import CostRead, Operation
from maillage.trade.plan.models import Post

ASKS_POST = lazy("Est-ce ce que coûte un poste ? C’est demandé avant d’importer.")
SEVERAL_PLANS = lazy("Plusieurs plans portent ce nom : complétez-les un à un.")


@dataclass(frozen=True, slots=True)
class PostsOfFile:
    """The posts that a file may name, their plans, and what the officer answered of them."""

    names: PostNames
    plans: Mapping[int, FundingPlan]
    taken: frozenset[str]

    def settle(
        self,
        one: Operation,
        owner: Organisation | None,
        same: Sequence[FundingPlan],
        questions: dict[str, Alternative],
    ) -> None:
        """Finds the post that an operation names, by its question; refuses a cost that is one's.

        What one post costs is nearly a pay, which only its own plan says to those who may read it.
        The `same` are the plans of its title, of which only one that is of no post can be it else.
        """
        alike = () if one.existing or one.action else self.names.find(one.written_title)
        if alike:
            self._ask(one, _employer_first(alike, owner), questions)
        others = [plan for plan in same if plan.post is None]
        if not one.is_of_post and not one.asks and one.existing is None and others:
            one.existing = others[0]
            if len(others) > 1:
                one.row.refuse(TITLE.name, str(SEVERAL_PLANS))
        if not one.is_of_post:
            for cost in one.costs:
                if paid := self.names.find(cost.label):
                    _refuse(one, cost, paid[0], self.plans.get(paid[0].pk))

    def _ask(
        self, one: Operation, alike: Sequence[Post], questions: dict[str, Alternative]
    ) -> None:
        key = f"post:{zlib.crc32(folded(one.title).encode()):x}"
        words = _("C’est ce que coûte « %(post)s », %(employer)s : dans son plan")
        choices = [
            (f"{key}:{post.pk}", words % {"post": post.title, "employer": post.employer})
            for post in alike
        ]
        other = (f"{key}:no", _("C’est une autre opération, lue par tous"))
        questions[key] = Alternative(
            _("Est-ce ce que coûte un poste ?"),
            _question_words(one.title, alike),
            (*choices, other),
            unanswered=_("Sans réponse, cette opération n’entre pas."),
        )
        chosen = next((post for post in alike if f"{key}:{post.pk}" in self.taken), None)
        if chosen is not None:
            one.existing = self.plans.get(chosen.pk)
            one.post = None if one.existing else chosen
            _put_in_running_costs(one, chosen)
        elif f"{key}:no" not in self.taken:
            one.asks, one.row.is_refused = str(ASKS_POST), True


def _employer_first(posts: Sequence[Post], owner: Organisation | None) -> list[Post]:
    return sorted(posts, key=lambda post: owner is None or post.employer_id != owner.pk)


def _question_words(title: str, posts: Sequence[Post]) -> str:
    """Which posts an operation may be; how many where they are of one title."""
    titles = dict.fromkeys(f"« {french.inner_quotes(post.title)} »" for post in posts)
    if len(titles) == 1 and len(posts) > 1:
        sentence = _(
            "« %(name)s » peut être un des %(n)s postes %(posts)s : ce qu’un poste coûte n’est lu "
            "que par les chargés de coopération, son employeur et ses financeurs."
        )
    else:
        sentence = ngettext(
            "« %(name)s » peut être le poste %(posts)s : ce qu’il coûte n’est lu que par les "
            "chargés de coopération, son employeur et ses financeurs.",
            "« %(name)s » peut être un des postes %(posts)s : ce qu’un poste coûte n’est lu que "
            "par les chargés de coopération, son employeur et ses financeurs.",
            len(titles),
        )
    number = french.in_words(len(posts))
    posts_listed = french.listed(list(titles))
    return sentence % {"n": number, "name": french.inner_quotes(title), "posts": posts_listed}


def _refuse(one: Operation, cost: CostRead, post: Post, plan: FundingPlan | None) -> None:
    """Refuses a cost that is a post's: its operation waits, whatever is said of its other rows."""
    leads_to = f"fundingplan:{plan.pk}" if plan else f"post:{post.pk}"
    words = refusal_words(cost.label, post)
    cost.row.refuse(cost.key, words, leads_to, lacks=cost.label)
    one.row.is_refused = True


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
