"""Makes benefits and the pages of structures for tests."""

from datetime import date

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.evaluation.models import BalanceReading, Benefit
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_spoken_member
from tests.records import create_record, marked
from tests.registry import Argument

FROM, TO = 2024, 2026


def make_benefit(*, cooperation: Cooperation | None = None, **values: object) -> Benefit:
    """What a member draws, from 2024 to 2026; nothing shows it unless `evidence` does."""
    place = cooperation or make_cooperation()
    return create_record(
        Benefit,
        values,
        cooperation=place,
        author=make_user,
        organisation=lambda: make_member(cooperation=place).organisation,
        from_year=FROM,
        to_year=TO,
        label="Trois cantines servent les producteurs du bassin",
        visibility=Visibility.OFFICERS,
    )


def make_balance_reading(
    *, cooperation: Cooperation | None = None, **values: object
) -> BalanceReading:
    """The page of a member from 2024 to 2026, sent in October."""
    place = cooperation or make_cooperation()
    return create_record(
        BalanceReading,
        values,
        cooperation=place,
        organisation=lambda: make_member(cooperation=place).organisation,
        from_year=FROM,
        to_year=TO,
        sent_on=date(2026, 10, 5),
    )


def _open_structure(place: Cooperation) -> int:
    """A structure that all may speak for, whose page every member opens."""
    one = make_spoken_member(cooperation=place)
    make_benefit(cooperation=place, organisation=one)
    make_balance_reading(
        cooperation=place,
        organisation=one,
        read_on=date(2026, 10, 12),
        shared_on=date(2026, 10, 20),
    )
    return one.pk


URL_ARGUMENTS = {
    "balance_reading": Argument(lambda place: make_balance_reading(cooperation=place).pk),
    "benefit": Argument(lambda place: make_benefit(cooperation=place).pk),
    "member_structure": Argument(_open_structure),
}
MARKED = {Benefit: marked(make_benefit, "label")}
FILLED: dict[str, dict[str, str]] = {
    "evaluation:benefit_add": {
        "label": "Un appui juridique",
        "from_year": "2025",
        "to_year": "2026",
    },
    "evaluation:balance_answer": {"answer": "C’est corrigé."},
    "evaluation:balance_words": {"words": "Les trajets manquent.", "said_by": "Lise Morel"},
}
CORRECTED: dict[str, dict[str, str]] = {}
