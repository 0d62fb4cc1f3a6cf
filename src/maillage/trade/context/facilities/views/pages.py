"""The map of facilities and needs, the same as a list, the register, what is to be renewed."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.fragments import fragments
from maillage.core.links import address
from maillage.core.paged import Paged, searched_text
from maillage.core.register import Action, Empty
from maillage.core.shell import Audience
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.records import places_of
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.choices import FacilityField, FacilityKind
from maillage.trade.context.facilities import words
from maillage.trade.context.facilities.drawing import MOST_NUMBERED, facility_plate
from maillage.trade.context.facilities.models import Facility
from maillage.trade.context.facilities.queries import (
    CommuneLine,
    FacilityPage,
    facility_page,
    narrowed,
)
from maillage.trade.context.facilities.rules import is_to_renew

facilities_place = places_of(page_url, lazy("Équipements"), "facilities", "facility")
DEFICITS = "deficitaires"
PER_PAGE = 30
_plates: Remembered[str] = Remembered(100)


@cooperation_page(can=permissions.can_open_facilities)
def facilities(request: CooperationRequest) -> HttpResponse:
    """The map, the list and the registers of one field."""
    access = request.access
    whole = facility_page(access, requested_field(request.GET.dict()))
    text = searched_text(request.GET)
    page = narrowed(whole, text) if text else whole
    only_deficits = request.GET.get("montrer") == DEFICITS
    may_edit = permissions.can_edit_facilities(access)
    note_url = page_url(request, "need_note") if may_edit else ""
    lines = [one for one in enumerate(page.lines, 1) if one[1].is_deficit or not only_deficits]
    communes = _communes(request, page, lines)
    first = page.renewals[0] if page.renewals else None
    context = {
        "page": page,
        "sentence": _sentence(whole, page, text),
        "lacking": words.deficit_sentence(page),
        "renewal": words.renewal_sentence(*first) if first else "",
        "renewal_url": page_url(request, "agreement_add", first[0].pk) if first else "",
        "fields": [(one.value, str(one.label)) for one in FacilityField],
        "communes": communes,
        "rows": [_row(line, place, note_url) for place, line in communes.on_page],
        "chip": {"count": len(page.deficits), "is_on": only_deficits},
        "plate": _drawn(page) if text else _plate(request, page),
        "numbers": len(page.lines) <= MOST_NUMBERED,
        "says_lack": any(line.is_deficit or line.coverage.rate is not None for line in page.lines),
        "years": french.listed([str(one) for one in page.years]),
        **_register(request, whole, page),
        "minders": words.minders_words(page),
        "whom": words.WHOM.get(page.field, ""),
        "fragments": fragments.ask(access, f"context:facilities:{page.field.value}", None),
        "may_edit": may_edit,
        "shows_free": permissions.can_read_free_places(access),
        "empty": None if whole.facilities else _empty(request),
        "audience": Audience(_("tous les accès"), page_url(request, "facilities")),
    }
    return render(request, "context/facilities.html", context)


def _plate(request: CooperationRequest, page: FacilityPage) -> str:
    """The plate of the whole page, drawn once until the workspace changes, or the day."""
    access = request.access
    return _plates.of(
        (access.cooperation_id, page.field),
        access.cooperation.workspace_id,
        lambda: _drawn(page),
    )


def _drawn(page: FacilityPage) -> str:
    """The plate of the communes as the page holds it; nothing when none has an outline."""
    plate = facility_plate(page)
    return render_to_string("context/parts/facility_plate.html", {"plate": plate}) if plate else ""


def _sentence(whole: FacilityPage, page: FacilityPage, text: str) -> str:
    """What the page says under its title; of a search, what it has found."""
    if not whole.facilities:
        return ""
    return words.search_words(page, len(_own_lines(whole))) if text else words.page_sentence(page)


def _own_lines(page: FacilityPage) -> list[Facility]:
    """The facilities that are lines: childminders are counted apart."""
    return [one for one in page.facilities if one.kind != FacilityKind.MINDERS]


def _communes(
    request: CooperationRequest, page: FacilityPage, lines: Sequence[tuple[int, CommuneLine]]
) -> Paged[tuple[int, CommuneLine]]:
    """The communes page by page, where they are too many to bear a number on the map."""
    return Paged(
        lines,
        len(page.lines),
        request.GET.dict(),
        (_("commune"), _("communes")),
        anchor="#m-list",
        per_page=PER_PAGE if len(page.lines) > MOST_NUMBERED else MOST_NUMBERED,
        key="communes",
    )


def _register(
    request: CooperationRequest, whole: FacilityPage, page: FacilityPage
) -> dict[str, object]:
    """The facilities that are searched, page by page, and how many of all they are."""
    text = searched_text(request.GET)
    every, matching = _own_lines(whole), _own_lines(page)
    noun, query = (_("équipement"), _("équipements")), request.GET.dict()
    paged = Paged(matching, len(every), query, noun, anchor="#m-fac", per_page=PER_PAGE)
    is_part = bool(text or paged.pages)
    return {
        "text": text,
        "searches": len(every) > PER_PAGE,
        "counted": _counted(paged) if is_part else "",
        "shows_end": any(each.end_on for one in matching for each in one.agreements.all()),
        "register": [_facility(request, one) for one in paged.on_page],
        "pages": paged.pages,
    }


def _counted(paged: Paged[Facility]) -> str:
    """Which of the facilities are on the page, or how many a search has found."""
    return f"{paged.counted}." if paged.pages else words.counted_words(len(paged.rows), paged.total)


def requested_field(parameters: Mapping[str, str]) -> FacilityField:
    """The field of the address; early childhood by default."""
    typed = parameters.get("champ", "")
    return FacilityField(typed) if typed in FacilityField.values else FacilityField.CHILDREN


def _row(line: CommuneLine, place: int, note_url: str) -> dict[str, object]:
    coverage = line.coverage
    return {
        "number": place,
        "name": line.commune.name,
        "note": words.facilities_words(line),
        "people": "" if coverage.people is None else french.number(coverage.people),
        "places": french.number(coverage.places),
        "rate": words.rate_words(line),
        "is_deficit": line.is_deficit,
        "reason": line.reason,
        "url": f"{note_url}?commune={line.commune.pk}" if note_url else "",
    }


def _facility(request: CooperationRequest, one: Facility) -> dict[str, object]:
    today = timezone.localdate()
    free = one.free_places if permissions.can_read_free_places(request.access) else None
    state = "" if one.state == "open" else str(one.get_state_display())
    note = [one.commune.name, str(one.get_kind_display()), state]
    if free is not None:
        note.append(
            _("complet")
            if free == 0
            else french.counted(free, _("place libre"), _("places libres"))
        )
    return {
        "name": one.name,
        "note": ", ".join(part for part in note if part),
        "manager": str(one.manager or ""),
        "places": "" if one.places is None else french.number(one.places),
        "end": words.end_words(one, today),
        "ends_soon": any(is_to_renew(each.end_on, today) for each in one.agreements.all()),
        "url": page_url(request, "facility", one.pk),
    }


def _empty(request: CooperationRequest) -> Empty:
    add = Action(_("Ajouter un équipement"), page_url(request, "facility_add"), "plus")
    table = address("exchange:import_wizard", request.access.cooperation.slug)
    bring = Action(_("Importer votre tableau"), f"{table}?tableau=facilities", "upload", main=True)
    return Empty(
        _("Aucun équipement pour l’instant"),
        _("Collez votre liste d’équipements : nom, nature, commune, gestionnaire, places."),
        (bring, add) if permissions.can_edit_facilities(request.access) else (),
    )
