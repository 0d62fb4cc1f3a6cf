"""Where do the missions of choosing themes and finding allies stand?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.wording import listed
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.positions.queries.table import shared_table
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.themes.queries import ThemeLine, theme_lines


@dataclass(frozen=True)
class ThemeFacts:
    """The themes by what was chosen of them, those that have an ally, and the pages."""

    themes: Sequence[ThemeLine]
    allied: frozenset[int]
    themes_url: str
    allies_url: str
    positions_url: str

    def those(self, state: ThemeState) -> list[ThemeLine]:
        """The themes that stand so."""
        return [one for one in self.themes if one.state == state]


def load(moment: Moment) -> ThemeFacts:
    """The facts of one cooperation, in two queries beside the shared table."""
    place = moment.cooperation_id
    spoken = moment.once(shared_table).spoken
    supported = {subject for (_actor, subject), one in spoken.items() if one.value > 0}
    owners = Stake.objects.filter(cooperation=place, theme__isnull=False)
    return ThemeFacts(
        themes=theme_lines(place),
        allied=frozenset(
            theme
            for theme, subject in owners.values_list("theme_id", "subject_id")
            if subject in supported and theme is not None
        ),
        themes_url=reverse("stakes:themes", args=[moment.slug]),
        allies_url=reverse("stakes:allies", args=[moment.slug]),
        positions_url=reverse("stakes:positions", args=[moment.slug]),
    )


def focused(facts: ThemeFacts) -> State:
    """In place with a short list and a list of what is not for now."""
    evidence = (Evidence(_("Thèmes"), facts.themes_url),)
    lines, later = facts.those(ThemeState.KEPT), facts.those(ThemeState.LATER)
    if not facts.themes:
        return State(
            Level.TODO,
            _("Aucun thème n’est encore nommé."),
            next_step=_("Reprendre les thèmes habituels de la démarche."),
            next_url=facts.themes_url,
        )
    days = [one.last.on for one in (*lines, *later) if one.last]
    if not lines or not later:
        missing = _("dire lesquels sont retenus") if not lines else _("dire lesquels attendront")
        return State(
            Level.DOING,
            _("Les thèmes sont nommés : il reste à %(missing)s.") % {"missing": missing},
            evidence,
            since=max(days, default=None),
            next_step=_("Choisir, avec la raison de chaque choix."),
            next_url=facts.themes_url,
        )
    sentence = ngettext(
        "%(n)s thème retenu ; pas maintenant : %(names)s.",
        "%(n)s thèmes retenus ; pas maintenant : %(names)s.",
        len(lines),
    )
    names = listed(one.theme.label for one in later)
    return State(
        Level.DONE, sentence % {"n": len(lines), "names": names}, evidence, since=max(days)
    )


def allied(facts: ThemeFacts) -> State:
    """In place when each kept theme has a structure for one of its stakes."""
    lines = facts.those(ThemeState.KEPT)
    evidence = (Evidence(_("Alliés"), facts.allies_url),)
    if not lines:
        return State(
            Level.TODO,
            _("Aucun thème n’est retenu : des alliés se cherchent sur un thème."),
            next_step=_("Retenir un premier thème."),
            next_url=facts.themes_url,
        )
    alone = [one.theme.label for one in lines if one.theme.pk not in facts.allied]
    if alone:
        return State(
            Level.DOING,
            _("Sans allié connu : %(names)s.") % {"names": listed(alone)},
            evidence,
            next_step=_("Rattacher un enjeu au thème, et noter qui est pour."),
            next_url=facts.positions_url,
        )
    return State(
        Level.DONE, _("Chaque thème retenu a au moins un allié sur l’un de ses enjeux."), evidence
    )
