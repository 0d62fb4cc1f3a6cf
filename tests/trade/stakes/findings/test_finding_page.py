"""The page of a finding: what it asks first, which stakes came of it, what is written once."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import Confidence
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.choices import FindingState
from maillage.trade.stakes.models import Finding, FindingReading, Stake
from maillage.trade.stakes.stakes.services import follow_stake
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_answer_link
from tests.trade.stakes.findings.judgements import C, D, U, judge
from tests.trade.stakes.makers import make_finding, make_stake
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()
EXPECTED = re.compile(r'<aside class="m-expected.*?</aside>', re.DOTALL)
LINK = re.compile(r"<a [^>]*>(.*?)</a>")


def gestures(officer: Client, finding: Finding) -> list[str]:
    """What the head of the page offers: its button, then what is folded."""
    page = plain(officer.get(url(finding.cooperation, "finding", finding.pk)).text)
    head = "".join(EXPECTED.findall(page))
    return [re.sub(r"<[^>]+>", "", words) for words in LINK.findall(head)]


def test_a_finding_says_which_stakes_were_made_of_it(officer: Client, actors: list[Actor]) -> None:
    place = actors[0].cooperation
    finding = make_finding(cooperation=place)
    judge(finding, actors, D, D, D)
    sheet, form = url(place, "finding", finding.pk), url(place, "stake_add")
    assert gestures(officer, finding)[0] == "En faire un enjeu : Un constat partagé"

    officer.post(
        f"{form}?finding={finding.pk}", {"label": "Le mercredi", "finding": str(finding.pk)}
    )

    stake = Stake.objects.get()
    assert stake.finding == finding
    page = plain(officer.get(sheet).text)
    assert (
        f'En a été fait l’enjeu <a href="{url(place, "stake", stake.pk)}">Le mercredi</a>.' in page
    )
    assert gestures(officer, finding) == [
        "En faire un autre enjeu",
        "Le projeter en atelier",
        "Ajouter un chiffre",
        "Corriger le constat",
        "Retenir ou retirer",
    ]
    shown = plain(officer.get(url(place, "stake", stake.pk)).text)
    assert f'tiré du constat <a href="{sheet}">{finding}</a>' in shown


def test_a_stake_says_nothing_of_a_finding_that_its_reader_may_not_see(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    finding = make_finding(cooperation=cooperation, visibility=Visibility.OFFICERS)
    stake = make_stake(cooperation=cooperation, finding=finding)

    roles = ("officer", "team", "partner")
    pages = [sign_in(role).get(url(cooperation, "stake", stake.pk)).text for role in roles]

    assert [finding.statement in page for page in pages] == [True, False, False]


def test_the_parts_of_a_stake_come_from_its_finding(access: Access) -> None:
    finding = make_finding(cooperation=access.cooperation)
    stake = make_stake(cooperation=access.cooperation, finding=finding)

    parts = follow_stake(
        access=access, stake=stake, read=1, labels=["Un", "Deux"], on=TODAY, why="Trop large."
    )

    assert [part.finding for part in parts] == [finding, finding]


@pytest.mark.parametrize(
    ("verdicts", "source", "first"),
    [
        ((C, None, D), "Caf", "Demander à Machecoul : Un avis à demander"),
        ((C, U, D), "", "Corriger le constat : Une source récente à donner"),
        ((C, U, D), "Caf", "Le projeter en atelier : À reprendre ensemble"),
        ((D, U, U), "Caf", "Le projeter en atelier : À reprendre ensemble"),
        ((D, D, D), "", "Corriger le constat : Une source récente à donner"),
        ((D, D, None), "Caf", "En faire un enjeu : Un constat partagé"),
    ],
)
def test_the_first_gesture_fits_what_structures_say(
    officer: Client, actors: list[Actor], verdicts: tuple[str | None, ...], source: str, first: str
) -> None:
    finding = make_finding(cooperation=actors[0].cooperation, source=source)
    judge(finding, actors, *verdicts)

    assert gestures(officer, finding)[0] == first


def test_who_was_written_to_is_not_asked_again(officer: Client, actors: list[Actor]) -> None:
    finding = make_finding(cooperation=actors[0].cooperation)
    judge(finding, actors, C, None, D)
    make_answer_link(cooperation=finding.cooperation, purpose="findings", target=actors[1].pk)

    page = plain(officer.get(url(finding.cooperation, "finding", finding.pk)).text)

    assert "Machecoul n’a pas répondu à la lettre." in page
    assert gestures(officer, finding)[0] == "Le projeter en atelier : À reprendre ensemble"


def test_nothing_is_expected_of_a_retired_finding(officer: Client, actors: list[Actor]) -> None:
    place = actors[0].cooperation
    finding = make_finding(cooperation=place, state=FindingState.RETIRED)

    assert gestures(officer, finding) == ["En faire un enjeu", "Retenir ou retirer"]


def test_what_holds_of_every_judgement_is_written_once(
    officer: Client, actors: list[Actor]
) -> None:
    finding = make_finding(cooperation=actors[0].cooperation)
    judge(finding, actors, D, D, None)
    FindingReading.objects.update(confidence=Confidence.SURE)
    sheet = url(finding.cooperation, "finding", finding.pk)

    page = plain(officer.get(sheet).text)

    assert "Ces avis sont lus par tous, sauf les observateurs, et tenus pour sûrs." in page
    assert ("lecture sûre" in page, "; lu par" in page) == (False, False)
