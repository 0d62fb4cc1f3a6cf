"""Makes sources, and the actions that they could serve, for tests."""

from datetime import date

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingSource, SourceMatch
from maillage.trade.plan.models import Action
from tests.foundation.cooperations.makers import make_cooperation
from tests.registry import Argument
from tests.trade.plan.makers import make_action

CHECKED = date(2026, 9, 1)


def make_funding_source(
    *,
    cooperation: Cooperation | None = None,
    name: str = "",
    funder: Organisation | None = None,
    **values: object,
) -> FundingSource:
    """A call whose rules were read in September."""
    place = cooperation or make_cooperation()
    count = FundingSource.objects.filter(cooperation=place).count()
    return FundingSource.objects.create(
        cooperation=place,
        name=name or f"DETR {2027 + count}",
        funder=funder,
        **{"checked_on": CHECKED, "funder_name": "" if funder else "État"} | values,
    )


def make_source_match(
    *, source: FundingSource | None = None, action: Action | None = None
) -> SourceMatch:
    """An action that a source could serve."""
    source = source or make_funding_source()
    action = action or make_action(cooperation=source.cooperation)
    return SourceMatch.objects.create(source=source, action=action, chosen_on=CHECKED)


def _closed_source(place: Cooperation) -> int:
    source = make_funding_source(
        cooperation=place, recurrence="recurring", closes_on=date(2026, 2, 27)
    )
    make_source_match(source=source)
    make_action(cooperation=place)
    return source.pk


URL_ARGUMENTS = {
    "funding_source": Argument(_closed_source),
    "source_match": Argument(
        lambda place: make_source_match(source=make_funding_source(cooperation=place)).pk
    ),
}
FILLED = {
    "funding:source_add": {"name": "Fonds vert 2027"},
    "funding:sources_paste": {"pasted": "Aide;Financeur;Taux\nFonds vert;État;40 %"},
    "funding:source_aside": {"reason": "Nous n’avons pas de gare."},
    "funding:source_aim": {"cents": "5 000", "year": "2027"},
}
