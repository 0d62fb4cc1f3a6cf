"""What kind of table is a file, said from its columns?"""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.kinds import kinds
from maillage.foundation.exchange.tables.sheets import SheetReading, read_sheets
from maillage.foundation.exchange.targets.targets import targets
from maillage.foundation.exchange.vocabulary.words import header_fields, whole_header_fields
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

CONTACTS = frozenset({"organisation_name", "person_name", "family_name", "given_name", "email"})


def read(rows: list[Row]) -> SheetReading:
    return read_sheets(open_content(csv_bytes(rows)), CONTACTS)[0]


def kind_of_headers(line: str) -> str:
    headers = line.split(";")
    kind = read([list(headers), ["x"] * len(headers)]).kind
    return kind.word if kind else "unknown"


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("Structure;Nom;Prénom;Fonction;Mail", "contacts"),
        ("Commune;Maire;Tél.", "elected"),
        ("Commune;Nom de l'élu;Prénom de l'élu", "elected"),
        ("Association;Président;Tél.", "contacts"),
        ("Commune;Nom élu;Mail élu;Nom technicien;Mail technicien", "contacts"),
        ("Commune;Titulaire;Suppléant;Collège", "members"),
        ("Structure;Représentant;Émargement", "attendance"),
        ("Instance;Date de la réunion;Heure;Ordre du jour", "meetings"),
        ("Commune;Date du conseil;N° délibération;Résultat du vote", "deliberations"),
        ("COLL_NOM;DELIB_ID;DELIB_DATE;DELIB_OBJET;VOTE_POUR;VOTE_CONTRE", "deliberations"),
        ("Structure;Apport;Quantité;Échéance", "commitments"),
        ("Structure;Enjeu;Position", "positions"),
        ("Acteur;Sur qui;Influence", "influences"),
        ("Axe;Action;Structure pilote;Partenaires;Échéance;Statut;Budget", "plan"),
        ("Structure;Poste;ETP;Financeur;Date de fin", "posts"),
        ("Poste;Missions;Quotité du poste;Nom de l'agent;Arrivée;Financé par", "posts"),
        ("Porteur;Projet;Contact;Stade;Coût total;Prochaine étape;Pour le", "projects"),
        ("Document à fournir;Destinataire;Date limite;Périodicité;Envoyé le", "duties"),
        ("Pièce à produire;Destinataire;Opération;Pour le;Suivi par", "duties"),
        ("Financeur;Opération;Bénéficiaire;À produire;Date limite;Réf. arrêté", "duties"),
        ("Opération;Coût total HT;Financeur;Sollicité;Accordé;Autofinancement", "funding"),
        ("Opération;Coût total;DETR (€ HT);Autofinancement", "funding"),
        ("Équipement;Commune;Nb de places;Gestionnaire;Horaires d'ouverture", "facilities"),
        (
            "nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;idBeneficiaire;objet;montant;"
            "nature;conditionsVersement;datesPeriodeVersement",
            "subsidies",
        ),
        ("First Name;Last Name;E-mail 1 - Value;Group Membership;Yomi Name", "address_book"),
        ("ID de la réponse;Date de soumission;Dernière page;Adresse IP;Nom", "survey"),
        ("Zzz;Yyy;Xxx", "unknown"),
    ],
)
def test_kind_is_told_by_the_headers(headers: str, kind: str) -> None:
    assert kind_of_headers(headers) == kind


def test_every_sign_of_a_kind_is_a_field_of_the_vocabulary_or_of_a_table() -> None:
    of_tables = {name for target in targets() for name in target.fields}
    fields = {*header_fields().values(), *whole_header_fields().values(), *of_tables}

    assert {sign for kind in kinds() for sign in kind.core | kind.signs | kind.without} <= fields


def test_every_kind_has_its_core_among_its_signs() -> None:
    assert [kind.word for kind in kinds() if not kind.core <= kind.signs] == []


@pytest.mark.parametrize(
    "headers",
    [
        "Nom;Prénom;N° CAF",
        "Nom;Prénom;N° allocataire",
        "Nom;Prénom;Droits RSA;Commune",
        "Nom;Prénom;Identifiant Pôle emploi",
        "Nom;Prénom;NIR;Mail",
        "Nom;Prénom;N° élève;Code Bourse 2",
        "Nom;Prénom;N° PASS IAE;Structure",
        "Nom;Prénom;Prime d'activité;Zone de mobilité",
    ],
)
def test_people_helped_are_refused_and_nothing_of_them_is_read(headers: str) -> None:
    names = headers.split(";")
    reading = read([list(names), ["AUBIN", "Claire", *["x"] * (len(names) - 2)]])

    assert (reading.is_refused, reading.tables, reading.rows.tables) == (True, [], [])
    assert "n’ont pas leur place dans un annuaire de partenaires" in str(reading.reason)
    assert f"« {names[2]} »" in str(reading.reason)


def test_one_doubtful_header_refuses_its_column_alone() -> None:
    reading = read([["Nom", "Prénom", "RSA"], ["AUBIN", "Claire", "oui"]])

    assert (reading.is_refused, reading.is_used) == (False, True)
    assert [column.is_refused for column in reading.columns] == [False, False, True]


def test_people_helped_stay_refused_when_the_sheet_is_ticked() -> None:
    workbook = open_content(csv_bytes([["Nom", "N° CAF"], ["AUBIN", "1"]]))
    choice = {"csv": {"A": "family_name", "B": "family_name"}}

    assert read_sheets(workbook, CONTACTS, choice)[0].is_refused


@pytest.mark.parametrize(
    ("headers", "is_refused"),
    [
        (["Bénéficiaire", "Né(e) le", "Classe", "QF", "N° alloc.", "Aide accordée"], True),
        (["Bénéficiaire", "Né(e) le", "Aide accordée"], True),
        (["Enfant", "Classe", "Commune"], True),
        (["Nom", "Prénom", "Né(e) le", "Structure"], False),
        (["Bénéficiaire", "Aide accordée", "Structure"], False),
    ],
)
def test_two_weak_headers_tell_people_helped(headers: list[str], *, is_refused: bool) -> None:
    workbook = open_content(csv_bytes([headers, ["Alix B."] * len(headers)]))

    (reading,) = read_sheets(workbook, frozenset({"organisation_name"}))

    assert reading.is_refused is is_refused


@pytest.mark.parametrize(
    ("headers", "offending"),
    [
        (
            [
                "N° allocataire Caf",
                "Nom de l'enfant",
                "Date naissance",
                "Quotient familial",
                "Lieu",
            ],
            ["N° allocataire Caf", "Nom de l'enfant", "Date naissance", "Quotient familial"],
        ),
        (
            ["Famille", "Prénom enfant", "Né le", "QF", "Aide accordée", "Référente"],
            ["Famille", "Prénom enfant", "Né le", "QF", "Aide accordée"],
        ),
    ],
)
def test_refusal_of_people_helped_names_every_column_that_tells_them(
    headers: list[str], offending: list[str]
) -> None:
    reading = read([list(headers), ["x"] * len(headers)])

    listed = ", ".join(f"« {header} »" for header in offending)
    assert f"des personnes aidées y figurent ({listed}), qui" in str(reading.reason)
