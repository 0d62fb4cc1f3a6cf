"""Would a marked text of others be found where it is shown, and a row of theirs be reached?"""

import pytest

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_mandate, make_organisation, make_person
from tests.test_visibility import VISIBLE, pages, plant, planted_in
from tests.visits.elsewhere import Elsewhere, make_elsewhere
from tests.visits.forms import received
from tests.visits.readers import MARK

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere() -> Elsewhere:
    """A workspace of others, every text of which is marked."""
    return make_elsewhere()


def test_its_own_reader_receives_it(elsewhere: Elsewhere) -> None:
    client = signed_in(make_access(cooperation=elsewhere.cooperation))
    registers = f"/c/{elsewhere.cooperation.slug}/annuaire/"

    files = [
        client.get(f"{registers}structures/?export=xlsx"),
        client.get(f"{registers}personnes/?export=csv"),
    ]

    assert [MARK in received(file) for file in files] == [True, True]


def test_an_object_of_another_that_is_reached_is_found(elsewhere: Elsewhere) -> None:
    theirs = next(iter(elsewhere.rows[make_organisation().__class__]))
    stranger = make_person()

    mandate = make_mandate(
        person=stranger, organisation=type(make_organisation()).objects.get(pk=theirs)
    )

    assert elsewhere.reached_by({mandate._meta.db_table}) == ["Mandate.organisation"]


def test_a_leak_of_confidential_records_is_found(
    access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule is broken on purpose: every record is shown to everybody."""

    def all_shown(rows: VisibleQuerySet[VisibleRecord], access: Access) -> object:
        return rows.filter(cooperation=access.cooperation_id)

    plant(access.cooperation, access)
    reader = make_access(cooperation=access.cooperation, role="observer")
    monkeypatch.setattr(VisibleQuerySet, "visible_to", all_shown)

    too_much = (
        level
        for page in pages(signed_in(reader), access.cooperation)
        for _model, level in planted_in(page)
        if level not in reader.levels_read
    )

    assert next(too_much, None)


def test_every_level_of_every_model_is_looked_for(access: Access) -> None:
    plant(access.cooperation, access)

    planted = {
        (model.__name__, level)
        for model in VISIBLE
        for level in model._default_manager.values_list("visibility", flat=True)
    }

    assert planted == {(model.__name__, level) for model in VISIBLE for level in Visibility.values}
