"""The facilities of the CTG, their agreements, and how many children live in each commune."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.roof.demo.stories import FOLDER
from maillage.trade.context.choices import FacilityKind, FacilityState, NeedKind
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.facilities.models import Facility, FacilityAgreement, LocalNeed
from maillage.trade.context.facilities.services import add_agreement, add_facility, note_need

FILE, COUNTED = "facilities.toml", date(2026, 11, 24)


def make_facilities(*, access: Access, organisations: Mapping[str, Organisation]) -> None:
    """The facilities and the needs of the CTG."""
    values: dict[str, Any] = tomllib.loads((FOLDER / FILE).read_text(encoding="utf-8"))
    areas = {one.name: one for one in territories_to_offer(access)}
    for line in values["needs"]:
        name, children, minders = line.split(" | ")
        _make_need(access, areas[name], int(children), int(minders), values)
    made = {}
    for line in values["facilities"]:
        name, kind, commune, manager, places, free, hours = (
            part.strip() for part in line.split("|")
        )
        made[name] = add_facility(
            access=access,
            facility=Facility(
                name=name,
                kind=kind,
                commune=areas[commune],
                manager=organisations.get(manager),
                places=int(places) if places else None,
                free_places=int(free) if free else None,
                counted_on=COUNTED if free else None,
                hours=hours,
                state=FacilityState.PLANNED if name == values["planned"] else FacilityState.OPEN,
            ),
        )
    for line in values["agreements"]:
        name, kind, partner, until = line.split(" | ")
        agreement = FacilityAgreement(
            facility=made[name], kind=kind, with_whom=partner, end_on=date.fromisoformat(until)
        )
        add_agreement(access=access, agreement=agreement)


def _make_need(
    access: Access, area: Territory, children: int, minders: int, values: dict[str, Any]
) -> None:
    note_need(
        access=access,
        need=LocalNeed(
            commune=area,
            kind=NeedKind.UNDER_THREE,
            number=children,
            year=values["year"],
            source=values["source"],
        ),
    )
    if minders:
        add_facility(
            access=access,
            facility=Facility(
                name=f"Assistantes maternelles de {area.name}",
                kind=FacilityKind.MINDERS,
                commune=area,
                places=minders,
                counted_on=COUNTED,
            ),
        )
