"""The officer's table of deliberations comes in, goes back, and goes out in the same columns."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import Answer, Deliberation, JointDecision
from tests.foundation.exchange.importing import read_into, remarks_of, undone, written_into
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.makers import make_organisation
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)

HEADER: Row = [
    "Collectivité",
    "Date CM",
    "Sens du vote",
    "Remarques du conseil",
    "N° de l'acte",
    "Télétransmis le",
    "Affiché le",
]


def decision_put_to(cooperation: Cooperation, *names: str, title: str = "Charte") -> JointDecision:
    """A decision put to the councils of these structures."""
    decision = make_joint_decision(cooperation=cooperation, title=title)
    for name in names:
        organisation = make_organisation(workspace=cooperation.workspace, name=name)
        make_deliberation(decision=decision, organisation=organisation, sent_on=date(2026, 9, 14))
    return decision


def read(access: Access, rows: list[Row]) -> Import:
    """The table, checked, its columns guessed."""
    return read_into("deliberations", access, csv_bytes(rows))


def written(access: Access, rows: list[Row]) -> Import:
    """The table, imported."""
    return written_into("deliberations", access, csv_bytes(rows))


def test_votes_dates_and_acts_are_noted(access: Access) -> None:
    decision = decision_put_to(access.cooperation, "Bouin", "Pornic", "Machecoul")

    run = written(
        access,
        [
            HEADER,
            ["Bouin", "06/10/2026", "Adoptée", "", "2026-84", "08/10/2026", "09/10/2026"],
            ["Pornic", "12/10/2026", "avec réserves", "Revoir l’été", "", "", ""],
            ["Machecoul", "08/12/2026", "", "", "", "", ""],
        ],
    )

    assert [(one["label"], one["number"]) for one in run.report["figures"]] == [
        ("votes notés", 2),
        ("chemins de conseils complétés", 3),
    ]
    rows = "deliberation__organisation__name", "vote", "voted_on", "reserves", "means"
    assert list(Answer.objects.order_by("pk").values_list(*rows)) == [
        ("Bouin", "adopted", date(2026, 10, 6), "", "mail"),
        ("Pornic", "reserved", date(2026, 10, 12), "Revoir l’été", "mail"),
    ]
    bouin = Deliberation.objects.get(organisation__name="Bouin")
    assert (bouin.session_on, bouin.act_number, bouin.transmitted_on, bouin.published_on) == (
        (date(2026, 10, 6), "2026-84", date(2026, 10, 8), date(2026, 10, 9))
    )
    assert Deliberation.objects.get(organisation__name="Machecoul").session_on == date(2026, 12, 8)
    decision.refresh_from_db()
    assert decision.standing == "open"


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        (["Nulle part", "", "", "", "", "", ""], "A2", "Aucune décision conjointe ne demande"),
        (["Bouin", "31/02/2026", "", "", "", "", ""], "B2", "Cette date ne se lit pas"),
        (["Bouin", "", "oui", "", "", "", ""], "C2", "Dites la date du conseil"),
        (["Bouin", "06/10/2026", "mardi", "", "", "", ""], "C2", "Vote non compris"),
        (["Bouin", "06/10/2099", "oui", "", "", "", ""], "C2", "Cette date est dans l’avenir"),
        (["Bouin", "01/09/2026", "oui", "", "", "", ""], "B2", "Le conseil précède l’envoi"),
        (["Bouin", "06/10/2026", "réserves", "", "", "", ""], "C2", "Écrivez la réserve"),
        (["Bouin", "06/10/2026", "oui", "", "", "01/10/2026", ""], "F2", "Cette date précède"),
    ],
)
def test_what_is_wrong_is_located_and_not_written(
    access: Access, row: Row, cell: str, sentence: str
) -> None:
    decision_put_to(access.cooperation, "Bouin")

    run = written(access, [HEADER, row])

    pairs = remarks_of(run)
    assert [one for one, _words in pairs] == [cell]
    assert pairs[0][1].startswith(sentence)
    assert (Answer.objects.count(), run.preview["rows_to_correct"]) == (0, 1)


def test_the_same_council_twice_is_reported(access: Access) -> None:
    decision_put_to(access.cooperation, "Bouin")
    row: Row = ["Bouin", "06/10/2026", "oui", "", "", "", ""]

    run = written(access, [HEADER, row, row])

    assert remarks_of(run) == [("A3", "Déjà dit à la ligne 2 : gardez l’une des deux.")]
    assert Answer.objects.count() == 1


def test_two_questions_need_their_object(access: Access) -> None:
    decision_put_to(access.cooperation, "Bouin")
    second = make_joint_decision(cooperation=access.cooperation, title="Service unifié")
    make_deliberation(decision=second, organisation=Organisation.objects.get(name="Bouin"))
    row: Row = ["Bouin", "06/10/2026", "oui", "", "", "", ""]

    unsaid = read(access, [HEADER, row])
    written(access, [[*HEADER, "Objet de la délibération"], [*row, "service unifié"]])

    assert remarks_of(unsaid)[0][1].startswith("Plusieurs décisions l’interrogent")
    assert Answer.objects.get().deliberation.decision == second


def test_a_merged_structure_is_led_to_its_successor(access: Access) -> None:
    decision_put_to(access.cooperation, "Bouin")
    heir = make_organisation(workspace=access.cooperation.workspace, name="Grand Bouin")
    Organisation.objects.filter(name="Bouin").update(successor=heir)
    Deliberation.objects.update(until=date(2026, 10, 1))

    run = read(access, [HEADER, ["Bouin", "06/10/2026", "oui", "", "", "", ""]])

    assert remarks_of(run)[0][1].startswith("Grand Bouin a pris la suite")


def test_what_is_known_is_kept(access: Access) -> None:
    decision_put_to(access.cooperation, "Bouin")
    bouin = Deliberation.objects.get()
    make_answer(deliberation=bouin, vote="refused")
    Deliberation.objects.update(act_number="2026-1")

    run = written(access, [HEADER, ["Bouin", "06/10/2026", "oui", "", "2026-2", "", ""]])

    bouin.refresh_from_db()
    assert ([one.vote for one in Answer.objects.all()], bouin.act_number) == (
        ["refused"],
        "2026-1",
    )
    assert run.preview["warnings"][0]["message"] == (
        "Maillage a noté « refusée » : c’est ce qui est gardé."
    )


def test_a_vote_that_came_by_table_is_read_before_it_is_replaced(
    officer: Client, access: Access
) -> None:
    decision_put_to(access.cooperation, "Bouin")
    council = Deliberation.objects.get()
    place = access.cooperation.slug
    page = reverse("governance:joint_decision_answer", args=[place, council.pk])
    written(access, [HEADER, ["Bouin", "06/10/2026", "Adoptée", "", "", "", ""]])

    values = {"vote": "refused", "voted_on": "06/10/2026", "means": "phone", "told_by": "L. Roux"}
    second = officer.post(page, values | {"told_on": "07/10/2026", "version": council.version})

    assert (second.status_code, Answer.objects.get().vote) == (409, "adopted")


def test_an_import_is_taken_back(access: Access) -> None:
    decision = decision_put_to(access.cooperation, "Bouin")
    run = written(access, [HEADER, ["Bouin", "06/10/2026", "oui", "", "2026-84", "", ""]])
    decision.refresh_from_db()
    before = decision.standing

    undone(run, access.user)

    decision.refresh_from_db()
    bouin = Deliberation.objects.get()
    assert (before, decision.standing) == ("yes", "early")
    assert (Answer.objects.count(), bouin.act_number, bouin.session_on) == (0, "", None)


def test_the_table_goes_out_and_comes_back_equal(officer: Client, access: Access) -> None:
    decision_put_to(access.cooperation, "Bouin", "Pornic")
    written(
        access,
        [
            HEADER,
            ["Bouin", "06/10/2026", "refusée", "", "2026-84", "08/10/2026", "09/10/2026"],
            ["Pornic", "12/10/2026", "Adoptée avec réserves", "Revoir l’été", "", "", ""],
        ],
    )
    page = reverse("exchange:export", args=[access.cooperation.slug])
    page += "?tableau=deliberations&colonnes=toutes&format=csv"
    out = officer.get(page).content
    Answer.objects.all().delete()
    Deliberation.objects.update(
        session_on=None, sent_on=None, act_number="", transmitted_on=None, published_on=None
    )

    run = make_import(cooperation=access.cooperation, author=access.user, content=out)
    Import.objects.filter(pk=run.pk).update(
        target="deliberations", mapping={}, state=ImportState.WAITING
    )
    run.refresh_from_db()
    run_import(run=run)

    assert officer.get(page).content == out
    assert len(out.decode("utf-8-sig").splitlines()) == 3


def test_the_wizard_asks_what_the_table_holds(officer: Client, access: Access) -> None:
    decision_put_to(access.cooperation, "Bouin")
    page = reverse("exchange:import_wizard", args=[access.cooperation.slug])
    content = csv_bytes([HEADER, ["Bouin", "06/10/2026", "oui", "", "", "", ""]])

    decisions = reverse("governance:joint_decision_list", args=[access.cooperation.slug])
    led = f"{page}?tableau=deliberations"
    first = officer.get(led).text
    officer.post(
        page, {"target": "deliberations", "file": SimpleUploadedFile("suivi.csv", content)}
    )

    run = Import.objects.get()
    assert led in officer.get(decisions).text
    assert officer.get(led).context["form"]["target"].initial == "deliberations"
    assert ("Suivi des délibérations" in first, run.target) == (True, "deliberations")
    columns = officer.get(
        reverse("exchange:import_wizard_columns", args=[access.cooperation.slug, run.pk])
    ).text
    assert "Importer votre suivi des délibérations, étape 2 sur 4" in columns


def test_another_cooperation_is_never_read(access: Access) -> None:
    decision_put_to(access.cooperation, "Bouin")
    elsewhere = make_joint_decision(title="Charte")
    make_deliberation(
        decision=elsewhere,
        organisation=make_organisation(workspace=elsewhere.cooperation.workspace, name="Ailleurs"),
    )

    run = read(access, [HEADER, ["Ailleurs", "06/10/2026", "oui", "", "", "", ""]])

    assert remarks_of(run)[0][1].startswith("Aucune décision conjointe ne demande")
