"""Makes benefits and the pages of structures for tests."""

from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.evaluation.models import BalanceReading, Benefit
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_spoken_member
from tests.registry import Argument

FROM, TO = 2024, 2026


def make_benefit(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    organisation: Organisation | None = None,
    label: str = "Trois cantines servent les producteurs du bassin",
    evidence: str = "",
    visibility: str = Visibility.OFFICERS,
) -> Benefit:
    """What a member draws, from 2024 to 2026; nothing shows it unless `evidence` does."""
    place = cooperation or make_cooperation()
    return Benefit.objects.create(
        cooperation=place,
        author=author or make_user(),
        organisation=organisation or make_member(cooperation=place).organisation,
        from_year=FROM,
        to_year=TO,
        label=label,
        evidence=evidence,
        visibility=visibility,
    )


def make_balance_reading(
    *,
    cooperation: Cooperation | None = None,
    organisation: Organisation | None = None,
    sent_on: date | None = date(2026, 10, 5),
    read_on: date | None = None,
    shared_on: date | None = None,
) -> BalanceReading:
    """The page of a member from 2024 to 2026, sent in October."""
    place = cooperation or make_cooperation()
    return BalanceReading.objects.create(
        cooperation=place,
        organisation=organisation or make_member(cooperation=place).organisation,
        from_year=FROM,
        to_year=TO,
        sent_on=sent_on,
        read_on=read_on,
        shared_on=shared_on,
    )


def _marked_benefit(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Benefit:
    return make_benefit(cooperation=cooperation, author=author, visibility=visibility, label=mark)


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
MARKED = {Benefit: _marked_benefit}
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
