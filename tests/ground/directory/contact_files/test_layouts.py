"""Files of officers, each laid out in its own way, give what a careful secretary would type."""

import pytest

from tests.ground.directory.contact_files.layouts import LAYOUTS, expected, read


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["name"])
def test_layout_gives_its_structures_people_contacts_mandates_and_doubts(
    layout: dict[str, str],
) -> None:
    assert read(layout)[1] == expected(layout)
