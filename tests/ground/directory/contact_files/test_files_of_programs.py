"""What programs and national lists write above their columns: address books, France services, RNE.

The headers are those of the programs; who and what stands under them is invented.
"""

import csv
import io

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.ground.directory.contact_files.test_messy_lists import mandates_of, reached

GOOGLE = """
Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,
Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,
Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,
Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,
E-mail 2 - Value,IM 1 - Type,IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,
Phone 2 - Type,Phone 2 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,
Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,
Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,
Organization 1 - Title,Organization 1 - Department,Organization 1 - Symbol,
Organization 1 - Location,Organization 1 - Job Description,
Relation 1 - Type,Relation 1 - Value,Website 1 - Type,
Website 1 - Value,Event 1 - Type,Event 1 - Value,Custom Field 1 - Type,Custom Field 1 - Value
"""
THUNDERBIRD = """
First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,
Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,
Home ZipCode,Home Country,Work Address,Work Address 2,Work City,Work State,Work ZipCode,
Work Country,Job Title,Department,Organization,
Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,
Custom 2,Custom 3,Custom 4,Notes,Anniversary
"""
CLAIRE = ("Claire", "Aubin", "CC du Val", "Chargée de mission")


def read(headers: str, *rows: dict[str, str]) -> ImportPlan:
    names = " ".join(headers.split()).replace(", ", ",").split(",")
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return plan_workbook(open_content(text.getvalue().encode()))


def kind_of(plan: ImportPlan) -> str:
    kind = plan.readings[0].kind
    return kind.word if kind else ""


def refused(plan: ImportPlan) -> set[object]:
    return {problem.raw for problem in plan.problems if problem.code == "sensitive_column"}


def waiting(plan: ImportPlan) -> list[str]:
    return [column.header for column in plan.readings[0].columns if column.waits]


def test_whole_address_book_of_google_is_read() -> None:
    plan = read(
        GOOGLE,
        {
            "Name": "Claire Aubin",
            "Given Name": "Claire",
            "Family Name": "Aubin",
            "E-mail 1 - Type": "* Work",
            "E-mail 1 - Value": "c.aubin@val.example.org",
            "Phone 1 - Type": "Mobile",
            "Phone 1 - Value": "06 39 98 00 01",
            "Organization 1 - Name": "CC du Val",
            "Organization 1 - Title": "Chargée de mission",
            "Birthday": "1980-01-02",
        },
    )

    assert (mandates_of(plan), kind_of(plan), waiting(plan)) == ([CLAIRE], "address_book", [])
    assert reached(plan) == {"Aubin": (["c.aubin@val.example.org"], ["0639980001"])}
    assert refused(plan) == {"Maiden Name", "Birthday", "Hobby"}


def test_whole_address_book_of_thunderbird_is_read() -> None:
    plan = read(
        THUNDERBIRD,
        {
            "First Name": "Claire",
            "Last Name": "Aubin",
            "Display Name": "Claire Aubin",
            "Primary Email": "c.aubin@val.example.org",
            "Work Phone": "02 99 00 00 01",
            "Home Phone": "02 99 00 00 09",
            "Work Address": "1 rue du Gué",
            "Work City": "Orval",
            "Work ZipCode": "49100",
            "Home City": "Brolles",
            "Job Title": "Chargée de mission",
            "Organization": "CC du Val",
        },
    )

    assert (mandates_of(plan), kind_of(plan), waiting(plan)) == ([CLAIRE], "address_book", [])
    assert reached(plan) == {"Aubin": (["c.aubin@val.example.org"], ["0299000001"])}
    facts = plan.organisations[0].facts
    assert [facts.get(name) for name in ("address", "postcode", "city")] == [
        "1 rue du Gué", "49100", "Orval",
    ]  # fmt: skip
    assert {"Home Phone", "Home City", "Birth Year", "Anniversary"} <= refused(plan)


def test_national_list_of_france_services_gives_the_services() -> None:
    plan = read(
        "id_fs,lib_fs,adresse,code_postal,lib_com,insee_com,lib_dep,insee_dep,telephone,mail,h_lundi,"
        "h_mardi,groupe_fs,itinerance,latitude,longitude,format_fs,labellisation_fs",
        {
            "id_fs": "12",
            "lib_fs": "France services d’Orval",
            "adresse": "1 rue du Gué",
            "code_postal": "49100",
            "lib_com": "Orval",
            "insee_com": "49007",
            "lib_dep": "Maine",
            "insee_dep": "49",
            "telephone": "02 99 00 00 01",
            "mail": "fs@orval.example.org",
            "latitude": "47.6123456789",
        },
    )

    assert (kind_of(plan), waiting(plan), plan.people) == ("facilities", [], [])
    assert reached(plan) == {"France services d’Orval": (["fs@orval.example.org"], ["0299000001"])}
    facts = plan.organisations[0].facts
    assert (facts.get("insee_code"), facts.get("territory")) == ("49007", "Maine")


def test_national_list_of_councillors_keeps_their_sector() -> None:
    headers = (
        "Code du département,Libellé du département,Code de la commune,Libellé de la commune,"
        "Code du secteur,Libellé du secteur,Nom de l'élu,Prénom de l'élu,Code sexe,"
        "Date de naissance,Date de début du mandat,Libellé de la fonction"
    )
    plan = read(
        headers,
        {
            "Code du département": "49",
            "Libellé du département": "Maine",
            "Code de la commune": "49007",
            "Libellé de la commune": "Orval",
            "Libellé du secteur": "Orval 2e secteur",
            "Nom de l'élu": "AUBIN",
            "Prénom de l'élu": "Claire",
            "Code sexe": "F",
            "Date de naissance": "01/02/1960",
            "Date de début du mandat": "18/05/2020",
            "Libellé de la fonction": "Maire d’arrondissement",
        },
    )

    assert kind_of(plan) == "elected"
    assert [(m.kind, m.body, m.function) for m in plan.mandates] == [
        ("élu", "Orval 2e secteur", "Maire d’arrondissement")
    ]
    assert refused(plan) == {"Date de naissance"}


def test_plan_gives_neither_its_notice_nor_its_dates_to_people() -> None:
    headers = "Axe,Titre de la sous-action,Élu·e référent·e,Date de début,Date de fin,Statut,Budget"
    plan = read(
        headers,
        {
            "Axe": "Texte libre. Entre 3 et 150 caractères",
            "Titre de la sous-action": "Texte libre. Obligatoire",
            "Élu·e référent·e": "Le nom de la personne élue",
            "Date de début": "Format JJ/MM/AAAA",
            "Date de fin": "Format JJ/MM/AAAA",
        },
        {
            "Axe": "Axe 1",
            "Titre de la sous-action": "Trouver un local",
            "Élu·e référent·e": "Claire AUBIN",
            "Date de début": "01/01/2026",
            "Date de fin": "31/12/2027",
        },
    )

    assert kind_of(plan) == "plan"
    assert [(p.given_name, p.family_name) for p in plan.people] == [("Claire", "AUBIN")]
    assert [(m.function, m.since, m.until) for m in plan.mandates] == [(None, None, None)]
