"""Invented files in other layouts than the reference ones, as officers keep them."""

import datetime

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.foundation.exchange.spreadsheets import Row, csv_bytes, ods_bytes, xlsx_bytes


def people_list_in_utf16() -> bytes:
    """One row per person, header on line 6, tabs, UTF-16."""
    rows: list[Row] = [
        ["Contrat local de santé du Val d'Erdre"], ["Liste des partenaires"], [],
        ["extraction du 3 mars 2026"], [],
        ["Civilité", "NOM", "Prénom", "Qualité", "Organisme employeur", "Direction / service",
         "Ligne directe", "GSM", "Mél.", "Info RGPD", "Depuis quand", "Religion"],
        ["Madame", "LE BIHAN", "Soazig", "Coordinatrice CLS", "CC du Val d'Erdre", "Pôle santé",
         "0033 1 99 00 40 01", "+33 (0)6 39 98 40 01", "S.LEBIHAN@valerdre.example.org",
         "12/03/2026",
         "mars 2024", "x"],
        ["Monsieur", "ABGRALL", "Erwan", "Médecin", "Maison de santé des Tilleuls", "",
         "01.99.00.40.02",
         "", "e.abgrall@tilleuls.example.org", "non", "2020", ""],
        ["Mme", "ROUSSEAU", "Lila", "Infirmière", "idem", "", "", "639984003",
         "l.rousseau@tilleuls.example.org", "oui", "depuis 2014", ""],
        ["M.", "ROUSSEAU", "Théo", "Directeur", "Hôpital local", "", "01 99 00 40 04 poste 12",
         "",
         "direction@hopital.example.org", "", "45352", ""],
        ["", "", "", "", "CPAM des Ouzes", "", "3646", "", "contact@cpam.example.org", "", "",
         ""],
    ]  # fmt: skip
    return csv_bytes(rows, "utf-16", "\t")


