"""An élu's day begins with the next meeting where their structure sits, then the structure."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from maillage.core import french
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Mandate, Organisation
from maillage.trade.governance.models import Commitment
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_member_person, make_spokesperson
from tests.ground.directory.reading import plain, section
from tests.trade.governance.commitments.makers import make_commitment
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)
from tests.trade.governance.makers import make_agenda_item, make_body, make_meeting, make_seat

FOLDED = re.compile(r"<details\b(?![^>]*\bopen\b).*?</details>", re.DOTALL)


def day_of(access: Access) -> str:
    """What this reader's day says before any click."""
    page = signed_in(access).get(f"/c/{access.cooperation.slug}/ma-journee/")
    return plain(FOLDED.sub("", page.text)).replace("\u00a0", " ")


@pytest.fixture
def elected(cooperation: Cooperation) -> Access:
    """An élu for whom no structure is noted."""
    return make_access(cooperation=cooperation, role="elected")


@pytest.fixture
def bouin(cooperation: Cooperation) -> Organisation:
    return member_with_name(cooperation, "Commune de Bouin")


def test_an_elu_first_reads_what_comes_then_their_own_structure(
    elected: Access, bouin: Organisation, cooperation: Cooperation
) -> None:
    make_spokesperson(access=elected, organisation=bouin)
    decision = make_joint_decision(cooperation=cooperation, title="Charte")
    voted = make_deliberation(decision=decision, organisation=bouin)
    make_answer(deliberation=voted, vote="adopted", voted_on=date(2026, 10, 6))
    make_commitment(cooperation=cooperation, organisation=bouin, label="Une salle le mardi")
    given = make_commitment(cooperation=cooperation, organisation=bouin, label="Un véhicule")
    Commitment.objects.filter(pk=given.pk).update(state="promised", due_on=date(2027, 3, 31))
    make_commitment(
        cooperation=cooperation, organisation=bouin, label="Deux agents", visibility="officers"
    )
    body = make_body(cooperation=cooperation, name="COPIL")
    make_seat(body=body, organisation=bouin)
    meeting = make_meeting(body=body, held_on=timezone.localdate() + timedelta(days=2))
    make_agenda_item(meeting=meeting, title="La clé de répartition")

    page = day_of(elected)
    assert page.count("Votre prochaine séance") == 1
    assert page.index("Votre prochaine séance") < page.index("Votre structure")
    assert page.index("Votre structure") < page.index("Ouvrir la carte")
    wanted = (
        "Commune de Bouin",
        "adoptée le 6 octobre 2026",
        "Une salle le mardi",
        "Un véhicule",
        "pour le 31 mars 2027",
        "COPIL",
        french.long_date(meeting.held_on).replace("\u00a0", " "),
        "La clé de répartition",
        "décision",
    )
    assert [words for words in wanted if words not in page] == []
    assert "Elle a adopté une décision. Une promesse est à tenir." in page
    assert "Deux agents" not in page


def test_an_elu_is_known_by_the_address_of_their_account(
    elected: Access, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, kind="email", value=elected.user.email.upper())

    own = section(day_of(elected), "m-panel-1")

    assert str(Mandate.objects.get().organisation) in own
    assert "Son conseil n’a jamais été saisi." in own


def test_a_partner_reads_theirs_and_nothing_of_what_officers_keep(
    bouin: Organisation, cooperation: Cooperation
) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=partner, organisation=bouin)
    make_commitment(cooperation=cooperation, organisation=bouin, label="Une salle le mardi")
    make_commitment(
        cooperation=cooperation, organisation=bouin, label="Deux agents", visibility="officers"
    )

    page = day_of(partner)

    assert "Une salle le mardi" in page
    assert "Deux agents" not in page
    assert page.count("Votre structure") == 1


def test_who_speaks_for_no_structure_keeps_a_plain_day(elected: Access) -> None:
    assert "m-panel-1" not in day_of(elected)
