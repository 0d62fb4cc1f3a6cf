"""Where do the missions about common stakes stand?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.wording import listed
from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import Visibility
from maillage.trade.stakes.positions.queries.readings import Readings, read_readings
from maillage.trade.stakes.positions.queries.table import shared_table
from maillage.trade.stakes.stakes.models import LabelChoice


@dataclass(frozen=True)
class StakeFacts:
    """What is read in the positions that officers share, and the pages that show it."""

    read: Readings
    positions_url: str
    stakes_url: str


def load(moment: Moment) -> StakeFacts:
    """The facts of one cooperation, in one query beside the shared table."""
    place = moment.cooperation_id
    chosen = LabelChoice.objects.filter(cooperation=place).exclude(visibility=Visibility.ME)
    return StakeFacts(
        read=read_readings(moment.once(shared_table), chosen),
        positions_url=reverse("stakes:positions", args=[moment.slug]),
        stakes_url=reverse("stakes:stakes", args=[moment.slug]),
    )


def common_ground_state(facts: StakeFacts) -> State:
    """In place when each stake has its word and nobody is silent on all of them."""
    evidence = (Evidence(_("Positions"), facts.positions_url),)
    read = facts.read
    if not read.stakes:
        return State(
            Level.TODO,
            _("Aucun enjeu n’est encore nommé."),
            next_step=_("Nommer les premiers enjeux, deux ou trois suffisent."),
            next_url=facts.stakes_url,
        )
    mute = [one.actor for one in read.silent if one.share == 1]
    unread = [one.stake.label for one in read.stakes if one.label is None]
    if not read.table.spoken:
        return State(
            Level.DOING,
            _("Les enjeux sont nommés ; aucune position n’est encore notée."),
            evidence,
            next_step=_("Noter une première position, entendue de la structure."),
            next_url=facts.positions_url,
        )
    if mute or unread:
        return State(
            Level.DOING,
            _still(mute, unread),
            evidence,
            since=read.table.latest,
            next_step=_next(mute),
            next_url=facts.positions_url,
        )
    return State(Level.DONE, _all_read(read), evidence, since=read.table.latest)


def _all_read(read: Readings) -> str:
    """That each stake is read, and how many structures are silent on some of them."""
    sentence = ngettext(
        "L’enjeu a sa lecture, et chaque structure a parlé.",
        "Les %(n)s enjeux ont leur lecture, et chaque structure a parlé d’un au moins.",
        len(read.stakes),
    ) % {"n": len(read.stakes)}
    people = {one.name for one in read.table.actors if one.person_id is not None}
    partly = sum(one.actor not in people for one in read.silent)
    if not partly:
        return sentence
    rest = ngettext(
        "Une structure se tait sur une partie d’entre eux.",
        "%(n)s structures se taisent sur une partie d’entre eux.",
        partly,
    )
    count = french.in_words(partly, feminine=True).capitalize()
    return f"{sentence} {rest % {'n': count}}"


def _still(mute: list[str], unread: list[str]) -> str:
    if mute:
        return _("Aucune position n’est notée pour %(names)s.") % {
            "names": listed([french.with_article(name) for name in mute])
        }
    sentence = ngettext(
        "« %(name)s » ne peut pas encore être lu : trop de silences.",
        "%(n)s enjeux ne peuvent pas encore être lus : trop de silences.",
        len(unread),
    )
    return sentence % {"n": len(unread), "name": unread[0]}


def _next(mute: list[str]) -> str:
    if mute:
        return _("Écouter %(name)s.") % {"name": french.with_article(mute[0])}
    return _("Compléter la ligne de l’enjeu où peu de structures ont parlé.")
