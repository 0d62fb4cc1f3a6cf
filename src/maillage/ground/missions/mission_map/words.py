"""What does the map say in one sentence, and what is the next gesture?"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Turn, Waiting, pressing_first
from maillage.core.links import address
from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access
from maillage.ground.missions.mission.queries import ReadLeaf

PRESSING = (Level.AGED, Level.DOING, Level.TODO)


@dataclass(frozen=True)
class Reading:
    """The sentence of the map, and the part of it that calls for somebody."""

    sentence: str
    calls: str


STARTED = {Level.DONE, Level.DOING, Level.AGED}
# Without members, nothing else can be told.
FIRST = "pre.complexity.multi-partner"


def aged_count(leaves: Iterable[ReadLeaf]) -> int:
    """How many missions this reader sees to be read again: what the map, and the day, count."""
    return sum(read.mark == Level.AGED for read in leaves)


def map_reading(leaves: Collection[ReadLeaf], *, leads: bool = True) -> Reading:
    """How many missions are in place and moving, and how many have aged for who `leads`."""
    counts = Counter(read.mark for read in leaves)
    done, doing, aged = counts[Level.DONE], counts[Level.DOING], aged_count(leaves)
    if not done and not doing and not aged:
        return Reading(_("Rien n’est encore engagé : placez d’abord les structures."), "")
    sentence = _("%(done)s, %(doing)s.") % {"done": _in_place(done), "doing": _moving(doing)}
    calls = (
        ngettext("%(n)s point a vieilli.", "%(n)s points ont vieilli.", aged)
        % {"n": french.in_words(aged).capitalize()}
        if aged and leads
        else ""
    )
    return Reading(sentence, calls)


def _in_place(count: int) -> str:
    if not count:
        return _("Aucune mission n’est en place")
    return ngettext("%(n)s mission est en place", "%(n)s missions sont en place", count) % {
        "n": french.in_words(count, feminine=True).capitalize()
    }


def _moving(count: int) -> str:
    if not count:
        return _("aucune n’avance")
    return ngettext("%(n)s avance", "%(n)s avancent", count) % {
        "n": french.in_words(count, feminine=True)
    }


def map_gestures(access: Access, leaves: dict[str, ReadLeaf], most: int) -> list[Waiting]:
    """What the map itself asks of its officers: aged missions first, then those that move.

    What opens several missions is asked once.
    """
    if not access.is_officer:
        return []
    slug = access.cooperation.slug
    ordered = [read for level in PRESSING for read in leaves.values() if read.mark == level]
    if not _has_started(leaves.values()):
        ordered.sort(key=lambda read: read.leaf.slug != FIRST)
    waiting_line_by_key: dict[tuple[str, str], Waiting] = {}
    for read in ordered:
        if read.next_step or read.mark == Level.AGED:
            gesture = _gesture(read, address("missions:mission", slug, read.leaf.slug))
            waiting_line_by_key.setdefault((gesture.label, gesture.url), gesture)
    return list(waiting_line_by_key.values())[:most]


def next_gestures(
    waiting_lines: list[Waiting], of_map: list[Waiting], leaves: Iterable[ReadLeaf]
) -> list[Waiting]:
    """What somebody waits for, then the map; the map before what completes while nothing started.

    Of two that complete the cooperation, the rooms' come first, but where nothing has started.
    """
    if _has_started(leaves):
        return pressing_first(waiting_lines + of_map)
    return pressing_first(of_map + waiting_lines)


def _has_started(leaves: Iterable[ReadLeaf]) -> bool:
    return any(read.mark in STARTED for read in leaves)


def _gesture(read: ReadLeaf, page: str) -> Waiting:
    if read.next_step:
        url = (read.state.next_url if read.state else "") or page
        label = read.next_step.rstrip(".")
        return Waiting(label, read.reason, url, verb=_("Le faire"), turn=Turn.COMPLETES)
    label = _("Relire : %(mission)s") % {"mission": read.leaf.short}
    return Waiting(label, read.reason, page, verb=_("Relire"), turn=Turn.COMPLETES)


def portfolio_reading(count: int, calling: Sequence[tuple[str, int]], *, leads: bool) -> Reading:
    """How many cooperations the reader has, and which call: their names, and how many points.

    Who `leads` none is told of what waits for them, or of nothing.
    """
    if not count:
        return Reading(_("Aucune coopération ne vous est encore ouverte."), "")
    sentence = ngettext("%(n)s coopération.", "%(n)s coopérations.", count) % {
        "n": french.in_words(count, feminine=True).capitalize()
    }
    if not calling:
        return Reading(sentence, _("Aucune n’appelle aujourd’hui.") if leads else "")
    points, where = sum(many for _name, many in calling), _where(calling)
    if leads:
        calls = ngettext(
            "Un point est à revoir, %(where)s.", "%(n)s points sont à revoir, %(where)s.", points
        )
    else:
        calls = ngettext(
            "Une chose vous attend, %(where)s.", "%(n)s choses vous attendent, %(where)s.", points
        )
    number = french.capital(french.in_words(points, feminine=not leads))
    return Reading(sentence, calls % {"n": number, "where": where})


def _where(calling: Sequence[tuple[str, int]]) -> str:
    """The only cooperation that calls, the one that calls most, or how many call as much."""
    most = max(many for _name, many in calling)
    first = [name for name, many in calling if many == most]
    if len(first) > 1:
        return _("dans %(n)s coopérations") % {"n": french.in_words(len(calling), feminine=True)}
    sentence = _("dans %(name)s") if len(calling) == 1 else _("d’abord dans %(name)s")
    return sentence % {"name": first[0]}
