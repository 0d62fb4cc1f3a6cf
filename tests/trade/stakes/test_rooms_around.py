"""What stakes tell the other rooms: sheets, search, the notebook, the rights of a person."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.core.excerpts import excerpts
from maillage.core.personal import Somebody
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.actors.models import Position, Source
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.personal import export_positions, forget_positions
from maillage.trade.stakes.positions.points import positions_of_sheet
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor, make_position, make_source
from tests.ground.directory.makers import make_member_person
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import plain, url


def test_the_sheet_of_a_structure_says_what_it_wants_and_fears(
    officer: Client, cooperation: Cooperation
) -> None:
    actor = make_member_actor(cooperation=cooperation)
    for label, value in (("Guichet logement", 2), ("Coût de l’ingénierie", -3)):
        stake = make_stake(cooperation=cooperation, label=label)
        make_position(actor=actor, subject=stake.subject, value=value)
    make_stake(cooperation=cooperation, label="Vente directe")

    sheet = officer.get(
        reverse("directory:organisation", args=[cooperation.slug, actor.organisation_id])
    )

    panel = plain(sheet.text.partition("Ce qu’elle veut, ce qu’elle craint")[2])
    assert panel.index("+2, sert ses projets") < panel.index("−3, touche ses missions")
    assert "1 silence sur 3 enjeux." in panel


def test_a_partner_never_sees_what_was_said_of_it(access: Access) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    stake = make_stake(cooperation=access.cooperation)
    make_position(actor=actor, subject=stake.subject, value=-3)
    partner = make_access(cooperation=access.cooperation, role="partner")
    assert actor.organisation_id is not None

    assert positions_of_sheet(partner, "organisation", actor.organisation_id) == ()
    assert len(positions_of_sheet(access, "organisation", actor.organisation_id)) == 1


def test_a_sentence_leads_to_its_cell(officer: Client, access: Access) -> None:
    cooperation = access.cooperation
    stake, actor = make_stake(cooperation=cooperation), make_member_actor(cooperation=cooperation)
    source = make_source(cooperation=cooperation, words="Les haies, jamais au milieu.")
    offered = next(one for one in excerpts.ask(access) if one.label == "En faire une position")
    requested = offered.url_of(source.pk, 0, 9)

    page = officer.get(requested)
    answer = officer.post(requested, {"actor": actor.pk, "stake": stake.pk})

    assert "« Les haies »" in plain(page.text)
    cell = url(cooperation, "position_cell", stake.pk, actor.pk)
    assert answer.headers["Location"] == f"{cell}?note={source.pk}&start=0&end=9"


def test_a_stake_is_found_by_its_words(access: Access) -> None:
    make_stake(cooperation=access.cooperation, label="Éolien sur la crête")
    observer = make_access(cooperation=access.cooperation, role="observer")

    assert [one.name for one in search(access, "eolien crete")] == ["Éolien sur la crête"]
    assert search(observer, "eolien") == []


@pytest.mark.parametrize("role", ["team", "partner", "observer"])
def test_only_officers_make_positions_of_sentences(cooperation: Cooperation, role: str) -> None:
    reader = make_access(cooperation=cooperation, role=role)

    assert "En faire une position" not in [one.label for one in excerpts.ask(reader)]


def test_what_a_person_is_told_holds_their_positions(access: Access) -> None:
    cooperation = access.cooperation
    person = make_member_person(cooperation=cooperation)
    actor = Actor.objects.create(cooperation=cooperation, person=person)
    stake = make_stake(cooperation=cooperation)
    own = make_position(actor=actor, subject=stake.subject, value=-2)
    Position.objects.filter(pk=own.pk).update(expires_on=timezone.localdate() + timedelta(days=30))
    other = make_position(
        actor=make_member_actor(cooperation=cooperation),
        subject=stake.subject,
        source=make_source(cooperation=cooperation, who="Inès Gaborit, directrice"),
    )
    somebody = Somebody(person.pk, cooperation.workspace_id, "", str(person), (person.family_name,))

    chapter = export_positions(access, somebody)[0]
    assert {row[2] for row in chapter.rows} == {"−2, gêne ses projets", "+2, sert ses projets"}

    forget_positions(somebody)

    assert list(Position.objects.values_list("pk", flat=True)) == [other.pk]
    assert Source.objects.get(pk=other.source_id).who == "…"
    assert export_positions(access, somebody)[0].rows == []
