"""Makes frozen versions for tests."""

from datetime import date

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.funding.maquette.models import MaquetteRow, MaquetteVersion
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.records import create_record
from tests.registry import Argument

FROZEN_ON = date(2026, 6, 16)


def make_maquette_version(
    *, cooperation: Cooperation | None = None, name: str = "", **values: object
) -> MaquetteVersion:
    """A version in which nothing was copied."""
    place = cooperation or make_cooperation()
    count = MaquetteVersion.objects.filter(cooperation=place).count()
    return create_record(
        MaquetteVersion,
        values,
        cooperation=place,
        name=name or f"COPIL {count + 1}",
        frozen_on=FROZEN_ON,
        author=make_user,
        fingerprint="0" * 64,
    )


def make_maquette_row(*, version: MaquetteVersion | None = None, **values: object) -> MaquetteRow:
    """What works cost an operation whose plan is gone."""
    usual: dict[str, object] = {
        "plan": 90_000,
        "place": 1,
        "name": "Halle des producteurs",
        "owner": 90_000,
        "owner_name": "Val d’Aubrée",
        "section": "investment",
        "year": 2027,
        "level": "members",
        "cost": 0 if values.get("kind") else 100_000_00,
    }
    return MaquetteRow.objects.create(version=version or make_maquette_version(), **usual | values)


def make_filled_version(*, cooperation: Cooperation) -> MaquetteVersion:
    """A version with one operation, which nobody pays yet."""
    version = make_maquette_version(cooperation=cooperation)
    make_maquette_row(version=version)
    return version


URL_ARGUMENTS = {
    "maquette_version": Argument(lambda place: make_filled_version(cooperation=place).pk)
}
FILLED = {"funding:maquette_freeze": {"name": "COPIL du 15 décembre"}}
