"""What the cells of a plan say: dates, carriers, numbers, states; each as an officer writes it."""

from datetime import date

import pytest

from maillage.trade.governance.bodies.table.places import ExistingPerson, person_key
from maillage.trade.plan.periods import Doubt, PlanPeriod, Side, read_period
from maillage.trade.plan.plan_table.headings import Heading, bare_number, heading, titled
from maillage.trade.plan.plan_table.matching import person_in
from maillage.trade.plan.plan_table.names import Carriers, carriers, listed
from maillage.trade.plan.plan_table.states import percent_of, priority_of, state_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("S1 2027", date(2027, 1, 1), date(2027, 6, 30)),
        ("2e trim. 2027", date(2027, 4, 1), date(2027, 6, 30)),
        ("T3-T4 2027", date(2027, 7, 1), date(2027, 12, 31)),
        ("de février à mai 2027", date(2027, 2, 1), date(2027, 5, 31)),
        ("janvier-mars 2027", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026-2028", date(2026, 1, 1), date(2028, 12, 31)),
        ("2026, 2027", date(2026, 1, 1), date(2027, 12, 31)),
        ("T4 2026 - T1 2027", date(2026, 10, 1), date(2027, 3, 31)),
        ("année scolaire 2027-2028", date(2027, 9, 1), date(2028, 8, 31)),
        ("du 01/03/2027 au 30/06/2027", date(2027, 3, 1), date(2027, 6, 30)),
        ("nov. 27", date(2027, 11, 1), date(2027, 11, 30)),
        ("09/2027", date(2027, 9, 1), date(2027, 9, 30)),
        ("Année 2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("dès octobre 2027", date(2027, 10, 1), None),
        ("à partir de 2028", date(2028, 1, 1), None),
        ("rentrée 2027", None, date(2027, 9, 1)),
        ("14/05/2027", None, date(2027, 5, 14)),
        ("avant fin 2028", None, date(2028, 12, 31)),
        ("d’ici 2030", None, date(2030, 12, 31)),
        ("fin mars 2027", None, date(2027, 3, 31)),
        ("46400", None, date(2027, 1, 13)),
        ("05/28", date(2028, 5, 1), date(2028, 5, 31)),
        ("02/28 - 09/28", date(2028, 2, 1), date(2028, 9, 30)),
        ("S2 28", date(2028, 7, 1), date(2028, 12, 31)),
        ("2029 (T1)", date(2029, 1, 1), date(2029, 3, 31)),
        ("du 01/03 au 30/06/28", date(2028, 3, 1), date(2028, 6, 30)),
        ("date à préciser", None, None),
        ("non daté", None, None),
    ],
)
def test_a_calendar_is_read_as_it_is_written(
    text: str, first: date | None, last: date | None
) -> None:
    assert read_period(text, Side.BOTH) == PlanPeriod(first, last)


