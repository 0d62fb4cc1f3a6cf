"""How is a body said in a sentence: its mandate, its quorum, its rule, what it lacks?"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.ground.directory.records.words import period_words
from maillage.law.quorum import Attendance, quorum, quorum_by_college
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries.bodies import BodySheet, SeatLine
from maillage.trade.governance.body_words import the_body
from maillage.trade.governance.choices import QuorumKind

SHORT_NAMES = {
    "copil": "comite de pilotage",
    "cotech": "comite technique",
    "codir": "comite de direction",
    "codev": "conseil de developpement",
}


def searched_as(name: str) -> str:
    """What finds a body, or its meetings: its name, and the short or whole name that one types.

    >>> searched_as("Comité de pilotage de la CTG")
    'comite de pilotage de la ctg copil'
    """
    words = fold(name)
    pairs = [*SHORT_NAMES.items(), *((whole, short) for short, whole in SHORT_NAMES.items())]
    return " ".join([words, *(other for one, other in pairs if one in words)])


def body_sentence(sheet: BodySheet) -> str:
    """What is true of this body today: its nature, its seats, since when."""
    body = sheet.body
    if not body.is_in_force and body.until:
        return _("Elle a siégé jusqu’au %(day)s.") % {"day": french.long_date(body.until)}
    kind = _("Instance %(kind)s") % {"kind": body.get_kind_display()}
    if not sheet.lines:
        return _("%(kind)s, encore sans siège.") % {"kind": kind}
    return _("%(kind)s de %(seats)s.") % {"kind": kind, "seats": seats_in_words(sheet)}


def history_stays(ended: object) -> str:
    """What the form that ends something dated promises."""
    return _("%(name)s : ce qui a été reste dans l’histoire.") % {"name": ended}


def ending_sentence(seats: int) -> str:
    """How many seats are at work in a body that one ends, and that they stay in its history."""
    if not seats:
        return _("Aucun siège n’y est en cours ; son histoire reste.")
    return ngettext(
        "Un siège y est en cours ; il reste dans son histoire.",
        "%(n)s sièges y sont en cours ; ils restent dans son histoire.",
        seats,
    ) % {"n": french.capital(french.in_words(seats))}


def seats_in_words(sheet: BodySheet) -> str:
    """How many seats, and how many of them vote: "neuf sièges, dont sept à voix délibérative"."""
    count, voting = len(sheet.lines), len(sheet.voting)
    sentence = ngettext("un siège", "%(n)s sièges", count) % {"n": french.in_words(count)}
    if voting == count:
        return sentence
    return _("%(seats)s, dont %(voting)s à voix délibérative") % {
        "seats": sentence,
        "voting": french.in_words(voting) if voting else _("aucun"),
    }


def mandate_words(body: Body) -> str:
    """From when to when the body sits, with a capital."""
    words = period_words(body)
    return words[:1].upper() + words[1:]


def quorum_words(body: Body, voting: Sequence[SeatLine]) -> str:
    """How many seats must be present for the body to decide, in a sentence."""
    words = _quorum(body, voting)
    if not body.least_college:
        return words
    least = _("Parmi les voix présentes, au moins %(percent)s %% du collège « %(college)s ».") % {
        "percent": body.least_percent,
        "college": body.least_college,
    }
    return f"{words} {least}"


def _quorum(body: Body, voting: Sequence[SeatLine]) -> str:
    if body.quorum == QuorumKind.NONE:
        return _("Aucun quorum : l’instance décide avec les présents.")
    if not voting:
        return _("Il se calculera avec les premiers sièges.")
    if body.quorum == QuorumKind.WHOLE:
        needed = quorum(Attendance(len(voting), 0)).figures.needed
        seats = ngettext("%(n)s siège", "%(n)s sièges", len(voting)) % {"n": len(voting)}
        return ngettext(
            "Il faut %(needed)s présent sur %(seats)s.",
            "Il faut %(needed)s présents sur %(seats)s.",
            needed,
        ) % {"needed": needed, "seats": seats}
    return _("Il faut %(parts)s.") % {"parts": ", ".join(_needed_by_college(voting))}


def _needed_by_college(voting: Sequence[SeatLine]) -> list[str]:
    sizes: dict[str, int] = {}
    for line in voting:
        sizes[line.seat.college] = sizes.get(line.seat.college, 0) + 1
    finding = quorum_by_college({name: Attendance(size, 0) for name, size in sizes.items()})
    return [
        _("%(needed)s sur %(n)s « %(college)s »")
        % {
            "needed": shown_quorum.needed,
            "n": sizes[name],
            "college": name or _("sans collège"),
        }
        for name, shown_quorum in finding.figures.items()
    ]


def bodies_reading(count: int, vacant: Mapping[str, int] | None) -> str:
    """How many bodies are at work, and where seats have no titulaire.

    `vacant` counts those seats by the name of their body; None when the reader may not know.
    """
    if not count:
        return _("Aucune instance n’est en cours.")
    counted = ngettext("Une instance", "%(n)s instances", count) % {
        "n": french.capital(french.in_words(count, feminine=True))
    }
    if vacant is None:
        return f"{counted}."
    if not vacant:
        return _("%(bodies)s : aucun siège n’attend de titulaire.") % {"bodies": counted}
    total, most = sum(vacant.values()), max(vacant, key=lambda name: vacant[name])
    seats = ngettext(
        "un siège n’a pas de titulaire", "%(n)s sièges n’ont pas de titulaire", total
    ) % {"n": french.in_words(total)}
    if len(vacant) == 1:
        where = french.to_body(the_body(most))
    else:
        where = _("dont %(n)s %(to)s") % {
            "n": french.in_words(vacant[most]),
            "to": french.to_body(the_body(most)),
        }
    return f"{counted} : {seats}, {where}."


def line_gap(line: SeatLine) -> str:
    """What a seat lacks most, in a few words; nothing when it lacks nothing."""
    organisation = line.seat.organisation
    if organisation is not None and organisation.ended_on:
        if line.successor is None:
            return _("cette structure n’existe plus")
        return _("%(name)s lui a succédé") % {"name": line.successor}
    if not line.is_member:
        return _("n’est plus membre de la coopération")
    if line.gone:
        return _("%(name)s n’y est plus en fonction") % {"name": line.gone[0]}
    return _("sans titulaire") if line.is_vacant else ""


def gaps_sentence(lines: Sequence[SeatLine]) -> str:
    """How many seats are to be reviewed, as a sentence; nothing for a body that is whole."""
    vacant = sum(line.is_vacant for line in lines)
    aged = sum(bool(line_gap(line)) and not line.is_vacant for line in lines)
    parts = [
        ngettext("un siège n’a pas de titulaire", "%(n)s sièges n’ont pas de titulaire", vacant)
        % {"n": french.in_words(vacant)},
        ngettext("un siège est à revoir", "%(n)s sièges sont à revoir", aged)
        % {"n": french.in_words(aged)},
    ]
    text = _(" et ").join(part for part, count in zip(parts, (vacant, aged), strict=True) if count)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
