"""What the values of a column, and the columns beside it, say that its header does not."""

from datetime import date

from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.contact_files.test_messy_lists import read


def people(rows: list[Row]) -> list[str]:
    """Who is read, family name first."""
    return [f"{one.family_name} {one.given_name}" for one in read(rows).people]


def test_a_role_above_names_heads_people_whatever_else_it_says() -> None:
    rows: list[Row] = [
        ["Commune", "Élu réf. climat", "Agent réf.", "Mail"],
        ["Orval", "M. PASTOU Luc", "Mme SOL Ida", "i.sol@orval.example.org"],
        ["Vaux", "Mme LORMEL Odette", "M. FABRE Jean", "j.fabre@vaux.example.org"],
        ["Brolles", "M. BRIN Paul", "Mme MAUR Lise", "l.maur@brolles.example.org"],
    ]

    plan = read(rows)

    assert [(m.function, m.kind) for m in plan.mandates if m.kind == "élu"] == [(None, "élu")] * 3
    assert len(plan.people) == 6


def test_an_office_with_its_endings_in_brackets_heads_people() -> None:
    rows: list[Row] = [
        ["Association", "Président(e)", "Trésorier(ère)", "Dirigeant(s)"],
        ["Les Archers", "M. PASTOU Luc", "Mme SOL Ida", "M. BON Yves"],
        ["La Chorale", "Mme LORMEL Odette", "M. FABRE Jean", "M. BAC Éloi"],
        ["Le Judo", "M. BRIN Paul", "Mme MAUR Lise", "M. RIV Alain"],
    ]

    assert len(people(rows)) == 9


def test_a_header_unlike_what_stands_under_it_is_found() -> None:
    rows: list[Row] = [
        ["Organisme invité", "Destinataires, copiés du courriel", "Retour"],
        ["Caf", "SOL Ida <ida.sol@caf.example.org>", "oui"],
        ["MSA", "FABRE Jean <j.fabre@msa.example.org>", "excusé"],
        ["Mission locale", "MAUR Lise <l.maur@ml.example.org>", ""],
    ]

    assert people(rows) == ["SOL Ida", "FABRE Jean", "MAUR Lise"]


def test_a_place_of_work_names_the_structures_of_a_list_without_any() -> None:
    rows: list[Row] = [
        ["NOM et prénom", "Profession", "Lieu d’exercice", "Tél."],
        ["SOL Ida", "Infirmière", "Centre de santé du Pont", "01 99 00 10 01"],
        ["FABRE Jean", "Médecin", "Collège d’Orval", "01 99 00 10 02"],
        ["MAUR Lise", "Sage-femme", "EHPAD des Tilleuls", "01 99 00 10 03"],
    ]

    names = [one.name for one in read(rows).organisations]

    assert names == ["Centre de santé du Pont", "Collège d’Orval", "EHPAD des Tilleuls"]


def test_each_of_two_people_has_the_day_beside_and_the_function_before_them() -> None:
    rows: list[Row] = [
        ["Structure", "Poste", "Partant", "Fin de fonction", "Arrivant", "Prise de fonction"],
        ["Caf", "Conseillère", "Mme SOL Ida", "31/03/2026", "M. BON Yves", "01/04/2026"],
        ["MSA", "Délégué", "M. FABRE Jean", "30/06/2026", "Mme MAUR Lise", "01/09/2026"],
    ]

    plan = read(rows)

    terms = [
        (m.function, m.since.day if m.since else None, m.until.day if m.until else None)
        for m in plan.mandates
    ]
    assert terms == [
        ("Conseillère", None, date(2026, 3, 31)),
        ("Conseillère", date(2026, 4, 1), None),
        ("Délégué", None, date(2026, 6, 30)),
        ("Délégué", date(2026, 9, 1), None),
    ]
