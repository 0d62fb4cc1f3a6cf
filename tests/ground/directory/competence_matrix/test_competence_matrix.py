"""Who holds which competence: what the matrix reads, and who is offered to fill it."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Competence, Organisation
from tests.conftest import SignIn
from tests.ground.directory.holdings import (
    DAY,
    add_url,
    cell,
    cell_url,
    matrix_url,
    member_with_name,
    transferred,
)
from tests.ground.directory.makers import make_competence, make_member, make_organisation
from tests.ground.directory.reading import names_in, plain, reading


def test_cells_say_held_transferred_or_nothing(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    make_competence(organisation=retz, domain="Mobilités")
    transferred(pornic, "Mobilités", retz)
    make_competence(organisation=pornic, domain="Cantines")

    text = officer.get(matrix_url(cooperation)).text

    assert cell(text, retz, "Mobilités") == "détenue"
    assert cell(text, pornic, "Mobilités") == "transférée à Pays de Retz"
    assert cell(text, retz, "Cantines") == "vide"


def test_rows_columns_and_sentence_are_read(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    make_competence(organisation=retz, domain="Mobilités")
    transferred(pornic, "Mobilités", retz)
    make_competence(organisation=pornic, domain="Cantines")
    member_with_name(cooperation, "Commune de Vue")
    make_member(
        cooperation=cooperation,
        organisation=make_organisation(
            workspace=cooperation.workspace, name="Caf de Retz", kind="social"
        ),
    )

    text = officer.get(matrix_url(cooperation)).text

    assert "Hors du tableau, sans compétence notée : Caf de Retz." in plain(text)
    assert reading(text) == (
        "On sait ce que détiennent deux structures sur trois : deux compétences, un transfert. "
        "<b>Une reste silencieuse.</b>"
    )
    assert "Détient une compétence</b><small>en a transféré une</small>" in text
    assert "Rien de connu</b>" in text
    assert "1 la détient, 1 l’a transférée</td>" in text
    assert (
        "<dt>Mobilités</dt><dd>Détenue par une structure : Pays de Retz ; transférée par une : "
        "Commune de Pornic (à Pays de Retz).</dd>"
    ) in plain(text)


def test_two_spellings_share_a_column(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    make_competence(organisation=retz, domain="Mobilités")
    make_competence(organisation=pornic, domain="mobilites")

    text = officer.get(matrix_url(cooperation)).text

    assert cell(text, pornic, "Mobilités") == cell(text, retz, "Mobilités") == "détenue"
    assert "2 la détiennent</td>" in text


def test_only_members_and_what_is_true_today(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    outside = make_organisation(workspace=cooperation.workspace, name="Commune de Saumur")
    make_competence(organisation=outside, domain="Eau")
    Competence.objects.create(organisation=pornic, domain="Voirie", since=DAY, until=DAY)
    Competence.objects.create(organisation=pornic, domain="Forêt", since=date(2999, 1, 1))

    text = officer.get(matrix_url(cooperation)).text

    assert [word for word in ("Saumur", "Eau", "Voirie", "Forêt") if word in text] == []
    assert "Aucune compétence pour l’instant" in text
    assert add_url(cooperation) in text


def test_one_kind_of_structures_is_read_alone(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    caf = make_organisation(workspace=cooperation.workspace, name="Caf de Retz", kind="social")
    make_member(cooperation=cooperation, organisation=caf)
    make_competence(organisation=pornic, domain="Cantines")
    make_competence(organisation=caf, domain="Enfance")

    texts = [
        officer.get(matrix_url(cooperation, f"?nature={kind}")).text
        for kind in ("commune", "social", "region")
    ]

    assert [names_in(text, "Commune de Pornic", "Caf de Retz") for text in texts] == [
        ["Commune de Pornic"],
        ["Caf de Retz"],
        ["Commune de Pornic", "Caf de Retz"],
    ]
    assert ["Enfance" in text for text in texts] == [False, True, True]
    assert reading(texts[0]) == "On sait ce que détient la seule structure : une compétence."


def test_received_without_a_word_is_to_check(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    transferred(pornic, "Mobilités", retz)

    before = officer.get(matrix_url(cooperation)).text
    make_competence(organisation=retz, domain="Mobilités")
    after = officer.get(matrix_url(cooperation)).text

    words = "Mobilités » a été transférée à Pays de Retz, dont la fiche n’en dit rien."
    assert (words in plain(before), words in plain(after)) == (True, False)


def test_export_says_to_whom(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    transferred(pornic, "=eau", retz)

    answer = officer.get(matrix_url(cooperation, "?export=csv"))

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Structure;Ce qu’elle en dit;'=eau",
        "Commune de Pornic;A transféré une compétence;transférée à Pays de Retz",
        "Pays de Retz;Rien de connu;",
    ]


@pytest.mark.parametrize("role", [Role.ELECTED, Role.OBSERVER])
def test_reader_reads_without_filling(
    sign_in: SignIn, cooperation: Cooperation, pornic: Organisation, role: str
) -> None:
    make_competence(organisation=pornic, domain="Mobilités")
    client = sign_in(role)

    text = client.get(matrix_url(cooperation, f"?case={pornic.pk}~mobilites")).text

    assert cell(text, pornic, "Mobilités") == "détenue"
    assert (cell_url(cooperation, pornic) in text, add_url(cooperation) in text) == (False, False)
    assert client.post(cell_url(cooperation, pornic, "Mobilités")).status_code == 403


def test_who_speaks_for_nobody_is_offered_nothing(
    sign_in: SignIn, cooperation: Cooperation, pornic: Organisation
) -> None:
    make_competence(organisation=pornic, domain="Eau")

    texts = [
        sign_in(role).get(matrix_url(cooperation, f"?case={pornic.pk}~eau")).text
        for role in (Role.TEAM, Role.PARTNER, Role.OFFICER)
    ]

    assert [add_url(cooperation) in text for text in texts] == [False, False, True]
    assert [cell_url(cooperation, pornic) in text for text in texts] == [False, False, True]


@pytest.mark.parametrize("count", [1, 3])
def test_matrix_takes_eight_queries(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        make_competence(
            organisation=member_with_name(cooperation, f"Commune {number}"),
            domain=f"Domaine {number}",
        )

    with django_assert_num_queries(8):
        officer.get(matrix_url(cooperation))
