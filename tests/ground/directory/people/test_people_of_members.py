"""The people of a cooperation are first those of its members, with a mandate or without."""

import re
from datetime import date, timedelta
from html import unescape

from django.test import Client
from django.utils import timezone

from maillage.core.agenda import waiting
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Mandate, Person
from maillage.ground.directory.notices.queries import past_retention, uninformed_people
from maillage.ground.directory.records.queries.people import concerned_people
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import (
    make_mandate,
    make_member_person,
    make_person,
)
from tests.ground.directory.reading import names_in, plain, reading
from tests.links_to import page_at

people_url = page_at("directory:people")


def test_register_begins_with_the_people_of_the_members(
    officer: Client, cooperation: Cooperation
) -> None:
    outside = make_person(workspace=cooperation.workspace, family_name="Pineau")
    make_mandate(person=outside)
    make_member_person(cooperation=cooperation)

    pages = [officer.get(people_url(cooperation, query)) for query in ("", "?filtres=1")]

    assert [names_in(page.text, "Gaborit", "Pineau") for page in pages] == [
        ["Gaborit"],
        ["Gaborit", "Pineau"],
    ]
    assert reading(pages[0].text) == "Une personne d’une structure."


def test_people_without_mandate_are_counted_and_reached(
    officer: Client, cooperation: Cooperation
) -> None:
    make_member_person(cooperation=cooperation)
    make_person(workspace=cooperation.workspace, family_name="Pineau")
    gone = make_person(workspace=cooperation.workspace, family_name="Thébault")
    make_mandate(person=gone, until=date(2026, 4, 16))

    page = officer.get(people_url(cooperation))
    reached = re.findall(r'href="([^"]*)">les rattacher', page.text)
    unattached = officer.get(unescape(reached[0]))

    assert re.sub("<.*?>", "", reading(page.text)) == (
        "Trois personnes, dont deux sans mandat : les rattacher."
    )
    assert [name in unattached.text for name in ("Gaborit", "Pineau", "Thébault")] == (
        [False, True, True]
    )
    assert "Trois personnes ne savent pas encore" in plain(page.text)


def test_people_of_other_cooperations_are_not_those_of_this_one(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    theirs = make_member_person(cooperation=beside, family_name="Thébault")
    ended = make_member_person(cooperation=beside, family_name="Aubineau")
    Mandate.objects.filter(person=ended).update(since=None, until=date(2020, 1, 1))
    both = make_member_person(cooperation=beside, family_name="Gaborit")
    make_mandate(person=both)
    loose = make_person(workspace=cooperation.workspace, family_name="Pineau")
    Person.objects.update(recorded_at=timezone.now() - timedelta(days=5 * 366))

    waits = [one.label for one in waiting.ask(access, timezone.localdate())]

    assert set(uninformed_people(access)) == {both, loose}
    assert list(past_retention(access, timezone.localdate())) == [loose]
    assert "Informer 2 personnes qu’elles sont dans le fichier" in waits
    assert "Revoir la fiche d’une personne" in waits
    assert theirs not in concerned_people(access)
