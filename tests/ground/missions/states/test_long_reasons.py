"""A reason that names long titles is stored short, on every database."""

from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.missions.models import MissionState
from maillage.ground.missions.states.states import store_stale
from tests.trade.dialogue.makers import make_conflict


def test_a_reason_longer_than_its_column_is_cut(cooperation: Cooperation) -> None:
    for letter in "ABC":
        make_conflict(cooperation=cooperation, title=letter * 200)

    store_stale(cooperation, timezone.localdate())

    row = MissionState.objects.get(leaf="construction.partnerships.controversies")
    assert (len(row.reason), row.reason[-1]) == (500, "…")