@pytest.mark.parametrize(
    ("text", "side", "period"),
    [
        ("2027", Side.START, PlanPeriod(first=date(2027, 1, 1))),
        ("2027", Side.END, PlanPeriod(last=date(2027, 12, 31))),
        ("T2 2027", Side.START, PlanPeriod(first=date(2027, 4, 1))),
        ("T2 2027", Side.END, PlanPeriod(last=date(2027, 6, 30))),
        ("tous les ans", Side.END, PlanPeriod(each_year=True)),
        ("en continu", Side.BOTH, PlanPeriod(each_year=True)),
        ("courant 2027", Side.BOTH, PlanPeriod(last=date(2027, 12, 31), doubt=Doubt.VAGUE)),
        ("31/04/2027", Side.END, PlanPeriod(doubt=Doubt.IMPOSSIBLE)),
        ("selon le budget", Side.BOTH, PlanPeriod(doubt=Doubt.WORDS)),
        ("printemps 2027", Side.BOTH, PlanPeriod(doubt=Doubt.WORDS)),
        ("fin 2028", Side.START, PlanPeriod(doubt=Doubt.WRONG_SIDE)),
        ("début 2028", Side.END, PlanPeriod(doubt=Doubt.WRONG_SIDE)),
        ("tous les ans en mai", Side.END, PlanPeriod(each_year=True, doubt=Doubt.WORDS)),
    ],
)
def test_a_date_is_read_as_its_column_tells_it(text: str, side: Side, period: PlanPeriod) -> None:
    assert read_period(text, side) == period


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("CC du Lac / Caf", Carriers(["CC du Lac", "Caf"])),
        ("CC du Lac (Eve ROY)", Carriers(["CC du Lac"], ["Eve ROY"])),
        ("Mme Roy, mairie de Brou", Carriers(["mairie de Brou"], ["Roy"])),
        ("CC – service enfance", Carriers(["CC"], [], ["service enfance"])),
        ("CC (service enfance)", Carriers(["CC"], [], ["service enfance"])),
        ("Pilote : Caf", Carriers(["Caf"])),
        ("Commune de Brou\nCommune d’Aulne", Carriers(["Commune de Brou", "Commune d’Aulne"])),
        ("à désigner", Carriers()),
        ("structure à trouver", Carriers()),
        ("Agathe Moreuil (CCLB)", Carriers(["CCLB"], ["Agathe Moreuil"])),
        ("M. Gaspard Ivry (Syndicat du Lac)", Carriers(["Syndicat du Lac"], ["Gaspard Ivry"])),
        ("CCLB (Agathe Moreuil, directrice)", Carriers(["CCLB"], ["Agathe Moreuil"])),
        ("CA 12 – Agathe Moreuil", Carriers(["CA 12"], ["Agathe Moreuil"])),
        ("Collège (Jules Ferry)", Carriers(["Collège (Jules Ferry)"])),
        ("CCLB (Zorg Tavel)", Carriers(["CCLB (Zorg Tavel)"], doubts=["CCLB (Zorg Tavel)"])),
        ("Caf ?", Carriers(["Caf"], doubts=["Caf ?"])),
        ("Mairie puis CCLB", Carriers(["Mairie", "CCLB"])),
    ],
)
def test_carriers_are_told_from_the_people_beside_them(text: str, read: Carriers) -> None:
    assert carriers(text) == read


def test_lists_are_cut_where_officers_cut_them() -> None:
    assert [
        listed(text)
        for text in (
            *("écoles + Caf", "élus et habitants", "eau et de l’air", ""),
            *("Associations (Oasis, Rebond), Caf", "Caf & MSA", "Terres & Rivières"),
        )
    ] == [
        ["écoles", "Caf"],
        ["élus", "habitants"],
        ["eau et de l’air"],
        [],
        ["Associations (Oasis, Rebond)", "Caf"],
        ["Caf", "MSA"],
        ["Terres & Rivières"],
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Assoc. Murs et Murets", ["Assoc. Murs et Murets"]),
        ("Caf, association Vents et Marées et MSA", ["Caf", "association Vents et Marées", "MSA"]),
        ("Comité des Arts et Métiers", ["Comité des Arts et Métiers"]),
        ("Association Oasis et Caf", ["Association Oasis", "Caf"]),
        ("Association Oasis et ADMR", ["Association Oasis", "ADMR"]),
        ("Association Oasis et association Rebond", ["Association Oasis", "association Rebond"]),
        ("Association Oasis et Commune de Brou", ["Association Oasis", "Commune de Brou"]),
        ("Association Oasis et Foyer rural", ["Association Oasis", "Foyer rural"]),
        ("Association Oasis et M. Roy", ["Association Oasis", "M. Roy"]),
        ("Association Oasis et habitants", ["Association Oasis", "habitants"]),
        ("Associations sportives et Rebond", ["Associations sportives", "Rebond"]),
        ("Terre et Mer", ["Terre", "Mer"]),
        ("CC Bois et Marais", ["CC Bois et Marais"]),
        (
            "Communauté de communes Plaine et Coteaux, Caf",
            ["Communauté de communes Plaine et Coteaux", "Caf"],
        ),
        ("PETR Val et Plateau", ["PETR Val et Plateau"]),
        ("CC du Lac et Caf", ["CC du Lac", "Caf"]),
        ("CC du Lac et CC du Val", ["CC du Lac", "CC du Val"]),
        ("CC du Lac et Mme Roy", ["CC du Lac", "Mme Roy"]),
        ("CC et communes", ["CC", "communes"]),
    ],
)
def test_an_association_keeps_the_two_words_of_its_name(text: str, names: list[str]) -> None:
    assert listed(text) == names


