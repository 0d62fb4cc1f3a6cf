"""A competence that changes hands: who may write it, how it is dated, what is refused."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.competence_matrix.queries import last_word
from maillage.ground.directory.competence_matrix.services import (
    Holding,
    HoldingChangedError,
    record_holding,
)
from maillage.ground.directory.models import Competence, Organisation
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import DAY, add_url, cell, cell_url, matrix_url, rows_of
from tests.ground.directory.makers import make_competence, make_organisation, make_spokesperson
from tests.ground.directory.reading import plain


def test_change_ends_the_former_row_and_opens_another(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    competence = Competence.objects.create(organisation=pornic, domain="Mobilités", since=DAY)

    answer = officer.post(
        cell_url(cooperation, pornic, "Mobilités"),
        {"state": "transferred", "holder": retz.pk, "since": "01/07/2021", "read": competence.pk},
    )

    assert rows_of(pornic) == [
        ("Mobilités", "held", DAY, date(2021, 7, 1)),
        ("Mobilités", "transferred", date(2021, 7, 1), None),
    ]
    place = f"{pornic.pk}~mobilites"
    assert answer.headers["Location"] == matrix_url(cooperation, f"?case={place}#c-{place}")
    assert "détenue, du 1er janvier 2018 au 1er juillet 2021" in plain(
        officer.get(matrix_url(cooperation, f"?case={place}")).text
    )


def test_nothing_more_ends_the_row(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    competence = Competence.objects.create(organisation=pornic, domain="Mobilités", since=DAY)

    officer.post(
        cell_url(cooperation, pornic, "Mobilités"),
        {"state": "", "since": "01/07/2021", "read": competence.pk},
    )

    assert rows_of(pornic) == [("Mobilités", "held", DAY, date(2021, 7, 1))]


def test_unknown_beginning_is_completed(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    competence = make_competence(organisation=pornic, domain="Mobilités")

    officer.post(
        cell_url(cooperation, pornic, "Mobilités"),
        {"state": "held", "since": "01/01/2018", "read": competence.pk},
    )

    assert rows_of(pornic) == [("Mobilités", "held", DAY, None)]


def test_competence_is_added_under_its_usual_spelling(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    make_competence(organisation=retz, domain="Mobilités")

    officer.post(
        add_url(cooperation), {"organisation": pornic.pk, "domain": " mobilites ", "state": "held"}
    )

    assert rows_of(pornic) == [("Mobilités", "held", None, None)]


def test_partner_fills_the_structures_they_speak_for(
    cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    access = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=pornic)
    make_competence(organisation=retz, domain="Eau")
    partner = signed_in(access)

    allowed = partner.post(cell_url(cooperation, pornic, "Eau"), {"state": "held", "read": 0})
    refused = partner.post(cell_url(cooperation, retz, "Eau"), {"state": "held", "read": 0})
    beside = partner.post(
        add_url(cooperation), {"organisation": retz.pk, "domain": "Voirie", "state": "held"}
    )

    assert (allowed.status_code, refused.status_code, beside.status_code) == (302, 403, 422)
    assert rows_of(pornic) == [("Eau", "held", None, None)]
    assert rows_of(retz) == [("Eau", "held", None, None)]


def test_partner_is_not_offered_structures_that_they_do_not_see(
    cooperation: Cooperation, pornic: Organisation
) -> None:
    access = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=pornic)
    make_organisation(workspace=cooperation.workspace, name="Commune de Saumur")

    text = signed_in(access).get(cell_url(cooperation, pornic, "Eau")).text

    assert "Saumur" not in text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"state": "transferred", "since": ""}, "Donnez le jour du changement"),
        ({"state": "transferred", "since": "31/12/2017"}, "Ce jour vient avant le 1er janvier"),
        ({"state": "held", "since": "01/02/2018"}, "C’est déjà noté : détenue, depuis le 1er"),
        ({"state": "transferred", "since": "demain"}, "Saisissez une date valide"),
        ({"state": "lost", "since": ""}, "lost n’en fait pas partie"),
    ],
)
def test_what_does_not_fit_is_reported_and_kept(
    officer: Client,
    cooperation: Cooperation,
    pornic: Organisation,
    sent: dict[str, str],
    sentence: str,
) -> None:
    competence = Competence.objects.create(organisation=pornic, domain="Mobilités", since=DAY)

    answer = officer.post(
        cell_url(cooperation, pornic, "Mobilités"), {**sent, "read": str(competence.pk)}
    )

    assert answer.status_code == 422
    assert sentence in plain(answer.text)
    assert rows_of(pornic) == [("Mobilités", "held", DAY, None)]


def test_held_and_transferred_at_once_is_refused(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    answer = officer.post(
        add_url(cooperation),
        {"organisation": pornic.pk, "domain": "Eau", "state": "held", "holder": retz.pk},
    )

    assert "Une compétence transférée n’est plus détenue." in answer.text
    assert rows_of(pornic) == []


def test_address_that_names_no_competence_asks_for_it(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    pages = [
        officer.get(cell_url(cooperation, pornic, domain)).text for domain in ("", "x" * 121, "%00")
    ]

    assert ['name="domain"' in page for page in pages] == [True, True, True]


def test_second_writer_sees_what_the_first_wrote(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    competence = Competence.objects.create(organisation=pornic, domain="Eau", since=DAY)
    url, since = cell_url(cooperation, pornic, "Eau"), "01/07/2021"
    first = {"state": "transferred", "holder": retz.pk, "since": since, "read": competence.pk}
    officer.post(url, first)

    answer = officer.post(url, {"state": "", "since": "01/01/2024", "read": competence.pk})

    written = Competence.objects.get(until__isnull=True)
    assert answer.status_code == 422
    assert "quelqu’un a noté : transférée à Pays de Retz, depuis le 1er juillet 2021." in plain(
        answer.text
    )
    assert (f'value="{written.pk}"' in answer.text, 'value="01/01/2024"' in answer.text) == (
        True,
        True,
    )
    assert written.state == "transferred"


def test_stale_number_is_refused_by_the_service(access: Access, pornic: Organisation) -> None:
    written = make_competence(organisation=pornic, domain="Eau")

    with pytest.raises(HoldingChangedError) as raised:
        record_holding(
            author=access.user, organisation=pornic, holding=Holding("eau", "transferred"), read=0
        )

    assert raised.value.current == written == last_word(pornic, "EAU")


def test_change_to_come_is_not_true_yet(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    competence = Competence.objects.create(organisation=pornic, domain="Eau", since=DAY)
    year = timezone.localdate().year + 1

    officer.post(
        cell_url(cooperation, pornic, "Eau"),
        {
            "state": "transferred",
            "holder": retz.pk,
            "since": f"01/01/{year}",
            "read": competence.pk,
        },
    )
    text = officer.get(matrix_url(cooperation, f"?case={pornic.pk}~eau")).text

    assert cell(text, pornic, "Eau") == "détenue depuis 2018"
    assert f"transférée à Pays de Retz, à partir du 1er janvier {year}" in plain(text)
