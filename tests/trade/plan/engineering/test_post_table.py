"""A list of posts comes in, goes out in the same columns, and then asks nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.answer_keys import part_key
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers
from maillage.ground.directory.models import Department
from maillage.trade.plan.engineering.table import plan_posts
from maillage.trade.plan.models import Post, PostHolding
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.holdings import member_elsewhere, member_with_name
from tests.ground.directory.makers import make_person
from tests.trade.context.test_lists_as_typed import in_words, understood
from tests.trade.context.test_small_lists import cells, read, written
from tests.trade.stakes.makers import make_theme

ROWS: list[Row] = [
    [
        *("Employeur", "Intitulé du poste", "ETP", "Agent", "Quotité", "Depuis", "Financeur"),
        *("Missions", "Thématique", "Service", "Poste créé le"),
    ],
    [
        *("Brolles", "Coordination jeunesse", "mi-temps", "Théo MARSAC", "50 %", "01/09/2022"),
        *("Caf", "Piloter et animer", "Jeunesse ; Sport", "Enfance", "2021"),
    ],
    ["", "Accès aux droits", "28 h", "poste vacant", "", "", "Caf", "aller vers", "", "Nul", ""],
    ["Brolles", "Périscolaire", "80", "Inconnue PERSONNE"],
    ["Brolles", "Coordination jeunesse", "0,5", "Théo MARSAC"],
    ["SIVOM", "Relais", "0,5"],
    ["Brolles", "Sans temps", "beaucoup"],
]


@pytest.fixture
def nameable(cooperation: Cooperation) -> None:
    """A funder, an employer, somebody who works there."""
    member_with_name(cooperation, "Caf")
    brolles = member_with_name(cooperation, "Brolles")
    Department.objects.create(organisation=brolles, name="Enfance")
    make_theme(cooperation=cooperation, label="Jeunesse")
    make_person(workspace=cooperation.workspace, family_name="Marsac", given_name="Théo")


@pytest.mark.usefixtures("nameable")
def test_posts_come_in(access: Access) -> None:
    run = written(access, "postes", ROWS)

    fields = "title", "employer__name", "fte", "funders__name"
    assert list(Post.objects.order_by("pk").values_list(*fields)) == [
        ("Coordination jeunesse", "Brolles", Decimal("0.50"), "Caf"),
        ("Accès aux droits", "Brolles", Decimal("0.80"), "Caf"),
        ("Périscolaire", "Brolles", Decimal("0.80"), None),
    ]
    purposes = "mission", "department__name", "themes__label", "since", "times__mission"
    assert list(Post.objects.order_by("pk").values_list(*purposes)) == [
        ("Piloter et animer", "Enfance", "Jeunesse", date(2021, 1, 1), "lead"),
        ("aller vers", None, None, None, None),
        ("", None, None, None, None),
    ]
    filled = PostHolding.objects.values_list("person__family_name", "fte", "since")
    assert list(filled) == [("Marsac", Decimal("0.50"), date(2022, 9, 1))]
    assert [one["message"] for one in run.preview["errors"]] == [
        "« SIVOM » n’est pas dans l’annuaire : ajoutez d’abord cet employeur.",
        "Écrivez un temps entre 0,05 et 1, par exemple 0,5 pour un mi-temps.",
    ]
    assert cells(run, "warnings") == ["A6", "A3", "I2", "J3", "C4", "D4", "B5"]


@pytest.mark.usefixtures("nameable")
def test_what_went_out_comes_back_and_asks_nothing(officer: Client, access: Access) -> None:
    written(access, "postes", ROWS)
    page = reverse("exchange:export", args=[access.cooperation.slug])

    file = officer.get(f"{page}?tableau=postes&format=csv").content
    run = read(access, "postes", file)

    assert (cells(run), cells(run, "warnings")) == ([], [])
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 3]


@pytest.mark.parametrize(
    ("of_post", "of_holder"),
    [
        ("% de temps plein", "Quotité agent (%)"),
        ("ETP du poste", "ETP pourvu"),
        ("ETP", "Temps de la personne en poste"),
    ],
)
def test_beside_the_time_of_a_post_that_of_its_holder_is_theirs(
    of_post: str, of_holder: str
) -> None:
    rows: list[Row] = [
        ["Poste", "Employeur", of_post, "Agent", of_holder],
        ["Animer", "CC du Lac", "100 %", "Eve ROY", "80 %"],
        ["Accueillir", "CC du Lac", "50 %", "Luc MOREL", "50 %"],
    ]
    result, _cells = understood("posts", csv_bytes(rows))
    assert in_words(result, "fte", "holder_fte") == [(1, 0.8), (0.5, 0.5)]


@pytest.mark.parametrize("header", ["Quotité agent", "ETP pourvu", "Temps de l’agent"])
def test_the_only_time_is_that_of_the_post(header: str) -> None:
    rows: list[Row] = [
        ["Poste", "Employeur", "Agent", header],
        ["Animer", "CC du Lac", "Eve ROY", "80 %"],
        ["Accueillir", "CC du Lac", "Luc MOREL", "50 %"],
    ]
    result, cells_ = understood("posts", csv_bytes(rows))
    assert in_words(result, "fte", "holder_fte") == [(0.8, None), (0.5, None)]
    assert cells_ == []


def test_a_short_word_is_the_member_and_another_cooperation_is_asked(access: Access) -> None:
    member_elsewhere(access.cooperation, "Caf de la Maine-Aubrée", "Caf")
    member_elsewhere(access.cooperation, "Mission locale de la Maine-Aubrée", "ML")
    member_with_name(access.cooperation, "Caf des Hautes-Ouzes")
    rows: list[Row] = [
        ["Poste", "Employeur", "ETP", "Financeur"],
        ["Accueil", "Caf", "0,5", "Caf"],
        ["Écoute", "ML", "0,5", "ML"],
    ]

    run = written(access, "postes", rows)

    fields = "title", "employer__name", "funders__name"
    assert list(Post.objects.values_list(*fields)) == [
        ("Accueil", "Caf des Hautes-Ouzes", "Caf des Hautes-Ouzes")
    ]
    assert [one["message"] for one in run.preview["errors"]] == [
        "« ML » n’est pas de cette coopération : confirmez, ou corrigez."
    ]
    assert [one["message"] for one in run.preview["warnings"]] == [
        "« ML » : dans l’annuaire de l’espace, seule une autre coopération a la Mission locale "
        "de la Maine-Aubrée. Cochez si c’est la même structure ; sinon écrivez son nom entier "
        "dans le fichier.",
        "« ML » n’est pas connu ici : cette mention est laissée.",
    ]


def test_an_employer_of_another_cooperation_is_taken_once_ticked(access: Access) -> None:
    other = member_elsewhere(access.cooperation, "Mission locale de la Maine-Aubrée", "ML")
    rows: list[Row] = [["Poste", "Employeur", "ETP"], ["Écoute", "ML", "0,5"]]
    answers = Answers(
        cooperation_id=access.cooperation_id,
        author_id=access.user_id,
        refused=frozenset({part_key("csv!B2")}),
    )

    planned = plan_posts(open_content(csv_bytes(rows)), answers, no_report)

    assert [one.record.employer for one in planned.table.valid_rows] == [other]


@pytest.mark.usefixtures("nameable")
def test_an_employer_taken_from_the_row_above_is_said(access: Access) -> None:
    head: Row = ["Poste", "Employeur", "ETP"]
    rows: list[Row] = [
        head,
        ["Relais", "Brolles", "0,5"],
        ["Médiation", "", "0,5"],
        ["Écoute", "Caf", "0,5"],
    ]
    once: list[Row] = [head, ["Un", "Brolles", "0,5"], ["Deux", "", "0,5"], ["Trois", "", "0,5"]]

    first, second = read(access, "postes", csv_bytes(rows)), read(access, "postes", csv_bytes(once))

    assert [one["message"] for one in first.preview["warnings"]] == [
        "Case vide, reprise de la ligne 2 : « Brolles ». Si c’est autre chose, écrivez-le dans le "
        "fichier."
    ]
    assert cells(first, "warnings") == ["B3"]
    assert cells(second, "warnings") == []


HEAD: Row = ["Employeur", "Poste", "ETP", "Agent", "Financeur", "Mission", "Fin du financement"]


@pytest.mark.usefixtures("nameable")
def test_money_and_a_mission_of_others_complete_no_post(
    access: Access, cooperation: Cooperation
) -> None:
    member_with_name(cooperation, "MSA")
    make_person(workspace=cooperation.workspace, family_name="Roy", given_name="Eve")
    first: Row = ["Brolles", "Relais", "0,8", "Théo MARSAC", "Caf", "", ""]
    written(access, "postes", [HEAD, first])
    assert cells(written(access, "postes", [HEAD, first]), "warnings") == []

    other: Row = ["Brolles", "Relais", "1", "Eve ROY", "MSA", "Communiquer", "31/12/2027"]
    run = written(access, "postes", [HEAD, other])

    stays, beside = (
        "Maillage a noté « {} » : c’est ce qui est gardé.",
        "Dit de « Eve ROY », que Maillage n’a pas pour ce poste : pas repris.",
    )
    assert {one["place"]: one["message"] for one in run.preview["warnings"]} == {
        "C2": stays.format("0,80"),
        "D2": stays.format("Théo Marsac"),
        "E2": stays.format("Caf"),
        "F2, G2": beside,
    }
    assert list(Post.objects.values_list("mission", "until")) == [("", None)]


@pytest.mark.usefixtures("nameable")
def test_two_rows_of_a_post_say_what_is_not_taken(access: Access, cooperation: Cooperation) -> None:
    member_with_name(cooperation, "MSA")
    rows: list[Row] = [
        ["Brolles", "Relais", "1", "Théo MARSAC", "Caf", "", ""],
        ["Brolles", "Relais", "1", "Théo MARSAC", "MSA", "", "30/06/2027"],
    ]

    run = written(access, "postes", [HEAD, *rows])

    assert [one["message"] for one in run.preview["warnings"]] == [
        "Déjà dit à la ligne 2 : lues comme une seule. "
        "Pas repris d’ici : Financeur « MSA », Fin du financement « 30/06/2027 »."
    ]
    assert Post.objects.get().until is None
