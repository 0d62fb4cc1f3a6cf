"""Which themes are kept, which ones wait, and why?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.themes.models import Theme, ThemeChoice


@dataclass(frozen=True)
class ThemeLine:
    """A theme, the last choice made of it, those before, and how many open stakes it has."""

    theme: Theme
    choices: Sequence[ThemeChoice]
    stakes: int

    @property
    def last(self) -> ThemeChoice | None:
        """The choice that stands."""
        return next(iter(self.choices), None)

    @property
    def state(self) -> ThemeState:
        """Where the theme stands; to be discussed until a choice is made."""
        return ThemeState(self.last.state) if self.last else ThemeState.OPEN


def themes(access: Access) -> QuerySet[Theme]:
    """Every theme of the reader's cooperation."""
    return Theme.objects.filter(cooperation=access.cooperation_id).select_related("subject")


def theme_lines(cooperation_id: int) -> list[ThemeLine]:
    """Every theme with what was chosen of it, in two queries."""
    choices = ThemeChoice.objects.select_related("author").order_by("-on", "-pk")
    rows = Theme.objects.filter(cooperation=cooperation_id).annotate(
        open_stakes=Count("stakes", filter=Q(in_force("stakes__")))
    )
    rows = rows.prefetch_related(Prefetch("choices", queryset=choices))
    rows = rows.select_related("subject").order_by("label__plain", "pk")
    return [ThemeLine(one, list(one.choices.all()), one.open_stakes) for one in rows]


def themes_to_adopt(access: Access) -> list[str]:
    """The themes of the profile that the cooperation does not have yet."""
    names = {fold(one) for one in themes(access).values_list("label", flat=True)}
    return [one for one in profile(access.cooperation.profile).themes if fold(one) not in names]
