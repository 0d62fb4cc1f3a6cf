"""What is said of the signed files of an agreement, beside the text that was frozen?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.governance.agreements.choices import Reading
from maillage.trade.governance.agreements.models import AgreementParty
from maillage.trade.governance.agreements.ways import Way


def files_words(ways: Sequence[Way]) -> str:
    """What the signed files are beside the frozen text."""
    readings = [one.party.reading for one in ways]
    whole = sum(1 for one in readings if one in {Reading.CONTAINS, Reading.WORDS})
    parts = []
    for count, one, several in (
        (
            whole,
            _("%(n)s fichier contient le texte figé"),
            _("%(n)s fichiers contiennent le texte figé"),
        ),
        (
            readings.count(Reading.COPY),
            _("%(n)s est une copie relue"),
            _("%(n)s sont des copies relues"),
        ),
        (readings.count(Reading.DIFFERENT), _("%(n)s diffère"), _("%(n)s diffèrent")),
        (
            readings.count(Reading.SCAN),
            _("%(n)s n’a pas pu être comparé, à vérifier à l’œil"),
            _("%(n)s n’ont pas pu être comparés, à vérifier à l’œil"),
        ),
        (readings.count(Reading.NONE), _("%(n)s sans fichier"), _("%(n)s sans fichier")),
    ):
        if count:
            parts.append((one if count == 1 else several) % {"n": french.in_words(count)})
    return " ; ".join(parts)


def different_words(way: Way) -> str:
    """Why a signed file does not count as the frozen text; nothing when it does."""
    party = way.party
    name = {"name": french.with_article(str(party.organisation))}
    if party.reading == Reading.SCAN:
        words = _(
            "Le texte du fichier signé par %(name)s n’a pas pu être comparé : à vérifier à l’œil. "
            "Relisez-le et dites-le ; d’ici là, sa signature ne compte pas."
        )
        return words % name
    if party.reading != Reading.DIFFERENT:
        return ""
    first = _("Le fichier signé par %(name)s n’est pas le texte figé : sa signature ne compte pas.")
    last = _(
        "Si c’est une copie numérisée, relisez-la et dites-le ; sinon faites-lui signer le texte "
        "figé, ou retirez cette signature."
    )
    return " ".join(filter(None, (first % name, party.reading_note, last)))


def reading_words(party: AgreementParty) -> str:
    """What its file is beside the frozen text, in a clause."""
    return {
        Reading.NONE: _("sans fichier"),
        Reading.CONTAINS: _("le fichier contient le texte figé"),
        Reading.WORDS: _("le fichier contient le texte figé, mot pour mot"),
        Reading.COPY: _("le fichier est une copie relue"),
        Reading.SCAN: _("le texte du fichier n’a pas pu être comparé : à vérifier à l’œil"),
        Reading.DIFFERENT: _("mais le fichier n’est pas le texte figé : elle ne compte pas"),
    }[Reading(party.reading)]
