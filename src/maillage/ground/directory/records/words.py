"""How does the directory say a quality or a period in a sentence?"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.ground.directory.choices import MandateKind, Precision
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.records.models.periods import Period

FEMININE = {
    MandateKind.ELECTED: "élue",
    MandateKind.TECHNICIAN: "technicienne",
    MandateKind.SUPPLEANT: "suppléante",
}
MASCULINE = {
    MandateKind.ELECTED: "élu",
    MandateKind.TECHNICIAN: "technicien",
    MandateKind.SUPPLEANT: "suppléant",
}


def followed_by(organisation: Organisation) -> str:
    """Which structure to write instead of one that another has followed; nothing without one."""
    if organisation.successor is None:
        return ""
    why = _("%(name)s a pris la suite de cette structure : écrivez son nom.")
    return why % {"name": organisation.successor}


def quality(kind: str, civility: str) -> str:
    """The quality agreed with the person's civility: élue, technicien; both forms when unknown."""
    agreed = {Person.Civility.MME: FEMININE, Person.Civility.M: MASCULINE}.get(
        Person.Civility(civility) if civility else Person.Civility.MME, {}
    )
    word = agreed.get(MandateKind(kind)) if civility else None
    return word or str(MandateKind(kind).label)


def dated(day: date, precision: str) -> str:
    """The date as precisely as it is known: "12 mai 2021", "mai 2021", "2021"."""
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        return f"{french.MONTHS[day.month - 1]} {day.year}"
    return french.long_date(day)


def since_words(day: date, precision: str) -> str:
    """The beginning: "depuis le 12 mai 2021", "depuis mai 2021"; "à partir de mai 2031" to come."""
    if day > timezone.localdate():
        return f"{_from_words(precision, 'à partir ')}{dated(day, precision)}"
    article = "le " if precision == Precision.DAY else ""
    return _("depuis %(day)s") % {"day": article + dated(day, precision)}


def until_words(day: date, precision: str) -> str:
    """The end: "jusqu’au 12 mai 2021", "jusqu’à mai 2021"."""
    article = "au " if precision == Precision.DAY else "à "
    return _("jusqu’%(day)s") % {"day": article + dated(day, precision)}


def period_words(row: Period) -> str:
    """From when to when: "de mars 2019 à août 2024", "depuis le 1er septembre 2024", or nothing."""
    if row.since is None and row.until is None:
        return ""
    if row.until is None and row.since is not None:
        return since_words(row.since, row.since_precision)
    if row.since is None and row.until is not None:
        return until_words(row.until, row.until_precision)
    return _both_ends(row)


def _both_ends(row: Period) -> str:
    if row.since is None or row.until is None:
        return ""
    to_day = "au" if row.until_precision == Precision.DAY else "à"
    return (
        f"{_from_words(row.since_precision)}{dated(row.since, row.since_precision)}"
        f" {to_day} {dated(row.until, row.until_precision)}"
    )


def _from_words(precision: str, before: str = "") -> str:
    """What stands before a beginning: "du " a day, "de " a month or a year."""
    return before + ("du " if precision == Precision.DAY else "de ")


def place_structures() -> str:
    """The first step of each mission that rests on the members, while there are none."""
    return _("Placer les structures : signataires, associées, financeurs.")
