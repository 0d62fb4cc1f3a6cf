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
from maillage.trade.stakes.themes.queries import Held, held_themes


@dataclass(frozen=True)
class ThemeFacts:
    """The themes by what was chosen of them, those that have an ally, and the pages."""

    held: Sequence[Held]
    allied: frozenset[int]
    themes_url: str
    allies_url: str
    positions_url: str

    def those(self, state: ThemeState) -> list[Held]:
        """The themes that stand so."""
        return [one for one in self.held if one.state == state]


def load(moment: Moment) -> ThemeFacts:
    """The facts of one cooperation, in two queries beside the shared table."""
    place = moment.cooperation_id
    spoken = moment.once(shared_table).spoken
    supported = {subject for (_actor, subject), one in spoken.items() if one.value > 0}
    owners = Stake.objects.filter(cooperation=place, theme__isnull=False)
    return ThemeFacts(
        held=held_themes(place),
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
    kept, later = facts.those(ThemeState.KEPT), facts.those(ThemeState.LATER)
    if not facts.held:
        return State(
            Level.TODO,
            _("Aucun thème n’est encore nommé."),
            next_step=_("Reprendre les thèmes habituels de la démarche."),
            next_url=facts.themes_url,
        )
    days = [one.last.on for one in (*kept, *later) if one.last]
    if not kept or not later:
        missing = _("dire lesquels sont retenus") if not kept else _("dire lesquels attendront")
        return State(
            Level.DOING,
            _("Les thèmes sont nommés : il reste à %(missing)s.") % {"missing": missing},
            evidence,
            since=max(days, default=None),
            next_step=_("Choisir, avec la raison de chaque choix."),
            next_url=facts.themes_url,
        )
    said = ngettext(
        "%(n)s thème retenu ; pas maintenant : %(names)s.",
        "%(n)s thèmes retenus ; pas maintenant : %(names)s.",
        len(kept),
    )
    names = listed(one.theme.label for one in later)
    return State(Level.DONE, said % {"n": len(kept), "names": names}, evidence, since=max(days))


def allied(facts: ThemeFacts) -> State:
    """In place when each kept theme has a structure for one of its stakes."""
    kept = facts.those(ThemeState.KEPT)
    evidence = (Evidence(_("Alliés"), facts.allies_url),)
    if not kept:
        return State(
            Level.TODO,
            _("Aucun thème n’est retenu : des alliés se cherchent sur un thème."),
            next_step=_("Retenir un premier thème."),
            next_url=facts.themes_url,
        )
    alone = [one.theme.label for one in kept if one.theme.pk not in facts.allied]
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
