"""Does a label name a post, or who holds one? What one costs is read in its own plan alone."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.trade.plan.models import Post, PostHolding

Words = frozenset[str]
# What is written beside the title of a post without naming another thing.
BESIDE = frozenset(
    {
        *("poste", "postes", "salaire", "salaires", "traitement", "remuneration", "paie", "paye"),
        *("cout", "couts", "brut", "net", "etp", "a", "au", "aux", "d", "de", "des", "du", "en"),
        *("et", "h", "f", "l", "la", "le", "les", "pour", "un", "une"),
    }
)
ROLES = frozenset(
    {
        *("agent", "animateur", "animation", "animatrice", "charge", "chargee", "coordinateur"),
        *("coordination", "coordinatrice", "mission", "referent", "referente", "responsable"),
    }
)
WORD = re.compile("[a-z]+")


def words_of(label: str) -> Words:
    """The words that tell a post from another, folded.

    >>> sorted(words_of("Poste : Pilotage de la CTG (0,5 ETP) 2027"))
    ['ctg', 'pilotage']
    """
    return frozenset(WORD.findall(fold(label))) - BESIDE


@dataclass(frozen=True, slots=True)
class PostNames:
    """The posts of a cooperation by the words of their titles, and by who holds or held them."""

    by_words: Mapping[Words, Sequence[Post]]
    holders: Sequence[tuple[Words, Post]]

    def find(self, label: str) -> Sequence[Post]:
        """The posts that this label names, by title, with a role, or by the name of a holder."""
        words = words_of(label)
        if not words:
            return ()
        if exact := self.by_words.get(words):
            return exact
        titled = [
            post
            for title, posts in self.by_words.items()
            if title <= words and words - title <= ROLES
            for post in posts
        ]
        return titled or list({post for name, post in self.holders if name <= words})


def refusal_words(label: str, post: Post) -> str:
    """Why this label cannot stand in a plan that is read by others than that of the post."""
    words = _(
        "« %(label)s » dit ce que coûte le poste « %(post)s » : notez-le dans le plan de ce poste. "
        "Si c’est autre chose, donnez un autre nom."
    )
    names = {"label": french.inner_quotes(label), "post": french.inner_quotes(post.title)}
    return words % names


def post_names(cooperation: int) -> PostNames:
    """The names of all the posts, ended ones too; two queries."""
    by_words = defaultdict[Words, list[Post]](list)
    for one in Post.objects.filter(cooperation=cooperation).select_related("employer"):
        if words := words_of(one.title):
            by_words[words].append(one)
    holdings = PostHolding.objects.filter(post__cooperation=cooperation, person__isnull=False)
    holders = [
        (words_of(str(one.person)), one.post)
        for one in holdings.select_related("person", "post__employer")
    ]
    return PostNames(dict(by_words), [one for one in holders if len(one[0]) > 1])