def numbered_contacts_in_cp1252() -> bytes:
    """One row per structure, contacts 1 and 2, SIREN with spaces, wrong SIRET, a total."""
    rows: list[Row] = [
        ["Nom de la structure", "Type de structure", "SIREN / SIRET", "Tél. standard",
         "Mail générique",
         "Contact 1", "Fonction 1", "Mail 1", "Tél 1", "Contact 2", "Fonction 2", "Mail 2",
         "Tél 2",
         "Observations"],
        ["Mairie de Chantenay", "Commune", "000 100 016", "01 99 00 41 01",
         "mairie@chantenay.example.org",
         "Mme Aline GUÉRIN", "Maire", "a.guerin@chantenay.example.org", "01 99 00 41 02",
         "M. Hugo PRÉVOST", "DGS", "h.prevost@chantenay.example.org", "", "à jour"],
        ["Communauté de communes des Trois Rivières", "EPCI", "00010004000014", "", "",
         "M. Samir BELKACEM", "Président", "", "", "", "", "", "", ""],
        ["Asso. Les Jardins", "Association", "100040", "", "", "Mme Aline GUÉRIN", "Trésorière",
         "a.guerin@chantenay.example.org", "", "", "", "", "", ""],
        ["TOTAL : 3", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    return csv_bytes(rows, "cp1252")


def signatures_list() -> bytes:
    """A list to sign: no civility, a structure written three ways, the same person twice."""
    rows: list[Row] = [
        ["Feuille d'émargement – COTECH du 14/05/2026"], [],
        ["Nom", "Prénom", "Structure", "Fonction", "Courriel", "Signature"],
        ["Morvan", "Katell", "Département de la Sarre-Bleue", "Cheffe de projet",
         "k.morvan@sarre.example.org", None],
        ["Deniau", "Paul", "CAF de la Sarre-Bleue", "Conseiller", "p.deniau@caf.example.org",
         None],
        ["Haddad", "Nora", "Caf", "Chargée de mission", "n.haddad@caf.example.org", None],
        ["MORVAN", "Katell", "Dpt de la Sarre-Bleue", "Cheffe de projet",
         "k.morvan@sarre.example.org", None],
        ["Nombre de présents : 4"],
    ]  # fmt: skip
    return xlsx_bytes({"Émargement": rows})


def development_council() -> bytes:
    """Seats one row per person, T/S and D/C, structures not repeated, names without capitals."""
    june = datetime.date(2026, 6, 1)
    rows: list[Row] = [
        ["Conseil de développement du Pays des Sources"], ["Membres au 1er juin 2026"],
        ["Collège", "Organisme", "Civ", "Nom Prénom", "T/S", "Voix", "Mail", "Nommé le"],
        ["Économie", "CCI des Sources", "M.", "Bertrand Quillien", "T", "D",
         "b.q@cci.example.org", june],
        ["idem", "CCI des Sources", "Mme", "Anaïs Le Roy", "S", "D", "", june],
        ["Société civile", "Citoyenne", "Mme", "Marthe Vidal", "T", "C", "m.vidal@example.org",
         ""],
        ["", "Association Terres vives", "Mme", "Inès Da Silva", "Titulaire", "consultative",
         "contact@terres.example.org", "06/2026"],
        ["", "", "M.", "Noé Kerlo", "Suppléant", "", "", ""],
        ["Sous-total", "5"],
    ]  # fmt: skip
    return xlsx_bytes({"Membres": rows})


def project_team() -> bytes:
    """Merged section rows that name the structure; other sheets; a legend of colours."""
    team: list[Row] = [
        ["Équipe projet CTG"], [], ["Nom - Prénom", "Poste", "Tel.", "E-mail"],
        ["COMMUNAUTÉ DE COMMUNES DU PAYS DE LUZ"],
        ["Durand Chloé", "Coordinatrice petite enfance", "06.39.98.60.01",
         "c.durand@luz.example.org"],
        ["Benali Yacine / Roy Eve", "Coordinateur jeunesse", "06 39 98 60 02", ""],
        ["VILLE DE LUZERNE"],
        ["Garcia Marie-Ange", "Directrice enfance", "01 99 00 60 03",
         "ma.garcia@luzerne.example.org"],
        ["à pourvoir", "Agent d'accueil", "", "accueil@luzerne.example.org"],
    ]  # fmt: skip
    communes: list[Row] = [
        ["Commune", "Code INSEE", "Population", "Maire", "Mail maire", "Élu référent CTG",
         "Tél. élu référent", "Secrétaire de mairie"],
        ["Luzerne", 1234, "12 400 hab.", "M. Jean-Pierre MARCHAND",
         "jp.marchand@luzerne.example.org",
         "Mme Fanny OLIVE", "06 39 98 60 10", "M. Éric PONT"],
        ["Saint-Aubin", "01235", 830, "Mme Lucette BERNARD", "mairie@saintaubin.example.org",
         "idem maire", "", "idem"],
    ]  # fmt: skip

    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("A4:D4")
        sheet.merge_cells("A7:D7")
        sheet["A5"].fill = PatternFill("solid", fgColor="FF92D050")
        sheet["A12"].fill = PatternFill("solid", fgColor="FF92D050")
        sheet["B12"] = "a signé sa lettre de mission"

    notes: list[Row] = [["penser à rappeler Luz"]]
    actions: list[Row] = [["Axe", "Action", "Structure pilote"], ["1", "Ouvrir un LAEP", "Luzerne"]]
    return xlsx_bytes(
        {"Équipe": team, "Communes": communes, "Notes": notes, "Actions": actions}, dress
    )


def joint_board() -> bytes:
    """Titulaires and suppléants under merged groups, structures merged downwards."""
    rows: list[Row] = [
        [None, "Délégués titulaires", None, None, "Délégués suppléants", None, None],
        ["Collectivité membre", "Civ.", "Nom", "Prénom", "Civ.", "Nom", "Prénom"],
        ["CC de l'Aubance", "M.", "RAIMBAULT", "Yves", "Mme", "POIRIER", "Anne"],
        [None, "Mme", "GODARD", "Claire", "M.", "à désigner", None],
        ["Angerville Agglo", "M.", "DE LA TOUR", "Henri", None, None, None],
    ]

    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:D1")
        sheet.merge_cells("E1:G1")
        sheet.merge_cells("A3:A4")

    return xlsx_bytes({"Comité syndical": rows}, dress)


def mixed_contact_columns() -> bytes:
    """Everything in two columns; an ODS file."""
    rows = [
        ("Partenaire", "Contact", "Coordonnées"),
        (
            "Centre social Nord",
            "Mme Ode PAYET, directrice",
            "01 99 00 70 01 - ode.payet@nord.example.org",
        ),
        ("Crèche Bulle", "Responsable : M. Ali SANE", "a.sane@bulle.example.org / 199007002"),
        ("École Prévert", "Mme la Directrice", "ecole@prevert.example.org"),
    ]
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in rows
    )
    return ods_bytes(f'<table:table table:name="Contacts">{cells}</table:table>')


def bodies_in_columns() -> bytes:
    """Ticks, T and S under the name of each body."""
    rows: list[Row] = [
        ["Structure", "Prénom", "Nom", "Fonction", "COPIL", "COTECH"],
        ["CC du Pin", "Eve", "ROY", "Présidente", "T", ""],
        ["CC du Pin", "Al", "ZED", "DGS", "S", "x"],
    ]
    return csv_bytes(rows, "utf-8-sig", ",")


def structure_group() -> bytes:
    """« Nom » under PARTENAIRE is the structure, beside an interlocutor and refused remarks."""
    rows: list[Row] = [
        ["PARTENAIRE", None, "INTERLOCUTEUR", None, None, "SUIVI"],
        ["Nom", "Famille d'acteurs", "Nom et prénom", "Fct", "Coordonnées", "Remarques privées"],
        ["Chambre d'agriculture", "Consulaire", "Mme LEROUX Hélène", "Chargée d'études",
         "h.leroux@ca.example.org / 01 99 00 80 01", "sympa"],
        ["Lycée agricole", "Public", "M. le Proviseur", "", "secretariat@lycee.example.org", ""],
    ]  # fmt: skip

    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:E1")

    return xlsx_bytes({"Contacts PAT": rows}, dress)


def roles_in_each_header() -> bytes:
    """Family and given names of titulaire and suppléant, the role written in every header."""
    rows: list[Row] = [
        ["Structure", "Nom du titulaire", "Prénom du titulaire", "Mail titulaire",
         "Nom du suppléant", "Prénom du suppléant", "Voix délibérative"],
        ["CC A", "ROY", "Eve", "eve@retz.example.org", "ZED", "Al", "oui"],
        ["CC B", "PIT", "Luc", "", "à désigner", "", "non"],
    ]  # fmt: skip
    return csv_bytes(rows)


def contacts_beside_names() -> bytes:
    """Addresses and numbers in the cell of the name, people in a list."""
    rows: list[Row] = [
        ["Structure", "Référent"],
        ["CC A", "Mme Eve ROY – eve.roy@retz.example.org – 06 39 98 00 01"],
        ["CC B", "- M. Al ZED (al@retz.example.org)\n- Mme Ana PIT (ana@retz.example.org)"],
        ["CC C", "démission en cours"],
    ]
    return csv_bytes(rows)
