"""Lists of schemes and publics come in, go out in the same columns, and then ask nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.models import Import
from maillage.ground.actors.models import Subject
from maillage.trade.context.models import Facility, Public, Scheme
from tests.foundation.exchange.importing import read_into, undone, written_into
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.holdings import member_elsewhere, member_with_name
from tests.ground.territories.makers import make_territory

SCHEMES: list[Row] = [
    ["Dispositif", "Nature", "Porteur", "Périmètre", "Début", "Fin", "Source"],
    ["CTG 2024-2028", "CTG", "Bouin", "Bouin", "01/01/2024", "2028", "convention"],
    ["Plan climat", "", "Inconnue", "", "", "", ""],
    ["Contrat de ville", "", "", "", "01/01/2027", "31/12/2026", ""],
]
PUBLICS: list[Row] = [
    ["Public", "Thème", "Communes", "Nombre", "Année", "Source"],
    ["Enfants de moins de trois ans", "Enfance", "Bouin", "713", "2024", "Insee"],
    ["Jeunes", "", "", "beaucoup", "", ""],
    ["Aînés", "", "", "", "2090", ""],
    ["Parents", "", "", "", "", "Caf"],
]

FACILITIES: list[Row] = [
    ["Équipement", "Nature", "Commune", "Gestionnaire", "Places", "Fin COF", "Situation"],
    ["Les Lutins", "Multi-accueil", "Bouin", "Bouin", "18 (dont 2 d’urgence)", "12/2027", "ouvert"],
    ["Le Préau", "Espace jeunes", "Bouin", "Inconnue", "4500", "31/02/2027", "fermé le 31/08/2025"],
    ["Ailleurs", "LAEP", "Nulle part", "", "", "", ""],
    ["Les Lutins", "Multi-accueil", "Bouin", "", "", "", ""],
]


@pytest.fixture
def bouin(cooperation: Cooperation) -> None:
    """A member that is a commune, and a theme."""
    town = member_with_name(cooperation, "Bouin")
    town.territory = make_territory(kind="commune", name="Bouin", code="85029")
    town.save()
    Subject.objects.create(cooperation=cooperation, kind="theme", label="Enfance")


def read(access: Access, target: str, content: bytes) -> Import:
    """A table, checked, its columns guessed."""
    return read_into(target, access, content, name="liste.csv")


def written(access: Access, target: str, rows: list[Row]) -> Import:
    """A table, imported."""
    return written_into(target, access, csv_bytes(rows), name="liste.csv")


def cells(run: Import, severity: str = "errors") -> list[str]:
    """Where something is wrong."""
    return [one["cell"].rpartition("!")[2] for one in run.preview[severity]]


@pytest.mark.usefixtures("bouin")
def test_schemes_come_in(access: Access) -> None:
    run = written(access, "dispositifs", SCHEMES)

    columns = "title", "kind", "holder__name", "territories__name", "start_on", "end_on"
    assert list(Scheme.objects.order_by("pk").values_list(*columns)) == [
        ("CTG 2024-2028", "ctg", "Bouin", "Bouin", date(2024, 1, 1), date(2028, 12, 31)),
        ("Plan climat", "pcaet", None, None, None, None),
    ]
    assert (cells(run), cells(run, "warnings")) == (["F4"], ["C3"])


@pytest.mark.usefixtures("bouin")
def test_publics_come_in(access: Access) -> None:
    run = written(access, "publics", PUBLICS)

    columns = "label", "theme__label", "territories__name", "size", "year", "source"
    assert list(Public.objects.order_by("pk").values_list(*columns)) == [
        ("Enfants de moins de trois ans", "Enfance", "Bouin", 713, 2024, "Insee"),
        ("Parents", None, None, None, None, "Caf"),
    ]
    assert cells(run) == ["D3", "E4"]


@pytest.mark.usefixtures("bouin")
def test_facilities_come_in(access: Access) -> None:
    run = written(access, "facilities", FACILITIES)

    columns = "name", "kind", "manager__name", "places", "state", "until", "agreements__end_on"
    assert list(Facility.objects.order_by("pk").values_list(*columns)) == [
        ("Les Lutins", "nursery", "Bouin", 18, "open", None, date(2027, 12, 31)),
        ("Le Préau", "youth", None, None, "closed", date(2025, 8, 31), None),
    ]
    assert (cells(run), cells(run, "warnings")) == (["E3", "F3", "C4"], ["D3", "A5"])


@pytest.mark.usefixtures("bouin")
@pytest.mark.parametrize(
    ("target", "rows"),
    [("dispositifs", SCHEMES), ("publics", PUBLICS), ("facilities", FACILITIES)],
)
def test_what_went_out_comes_back_and_asks_nothing(
    officer: Client, access: Access, target: str, rows: list[Row]
) -> None:
    written(access, target, rows)
    page = reverse("exchange:export", args=[access.cooperation.slug])

    file = officer.get(f"{page}?tableau={target}&format=csv").content
    run = read(access, target, file)

    assert (cells(run), cells(run, "warnings")) == ([], [])
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 2]


@pytest.mark.usefixtures("bouin")
@pytest.mark.parametrize(
    ("target", "head"),
    [
        ("dispositifs", ["Dispositif", "Début", "Fin"]),
        ("sources", ["Aide", "Date d’ouverture", "Date de clôture"]),
        ("conventions", ["Intitulé", "Prise d'effet", "Échéance"]),
    ],
)
def test_a_day_that_crosses_what_is_noted_is_left_out(
    access: Access, target: str, head: Row
) -> None:
    written(access, target, [head, ["La maison", "", "01/03/2026"]])

    run = written(access, target, [head, ["La maison", "01/01/2027", "01/06/2027"]])

    assert (run.state, cells(run)) == ("done", ["B2"])
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 1]


@pytest.mark.usefixtures("bouin")
def test_an_import_is_taken_back_whole(access: Access) -> None:
    run = written(access, "dispositifs", SCHEMES)

    undone(run, access.user)

    assert Scheme.objects.count() == 0


@pytest.mark.usefixtures("bouin")
def test_who_runs_a_facility_is_the_member_never_another_cooperation(access: Access) -> None:
    member_elsewhere(access.cooperation, "Caf de la Maine-Aubrée", "Caf")
    member_elsewhere(access.cooperation, "Mission locale de la Maine-Aubrée", "ML")
    member_with_name(access.cooperation, "Caf des Hautes-Ouzes")
    rows: list[Row] = [
        ["Équipement", "Nature", "Commune", "Gestionnaire"],
        ["La Maisonnée", "crèche", "Bouin", "Caf"],
        ["Le Phare", "crèche", "Bouin", "ML"],
    ]

    run = written(access, "facilities", rows)

    assert list(Facility.objects.order_by("pk").values_list("name", "manager__name")) == [
        ("La Maisonnée", "Caf des Hautes-Ouzes"),
        ("Le Phare", None),
    ]
    assert cells(run, "warnings") == ["D3"]


@pytest.mark.usefixtures("bouin")
def test_a_nature_and_a_commune_taken_from_the_row_above_are_shown(access: Access) -> None:
    rows: list[Row] = [
        ["Équipement", "Nature", "Commune", "Places"],
        ["La Souris verte", "micro-crèche", "Bouin", "10"],
        ["Le Grillon", "", "", "12"],
        ["La Cigale", "crèche", "Bouin", "20"],
    ]

    run = read(access, "facilities", csv_bytes(rows))

    words = (
        "Case vide, reprise de la ligne 2 : « {} ». Si c’est autre chose, écrivez-le dans le "
        "fichier."
    )
    assert [one["message"] for one in run.preview["warnings"]] == [
        words.format(text) for text in ("micro-crèche", "Bouin")
    ]
    assert cells(run, "warnings") == ["B3", "C3"]
