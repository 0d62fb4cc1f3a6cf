"""Which elections concern a structure in a period, as far as the rules and its territory say?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.ground.directory.choices import OrganisationKind
from maillage.law.election_period import Election, election_period, listed_elections
from maillage.law.words import ELECTIONS

Kind = OrganisationKind
CONCERNED: dict[str, frozenset[str]] = {
    "municipal": frozenset({Kind.COMMUNE, Kind.EPCI, Kind.SYNDICATE}),
    "departmental_regional": frozenset({Kind.DEPARTEMENT, Kind.REGION}),
    "senatorial": frozenset({Kind.COMMUNE, Kind.DEPARTEMENT, Kind.REGION}),
}


@dataclass(frozen=True, slots=True)
class ElectionTime:
    """The restricted period of an election for a structure, and what is said of it."""

    first: date
    last: date
    reason: str


def election_times(kind: str, departement: str, first: date, last: date) -> Iterator[ElectionTime]:
    """The periods that touch the stretch of time, for a structure of this kind.

    `departement` is a code, or "" when it is not known: senators then may or may not concern it.
    """
    for election in listed_elections():
        if kind not in CONCERNED.get(election.election, frozenset()):
            continue
        finding = election_period([election], department=departement or None)
        for window in finding.figures.windows:
            if window.start <= last and window.end >= first:
                reason = _reason(election, window.start, window.end, is_placed=bool(departement))
                yield ElectionTime(window.start, window.end, reason)


def _reason(election: Election, start: date, end: date, *, is_placed: bool) -> str:
    """The period in a sentence: what is not known of it is said."""
    sentence = _("période préélectorale (%(name)s) du %(first)s au %(last)s") % {
        "name": ELECTIONS[election.election],
        "first": french.long_date(start),
        "last": french.long_date(end),
    }
    if not election.polls:
        sentence += _(", jours du scrutin à confirmer par décret")
    if election.election == "senatorial" and not is_placed:
        sentence += _(" ; son département n’est pas connu : vérifiez s’il vote cette année-là")
    return sentence
