"""What files that nobody of the house wrote give, column by column: structures, people, numbers."""

from maillage.ground.directory.contact_files.table.plan import ImportPlan
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.contact_files.test_messy_lists import mandates_of, read


def names(plan: ImportPlan) -> tuple[list[str], list[str]]:
    """The structures and the people, by their names."""
    people = [f"{p.given_name} {p.family_name}".strip() for p in plan.people]
    return [o.name for o in plan.organisations], people


def test_lone_name_beside_siret_makes_structures_and_no_person() -> None:
    plan = read(
        [
            ["nom", "adresse", "code postal", "ville", "téléphone", "siret"],
            [
                "Régie du Val Fleuri",
                "1 rue du Gué",
                "49100",
                "Brolles",
                "0299000001",
                "",
            ],
            ["Tremplin et Compagnie", "2 rue du Gué", "49100", "Brolles", "0299000002", ""],
            ["ATELIER DU BOCAGE", "3 rue du Gué", "49100", "Brolles", "0299000003", ""],
        ]
    )

    assert names(plan) == (
        ["Régie du Val Fleuri", "Tremplin et Compagnie", "ATELIER DU BOCAGE"], [],
    )  # fmt: skip
    assert [o.phones for o in plan.organisations] == [
        ["0299000001"],
        ["0299000002"],
        ["0299000003"],
    ]


def test_period_of_a_payment_is_no_telephone() -> None:
    plan = read(
        [
            ["nomBeneficiaire", "Tél.", "datesPeriodeVersement"],
            ["Association du Gué", "2023-01-11/2023-03-09", "2023-01-11/2023-03-09"],
        ]
    )

    assert [o.phones for o in plan.organisations] == [[]]


def test_postcode_is_never_an_insee_code() -> None:
    plan = read(
        [
            ["Structure", "CODE_POSTAL", "COMMUNE", "CODE_POST_COM", "LIB_COM"],
            ["Le Relais", "49100", "Brolles", "49100", "Brolles"],
        ]
    )

    facts = plan.organisations[0].facts
    assert (facts.get("insee_code"), facts.get("postcode")) == (None, "49100")


def test_attributes_of_a_person_are_not_other_people() -> None:
    plan = read(
        [
            ["Personne - Nom", "Structure", "Personne - Région", "Personne - Fonction"],
            ["AUBIN Claire", "Le Relais", "Val-de-Maine", "Directrice"],
            ["ROY Eve", "Le Gué", "Oui", "Présidente"],
        ]
    )

    assert mandates_of(plan) == [
        ("Claire", "AUBIN", "Le Relais", "Directrice"),
        ("Eve", "ROY", "Le Gué", "Présidente"),
    ]


def test_number_under_a_name_is_nobody() -> None:
    plan = read(
        [
            ["Structure", "Contact : nom"],
            ["Le Relais", "+262 6 92 00 00 01"],
            ["Le Gué", "Claire AUBIN"],
            ["Le Pont", "1234"],
            ["Le Pré", "Eve ROY"],
            ["La Halle", "Luc BON"],
        ]
    )

    assert [p.family_name for p in plan.people] == ["AUBIN", "ROY", "BON"]
    assert plan.organisations[0].phones == ["0692000001"]
    assert [p.cell for p in plan.problems] == ["csv!B2", "csv!B4"]


def test_duration_of_a_mandate_makes_nobody_elected() -> None:
    plan = read(
        [
            ["Structure", "Nom", "Prénom", "Fonction", "Mandat / durée"],
            ["Caf du Val", "AUBIN", "Claire", "Conseillère technique", "CA 2024-2027"],
            ["Commune d'Orval", "ROY", "Eve", "Maire", "2020-2026"],
        ]
    )

    assert [m.function for m in plan.mandates] == ["Conseillère technique", "Maire"]
    assert plan.mandates[0].kind == "contact"
    assert [m.since.day.year if m.since else 0 for m in plan.mandates] == [2024, 2020]


def test_sections_of_people_keep_their_structure_and_say_who_they_are() -> None:
    header: Row = ["Nom", "Prénom", "Fonction", "Tél."]
    plan = read(
        [
            ["COMMUNE D'ORVAL"],
            ["Secrétariat : 02 99 00 00 01 – mairie@orval.example.org"],
            header,
            ["ÉLUS"], ["AUBIN", "Claire", "1re adjointe", "06 39 98 00 01"],
            ["SERVICES"], ["ROY", "Eve", "DGS", ""], ["PLAT", "Jean", "Coordinateur", ""],
        ]
    )  # fmt: skip

    assert [(m.kind, m.organisation) for m in plan.mandates] == [
        ("élu", "orval"), ("technicien", "orval"), ("technicien", "orval"),
    ]  # fmt: skip
    assert [(o.emails, o.phones) for o in plan.organisations] == [
        (["mairie@orval.example.org"], ["0299000001"])
    ]
    assert {(p.code, p.cell) for p in plan.problems} == {
        ("section_row", "csv!A1"), ("contact_above_header", "csv!A2"), ("section_row", "csv!A4"),
        ("section_row", "csv!A6"),
    }  # fmt: skip


def test_mandate_makes_elected_those_alone_who_have_one() -> None:
    plan = read(
        [
            ["Structure", "Nom", "Prénom", "Mandat"],
            ["Commune d'Orval", "ROY", "Eve", "Adjointe"],
            ["Commune d'Orval", "BON", "Luc", ""],
        ]
    )

    assert [m.kind for m in plan.mandates] == ["élu", "contact"]


def test_glued_headers_name_the_mayor_in_the_commune() -> None:
    header: Row = ["NomCom", "CodeInsee", "PopTot", "CiviliteMaire", "PrenomMaire", "NomMaire"]
    plan = read([header, ["Orval", "49007", "812", "Mme", "Claire", "AUBIN"]])

    assert mandates_of(plan) == [("Claire", "AUBIN", "Commune d'Orval", "Maire")]
    assert plan.organisations[0].facts.get("insee_code") == "49007"


def test_name_of_the_mayor_is_no_function() -> None:
    plan = read(
        [
            ["lib_com", "insee_com", "lib_dep", "nom_maire", "mel_mairie"],
            ["Orval", "49007", "Maine", "Claire AUBIN", "mairie@orval.example.org"],
        ]
    )

    assert mandates_of(plan) == [("Claire", "AUBIN", "Commune d'Orval", "Maire")]
    assert plan.organisations[0].emails == ["mairie@orval.example.org"]


def test_survey_gives_neither_address_nor_end_of_mandate() -> None:
    plan = read(
        [
            ["ID de la réponse", "Dernière page", "Adresse IP", "Structure", "Nom", "Prénom"],
            ["1", "4", "192.0.2.7", "Le Relais", "AUBIN", "Claire"],
        ]
    )

    assert plan.organisations[0].facts.get("address") is None
    assert [m.until for m in plan.mandates] == [None]


def test_notice_under_the_header_makes_nobody() -> None:
    plan = read(
        [
            ["Structure", "Contact", "Courriel"],
            ["Nom de la structure. Entre 3 et 150 caractères", "Champ obligatoire de texte", ""],
            ["Le Relais", "Claire AUBIN", "c.aubin@relais.example.org"],
        ]
    )

    assert names(plan) == (["Le Relais"], ["Claire AUBIN"])
    assert "notice_row" in {problem.code for problem in plan.problems}
