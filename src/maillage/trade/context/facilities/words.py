"""What do the facilities of a land say in sentences?"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.context.choices import FacilityField, FacilityKind, FacilityState
from maillage.trade.context.facilities.models import Facility, FacilityAgreement
from maillage.trade.context.facilities.queries import CommuneLine, FacilityPage

MOST_NAMED = 3
PEOPLE = {
    FacilityField.CHILDREN: _("enfants de moins de trois ans"),
    FacilityField.YOUTH: _("enfants de trois à onze ans"),
}


def page_sentence(page: FacilityPage) -> str:
    """How many facilities, how many places for how many; as far as it is known."""
    every = ngettext("Un équipement", "%(n)s équipements", page.every) % {
        "n": french.capital(french.in_words(page.every))
    }
    places = page.whole.places
    if not places:
        return f"{every}."
    words = ngettext("%(n)s place d’accueil", "%(n)s places d’accueil", places) % {
        "n": french.number(places)
    }
    if not page.whole.people:
        return f"{every}, {words}."
    people = french.number(page.whole.people)
    return _("%(every)s, %(places)s pour %(people)s %(who)s.") % {
        "every": every,
        "places": words,
        "people": people,
        "who": PEOPLE[page.field],
    }


def deficit_sentence(page: FacilityPage) -> str:
    """How many communes are in a deficit area; nothing when none is."""
    count = len(page.deficits)
    if not count:
        return ""
    sentence = ngettext(
        "Une commune est en secteur déficitaire.",
        "%(n)s communes sont en secteur déficitaire.",
        count,
    )
    return sentence % {"n": french.capital(french.in_words(count, feminine=True))}


def renewal_sentence(facility: Facility, agreement: FacilityAgreement) -> str:
    """Which agreement ends first, and what it holds."""
    day = french.long_date(agreement.end_on) if agreement.end_on else ""
    places = ""
    if facility.places:
        places = _(" : %(places)s") % {
            "places": french.counted(facility.places, _("place"), _("places"))
        }
    return _("%(name)s : %(kind)s, jusqu’au %(day)s%(places)s.") % {
        "name": facility,
        "kind": agreement.get_kind_display(),
        "day": day,
        "places": places,
    }


def facilities_words(line: CommuneLine) -> str:
    """What stands in a commune: its facilities by name, childminders counted, or none."""
    rows = [one for one in line.facilities if one.state != FacilityState.CLOSED]
    shown = [one for one in rows if one.kind != FacilityKind.MINDERS]
    words = [
        f"{one} ({one.get_state_display()})" if one.state == FacilityState.PLANNED else str(one)
        for one in shown[:MOST_NAMED]
    ]
    if len(shown) > MOST_NAMED:
        words.append(_("%(n)s de plus") % {"n": len(shown) - MOST_NAMED})
    if len(shown) < len(rows):
        words.append(_("assistantes maternelles"))
    return " ; ".join(words) or _("aucun")


def rate_words(line: CommuneLine) -> str:
    """Places for a hundred; nothing when too few are counted."""
    rate = line.coverage.rate
    return "" if rate is None else french.number(round(rate))


def end_words(facility: Facility, today: date) -> str:
    """Until when its agreements run: the first to end among those that run."""
    ends = [one.end_on for one in facility.agreements.all() if one.end_on]
    running = [one for one in ends if one >= today]
    if running:
        return french.long_date(min(running))
    return _("finie le %(day)s") % {"day": french.long_date(max(ends))} if ends else ""


def minders_words(page: FacilityPage) -> str:
    """How many places childminders have, in how many communes; nothing without any."""
    rows = [one for one in page.facilities if one.kind == FacilityKind.MINDERS]
    if not rows:
        return ""
    places = sum(one.places or 0 for one in rows if one.state == FacilityState.OPEN)
    count = len({one.commune_id for one in rows})
    where = french.counted(count, _("commune"), _("communes"))
    sentence = ngettext(
        "Assistantes maternelles, sans nom : %(n)s place dans %(where)s.",
        "Assistantes maternelles, sans nom : %(n)s places dans %(where)s.",
        places,
    )
    return sentence % {"n": french.number(places), "where": where}
