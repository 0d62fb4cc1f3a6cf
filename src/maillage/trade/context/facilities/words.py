"""What do the facilities of a land say in sentences?"""

from collections.abc import Iterable
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

# The same, at the head of a narrow column.
WHOM = {
    FacilityField.CHILDREN: _("Moins de 3 ans"),
    FacilityField.YOUTH: _("De 3 à 11 ans"),
}


def page_sentence(page: FacilityPage) -> str:
    """How many open facilities, how many places for how many, and how many are planned."""
    count, planned = page.count(FacilityState.OPEN), page.count(FacilityState.PLANNED)
    stands = ngettext("Un équipement", "%(n)s équipements", count) % {
        "n": french.capital(french.in_words(count))
    }
    parts = [stands if count else _("Aucun équipement ouvert"), _places_words(page)]
    sentence = ", ".join(filter(None, parts))
    if page.whole.places and page.whole.people:
        people = french.number(page.whole.people)
        sentence += _(" pour %(people)s %(who)s") % {"people": people, "who": PEOPLE[page.field]}
    if not planned:
        return f"{sentence}."
    later = ngettext(
        "Un équipement est en projet.", "%(n)s équipements sont en projet.", planned
    ) % {"n": french.capital(french.in_words(planned))}
    return f"{sentence}. {later}"


def counted_words(count: int, total: int) -> str:
    """« Neuf équipements sur 1 925 », « 1 925 équipements »; that none is found."""
    if not count:
        return _("Aucun équipement ne correspond.")
    words = ngettext("Un équipement", "%(n)s équipements", count) % {
        "n": french.capital(french.in_words(count))
    }
    if count == total:
        return f"{words}."
    return _("%(some)s sur %(all)s.") % {"some": words, "all": french.number(total)}


def search_words(page: FacilityPage, total: int) -> str:
    """« Neuf équipements sur 1 925, dans huit communes. »: what a search has found."""
    rows = [one for one in page.facilities if one.kind != FacilityKind.MINDERS]
    words = counted_words(len(rows), total)
    if not rows:
        return words
    count = len({one.commune_id for one in rows})
    where = french.counted(count, _("commune"), _("communes"))
    return _("%(found)s, dans %(where)s.") % {"found": words.removesuffix("."), "where": where}


def _places_words(page: FacilityPage) -> str:
    """« 97 places d’accueil et 197 chez des assistantes maternelles »: each said apart."""
    own, minders = page.whole.places - page.minders_places, page.minders_places
    words = ngettext("%(n)s place d’accueil", "%(n)s places d’accueil", own) % {
        "n": french.number(own)
    }
    if not minders:
        return words if own else ""
    number = {"n": french.number(minders)}
    if own:
        apart = _("%(n)s chez des assistantes maternelles") % number
        return french.listed([words, apart])
    return (
        ngettext(
            "%(n)s place chez des assistantes maternelles",
            "%(n)s places chez des assistantes maternelles",
            minders,
        )
        % number
    )


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


def facility_sentence(one: Facility, renewals: Iterable[FacilityAgreement]) -> str:
    """« Crèche à Brolles, vingt places. Convention jusqu’au 31 mars 2027. »: what is to renew."""
    kind, state = str(one.get_kind_display()), str(one.get_state_display())
    parts = [f"{french.capital(kind)} {french.to_body(one.commune.name)}"]
    if one.state != FacilityState.OPEN:
        parts.append(state)
    if one.places:
        parts.append(french.counted(one.places, _("place"), _("places")))
    ends = [_until_words(each, each.end_on) for each in renewals if each.end_on]
    return " ".join([f"{', '.join(parts)}.", *ends])


def _until_words(one: FacilityAgreement, end_on: date) -> str:
    return _("%(kind)s jusqu’au %(day)s.") % {
        "kind": french.capital(str(one.get_kind_display())),
        "day": french.long_date(end_on),
    }


def renewal_sentence(facility: Facility, agreement: FacilityAgreement) -> str:
    """Which agreement ends first, and what it holds."""
    day = french.long_date(agreement.end_on) if agreement.end_on else ""
    places = ""
    if facility.places:
        places = _(", %(places)s") % {
            "places": french.counted(facility.places, _("place"), _("places"))
        }
    return _("%(name)s%(places)s : %(kind)s jusqu’au %(day)s.") % {
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
        "Assistantes maternelles, comptées sans être nommées : %(n)s place dans %(where)s.",
        "Assistantes maternelles, comptées sans être nommées : %(n)s places dans %(where)s.",
        places,
    )
    return sentence % {"n": french.number(places), "where": where}
