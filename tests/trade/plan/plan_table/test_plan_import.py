"""A plan comes in, is compared with the one that is noted, goes out and comes back."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.import_wizard.services.undo import planned_undo
from maillage.foundation.exchange.models import Import
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.answer_keys import part_key
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers, WriteOrder
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation
from maillage.trade.context.models import Public
from maillage.trade.plan.actions.services import open_actions
from maillage.trade.plan.actions.words import status_words
from maillage.trade.plan.models import Action, FicheText, Objective, ProgressNote, Share
from maillage.trade.plan.plan_table.queries import plan_rows_out
from maillage.trade.plan.plan_table.target import plan_plan
from maillage.trade.plan.writing import ACTIONS
from tests.foundation.cooperations.makers import make_access
from tests.foundation.documents.makers import make_attachment
from tests.foundation.exchange.importing import read_into, undone, written_into
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.makers import make_mandate, make_member, make_organisation, make_person
from tests.ground.directory.reading import plain
from tests.trade.context.makers import make_facility, make_public, make_scheme
from tests.trade.plan.makers import make_action, make_objective, make_share
from tests.trade.plan.plan_table.plan_sheets import PLAN
from tests.trade.stakes.makers import make_finding


@pytest.fixture
def bouin(cooperation: Cooperation) -> Organisation:
    """Two members, Inès Gaborit acting in the first."""
    member = make_organisation(workspace=cooperation.workspace, name="Bouin")
    make_member(cooperation=cooperation, organisation=member)
    make_mandate(person=make_person(workspace=cooperation.workspace), organisation=member)
    caf = make_organisation(workspace=cooperation.workspace, name="Caf", kind="social")
    make_member(cooperation=cooperation, organisation=caf)
    return member


def read(access: Access, content: bytes, refused: frozenset[str] = frozenset()) -> Import:
    """A plan, checked, its columns guessed."""
    return read_into("plan", access, content, name="plan.csv", refused=refused)


def written(access: Access, content: bytes, refused: frozenset[str] = frozenset()) -> Import:
    """A plan, imported."""
    return written_into("plan", access, content, name="plan.csv", refused=refused)


@pytest.mark.usefixtures("bouin")
def test_a_plan_comes_in(access: Access) -> None:
    written(access, csv_bytes(PLAN))

    actions = Action.objects.order_by("pk")
    columns = "number", "title", "objective__title", "state", "start_on", "due_on", "visibility"
    assert list(actions.values_list(*columns)) == [
        *[
            ("1.1.1", "Micro-crèche", "Accueillir", "running", *dates, "team")
            for dates in [(date(2027, 4, 1), date(2028, 12, 31))]
        ],
        ("1.1.2", "Relais", "Accueillir", "paused", None, None, "team"),
        ("2.1", "Bus", "Jeunesse", "done", None, date(2026, 12, 31), "team"),
    ]
    shares = Share.objects.order_by("pk")
    assert list(shares.values_list("action__title", "organisation__name", "role")) == [
        ("Micro-crèche", "Bouin", "pilot"),
        ("Micro-crèche", "Caf", "copilot"),
        ("Relais", "Bouin", "pilot"),
        ("Relais", "Caf", "copilot"),
    ]
    assert str(shares[0].person) == "Inès Gaborit"
    assert dict(FicheText.objects.filter(action=actions[0]).values_list("key", "words")) == {
        "means": "Coût HT : 12 000 €",
        "partners": "MSA ; écoles",
        "publics": "familles",
    }
    note = ProgressNote.objects.get()
    assert (plain(note.words), note.means, note.told_by) == (
        "Avancement écrit dans le fichier plan.csv : 40 %.",
        "account",
        "",
    )
    assert actions[1].state_why == "suspendu"
    objectives = Objective.objects.order_by("rank")
    assert list(objectives.values_list("number", "title", "parent__title")) == [
        ("1", "Petite enfance", None),
        ("1.1", "Accueillir", "Petite enfance"),
        ("2", "Jeunesse", None),
    ]


@pytest.mark.usefixtures("bouin")
@pytest.mark.parametrize("count", [10, 30])
def test_a_plan_is_checked_and_written_in_as_many_queries_whatever_its_length(
    access: Access, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    written(access, csv_bytes(PLAN))
    rows: list[Row] = [
        ["Axe 3 : Eau", f"Objectif {n % 3}", f"Action {n}", "Bouin"] for n in range(count)
    ]
    content = csv_bytes([["Axe", "Objectif", "Action", "Pilote"], *rows])
    answers = Answers(cooperation_id=access.cooperation_id, author_id=access.user_id)
    order = WriteOrder(access.user, access.cooperation, "plan.csv", frozenset())

    with journal.write_by(access, ACTIONS), django_assert_num_queries(50):
        plan_plan(open_content(content), answers, no_report).write(order)

    assert Share.objects.filter(action__title__startswith="Action").count() == count


@pytest.mark.usefixtures("bouin")
def test_what_went_out_comes_back_and_asks_nothing(officer: Client, access: Access) -> None:
    make_public(cooperation=access.cooperation, label="familles")
    written(access, csv_bytes(PLAN))
    page = reverse("exchange:export", args=[access.cooperation.slug])

    file = officer.get(f"{page}?tableau=plan&format=csv").content
    run = read(access, file)

    assert (run.preview["errors"], run.preview["warnings"]) == ([], [])
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 3]
    written(access, file)
    assert officer.get(f"{page}?tableau=plan&format=csv").content == file


@pytest.mark.usefixtures("bouin")
def test_an_import_is_taken_back_whole(access: Access) -> None:
    run = written(access, csv_bytes(PLAN))
    open_actions(access=access)

    assert run.report["lines"] == [
        "Bouin : « Micro-crèche » (pilote), « Relais » (pilote)",
        "Caf : « Micro-crèche » (copilote), « Relais » (copilote)",
    ]
    assert not any("sujet" in words for words in planned_undo(change=run.change or 0).going)
    undone(run, access.user)

    assert [model.objects.count() for model in (Action, Share, Objective, FicheText)] == [0] * 4


def test_an_action_with_a_document_stays_when_its_import_is_taken_back(access: Access) -> None:
    run = written(access, csv_bytes([["Action", "Pilote"], ["Former", ""], ["Orienter", ""]]))
    number = Action.objects.get(title="Former").pk
    make_attachment(cooperation=access.cooperation, kind="action", number=number)

    undone(run, access.user)

    assert list(Action.objects.values_list("title", flat=True)) == ["Former"]


@pytest.mark.usefixtures("bouin")
def test_a_planned_date_stays_and_blanks_are_filled(access: Access) -> None:
    axis = make_objective(cooperation=access.cooperation, title="Petite enfance", number="1")
    action = make_action(
        cooperation=access.cooperation,
        title="Micro-creche",
        objective=axis,
        due_on=date(2027, 6, 30),
    )

    run = written(access, csv_bytes(PLAN[:2]))

    action.refresh_from_db()
    assert (action.start_on, action.due_on, action.priority) == (
        date(2027, 4, 1),
        date(2027, 6, 30),
        "high",
    )
    assert Action.objects.count() == 1
    stays = [one["cell"] for one in run.preview["warnings"] if "gardé" in one["message"]]
    assert sorted(stays) == ["csv!C2", "csv!J2"]


@pytest.mark.usefixtures("bouin")
def test_a_planned_date_moves_once_ticked_and_comes_back(access: Access) -> None:
    action = make_action(
        cooperation=access.cooperation, title="Semer", due_on=date(2027, 6, 30), state="running"
    )
    content = csv_bytes([["Action", "Échéance"], ["Semer", "31/12/2027"]])

    warnings = read(access, content).preview["warnings"]
    run = written(access, content, frozenset({"csv!B2"}))
    moved = Action.objects.get().due_on
    undone(run, access.user)

    assert [(one["code"], one["gesture"], plain(one["message"])) for one in warnings] == [
        ("planned_day", "apart", "Le plan dit « 30 juin 2027 » : sans réponse, ce jour est gardé.")
    ]
    action.refresh_from_db()
    assert (moved, action.due_on) == (date(2027, 12, 31), date(2027, 6, 30))


@pytest.mark.usefixtures("bouin")
def test_the_check_counts_the_parts_that_are_written(access: Access) -> None:
    there = make_action(cooperation=access.cooperation, title="Semer", number="1")
    make_share(action=there, organisation=Organisation.objects.get(name="Caf"), role="pilot")
    rows: list[Row] = [
        ["N°", "Action", "Pilote", "Partenaires"],
        ["1", "Semer", "Bouin", "Caf"],
        ["2", "Planter", "", "Bouin"],
        ["2", "Planter", "Bouin", "Caf ; Bouin"],
    ]
    counted = read(access, csv_bytes(rows)).preview
    run = written(access, csv_bytes(rows))

    counts = [figure["number"] for figure in counted["figures"]]
    done = {figure["label"]: figure["number"] for figure in run.report["figures"]}
    assert (counts, done["parts ajoutées"]) == ([1, 2, 1], 2)
    shares = Share.objects.filter(action__title="Planter").order_by("pk")
    assert list(shares.values_list("organisation__name", "role")) == [
        ("Bouin", "pilot"),
        ("Caf", "contributor"),
    ]
    stays = [one["message"] for one in counted["warnings"] if "gardé" in one["message"]]
    assert [plain(one) for one in stays] == [
        "Maillage a noté « Caf » : c’est ce qui est gardé.",
        "Maillage a noté « Caf, pilote » : c’est ce qui est gardé.",
    ]


@pytest.mark.usefixtures("bouin")
def test_a_new_public_enters_the_list_when_it_is_ticked(access: Access) -> None:
    run = read(access, csv_bytes(PLAN))
    cell = next(one["cell"] for one in run.preview["warnings"] if one["code"] == "public_new")

    written(access, csv_bytes(PLAN), frozenset({cell}))

    assert list(Public.objects.values_list("label", flat=True)) == ["familles"]
    assert [str(one) for one in Action.objects.get(number="1.1.1").publics.all()] == ["familles"]


def test_the_letters_of_a_member_are_asked(access: Access) -> None:
    name = "Centre médico-psychologique"
    centre = make_organisation(workspace=access.cooperation.workspace, name=name)
    make_member(cooperation=access.cooperation, organisation=centre)

    run = read(access, csv_bytes([["Action", "Pilote"], ["Former", "CMP"]]))

    assert [plain(one["message"]) for one in run.preview["warnings"]] == [
        "« CMP » : est-ce le Centre médico-psychologique ? Sinon ce nom reste un texte, sans part."
    ]


def test_a_name_like_a_known_one_is_asked(access: Access) -> None:
    sivom = make_organisation(workspace=access.cooperation.workspace, name="SIVOM d’Arbrelles")
    make_member(cooperation=access.cooperation, organisation=sivom)
    rows: list[Row] = [["Action", "Pilote"], ["Former", "SIVOM d’Arbrele"]]

    run = read(access, csv_bytes(rows))

    assert [plain(one["message"]) for one in run.preview["warnings"]] == [
        "« SIVOM d’Arbrele » : est-ce le SIVOM d’Arbrelles ? Sinon ce nom reste un texte, sans "
        "part."
    ]


def test_who_is_no_member_has_a_part_once_ticked(access: Access) -> None:
    for name in ("Commune de Mareil-en-Plaine", "Centre social d’Arbrelles", "Mission locale"):
        make_organisation(workspace=access.cooperation.workspace, name=name)
    member = make_organisation(workspace=access.cooperation.workspace, name="CC des Trois Vallées")
    make_member(cooperation=access.cooperation, organisation=member)
    rows: list[Row] = [
        ["Action", "Pilote", "Partenaires", "Où en est-elle"],
        ["Conseil local", "CC 3 vallées", "CMP ; Centre social ; Mission locale", "fait"],
    ]

    warnings = read(access, csv_bytes(rows)).preview["warnings"]
    assert [(one["code"], plain(one["message"])) for one in warnings] == [
        (
            "structure_outside",
            "« Mission locale » est dans l’annuaire de l’espace, sans être membre : ce nom reste "
            "un texte, sans part.",
        )
    ]
    written(access, csv_bytes(rows), frozenset({part_key(warnings[0]["cell"])}))

    names = Share.objects.values_list("organisation__name", flat=True)
    assert list(names) == ["CC des Trois Vallées", "Mission locale"]
    assert read(access, csv_bytes(rows)).preview["warnings"] == []
    action = Action.objects.get()
    assert (action.state, action.ended_on) == ("done", None)
    assert status_words(action, date(2026, 11, 30)) == "Réalisée"


def test_a_new_pilot_enters_the_directory_when_it_is_ticked(access: Access) -> None:
    rows: list[Row] = [["Action", "Pilote"], ["Former", "Mission locale"], ["Orienter", "idem"]]
    warnings = read(access, csv_bytes(rows)).preview["warnings"]

    run = written(access, csv_bytes(rows), frozenset({one["cell"] for one in warnings}))

    assert [one["code"] for one in warnings] == ["structure_new"]
    shares = Share.objects.order_by("pk").values_list("action__title", "organisation__name")
    assert list(shares) == [("Former", "Mission locale"), ("Orienter", "Mission locale")]
    undone(run, access.user)
    assert not Organisation.objects.filter(name="Mission locale").exists()


def test_a_part_and_a_new_name_of_one_cell_are_two_answers(officer: Client, access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Mission locale")
    content = csv_bytes([["Action", "Pilote"], ["Former", "Mission locale ; Truc Muche"]])
    run = read(access, content)
    check = reverse("exchange:import_wizard_check", args=[access.cooperation.slug, run.pk])
    boxes = re.findall(r'name="apart-([^"]+)"', officer.get(check).text)

    officer.post(check, {f"apart-{boxes[0]}": "on", "step": "check"})

    run.refresh_from_db()
    assert (boxes, run.refused) == (["part:csv!B2", "csv!B2"], ["part:csv!B2"])
    run = written(access, content, frozenset(run.refused))
    assert list(map(plain, run.report["left"])) == [
        "« Truc Muche » n’a pas reçu de part : son nom reste écrit dans « Former »."
    ]
    assert list(Share.objects.values_list("organisation__name", flat=True)) == ["Mission locale"]
    assert not Organisation.objects.filter(name="Truc Muche").exists()


def test_who_is_no_member_is_asked_in_the_first_row_of_an_action(access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Mission locale")
    rows: list[Row] = [
        ["Action", "Partenaires", "Statut"],
        ["Former", "", "à venir"],
        ["Former", "Mission locale", ""],
    ]

    warnings = read(access, csv_bytes(rows)).preview["warnings"]

    outside = [one["cell"] for one in warnings if one["code"] == "structure_outside"]
    written(access, csv_bytes(rows), frozenset(map(part_key, outside)))
    assert list(Share.objects.values_list("organisation__name", flat=True)) == ["Mission locale"]


@pytest.mark.usefixtures("bouin")
def test_an_action_counts_for_the_contracts_of_its_row(access: Access) -> None:
    scheme = make_scheme(cooperation=access.cooperation, title="CRTE")
    rows: list[Row] = [["Action", "Pilote", "Dispositifs"], ["Former", "Bouin", "CRTE ; FEDER"]]

    written(access, csv_bytes(rows))

    action = Action.objects.get()
    assert [one.scheme for one in action.counts_for.all()] == [scheme]
    assert FicheText.objects.get().words == "Dispositifs : FEDER"


def test_an_action_answers_a_finding_and_touches_facilities(
    officer: Client, access: Access
) -> None:
    cooperation = access.cooperation
    finding = make_finding(cooperation=cooperation, statement="Les places manquent ; trop loin")
    secret = make_finding(cooperation=cooperation, statement="On se tait", visibility="officers")
    nursery = make_facility(cooperation=cooperation, name="Crèche, accueil et jeu")
    rows: list[Row] = [
        ["Action", "Pilote", "Constat", "Équipements"],
        ["Former", "", "Les places manquent ; trop loin", ""],
        ["Ouvrir", "", "Dix demandes en attente", "Crèche, accueil et jeu ; Le Pré"],
    ]
    make_action(cooperation=cooperation, title="Former")

    run = written(access, csv_bytes(rows))

    done = Action.objects.order_by("pk")
    assert [(one.finding, list(one.facilities.all())) for one in done] == [
        (finding, []),
        (None, [nursery]),
    ]
    texts = list(FicheText.objects.order_by("key").values_list("key", "words"))
    assert texts == [("finding", "Dix demandes en attente"), ("notes", "Équipements : Le Pré")]
    done.filter(title="Ouvrir").update(finding=secret)
    page = reverse("exchange:export", args=[cooperation.slug])
    file = officer.get(f"{page}?tableau=plan&format=csv").content
    again = written(access, file)
    assert (again.preview["errors"], again.preview["warnings"]) == ([], [])
    assert officer.get(f"{page}?tableau=plan&format=csv").content == file
    partner = make_access(cooperation=cooperation, role="partner")
    fields = ["action_title", "finding", "facilities"]
    Action.objects.update(visibility="members")
    assert [list(one) for one in plan_rows_out(partner, fields)] == [
        ["Former", "Les places manquent ; trop loin", ""],
        ["Ouvrir", "Dix demandes en attente", "Crèche, accueil et jeu"],
    ]
    undone(run, access.user)
    assert Action.objects.get().finding is None