def test_numbers_stand_apart_from_titles() -> None:
    titles = ("1.2.3 Relier", "Fiche n° 7 : Bus", "10 haies", "1.1.a Éclairer", "A3 - Soigner")
    assert [titled(text) for text in titles] == [
        ("1.2.3", "Relier"),
        ("7", "Bus"),
        ("", "10 haies"),
        ("1.1.a", "Éclairer"),
        ("A3", "Soigner"),
    ]
    heads = ("Axe 2 – Se loger", "Orientation stratégique 1 : Eau", "1.2 Relier", "Jeunesse")
    assert [heading(text) for text in heads] == [
        Heading("2", "Se loger"),
        Heading("1", "Eau"),
        Heading("1.2", "Relier"),
        Heading("", "Jeunesse"),
    ]
    assert [bare_number(text) for text in ("FA 12", "Action n°3.1", "7.0")] == ["12", "3.1", "7"]


def test_states_and_priorities_are_read_in_their_words() -> None:
    words = (
        "En retard",
        "bloquée",
        "À arbitrer",
        "terminée",
        "non retenu",
        "prévu",
        "au printemps",
    )
    assert [state_of(text) for text in words] == [
        "running",
        "paused",
        "talk",
        "done",
        "dropped",
        "ready",
        None,
    ]
    assert [priority_of(text) for text in ("1 - haute", "Moyen", "faible", "à voir")] == [
        "high",
        "middle",
        "low",
        "",
    ]
    assert [percent_of(value) for value in (0.4, 60, "75 %", 1, "presque")] == [
        40,
        60,
        75,
        100,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("annulé (plus de porteur)", "dropped"),
        ("gelée : budget non voté", "paused"),
        ("en attente du préfet", "paused"),
        ("Reportée au printemps 2028", "paused"),
        ("démarrée - 25 %", "running"),
        ("presque achevé", "running"),
        ("chantier en cours", "running"),
        ("soldée en juin 2027", "done"),
        ("à lancer en mai", "ready"),
        ("démarre en mai", None),
        ("fait à Brou", None),
        ("réalisé - 50 %", None),
        ("en cours, suspendu l’été", None),
        ("terminé, à reprendre", None),
        ("soldé ?", None),
        ("Ça avance", "running"),
        ("en sommeil", "paused"),
        ("en sommeil depuis 2027", "paused"),
        ("Pas encore", "ready"),
        ("pas encore démarrée", "ready"),
        ("à préparer", "ready"),
    ],
)
def test_a_state_is_read_with_why_and_when_unless_they_contradict_it(
    text: str, state: str | None
) -> None:
    assert state_of(text) == state


@pytest.mark.parametrize(
    ("text", "number"), [("A. Roy", 1), ("Mme Anne ROY", 1), ("E. Roy", None), ("Roy", None)]
)
def test_a_person_is_known_by_an_initial(text: str, number: int | None) -> None:
    people = [
        ExistingPerson(1, person_key("Anne Roy"), "Anne Roy"),
        ExistingPerson(2, person_key("Anne Loy"), "Anne Loy"),
    ]

    one = person_in(people, text)

    assert (one.pk if one else None) == number
