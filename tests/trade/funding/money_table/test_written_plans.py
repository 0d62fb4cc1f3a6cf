"""Tables of money are written, completed, pasted, and go out as they come in."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.core.tables_out import write_csv
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.first_reading import receive_file
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.answer_keys import part_key
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers, TableRead, WriteOrder
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation
from maillage.trade.context.models import Duty
from maillage.trade.funding.models import CostLine, FundingLine, FundingPlan, LineStep
from maillage.trade.funding.money_table.rows_out import plan_rows_out
from maillage.trade.funding.money_table.target import MONEY_TABLE, MoneyImport, plan_money
from tests.foundation.cooperations.makers import make_cooperation
from tests.foundation.exchange.importing import check, enter, undone
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import (
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.funding.money_table.test_money_table import HALVES
from tests.trade.plan.makers import make_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(access: Access) -> dict[str, Organisation]:
    """The owner and the funders of the crèche, in the directory."""
    kinds = {
        "CC de Valmorin": "epci",
        "Caf des Hautes-Ouzes": "social",
        "Préfecture des Hautes-Ouzes": "state",
        "Département des Hautes-Ouzes": "departement",
        "MSA Val d’Ouze": "social",
    }
    place = access.cooperation.workspace
    return {
        name: make_organisation(workspace=place, name=name, kind=kind)
        for name, kind in kinds.items()
    }


def planned(access: Access, text: str, refused: Sequence[str] = ()) -> MoneyImport:
    answers = Answers(
        cooperation_id=access.cooperation_id,
        author_id=access.user_id,
        refused=frozenset(refused),
    )
    return plan_money(open_content(text.encode()), answers, no_report)


def write(access: Access, text: str, refused: Sequence[str] = ()) -> list[tuple[str, int]]:
    order = WriteOrder(access.user, access.cooperation, "maquette.xlsx", frozenset(refused))
    with journal.write_in(access.user, access.cooperation, "imports"):
        outcome = planned(access, text, refused).write(order)
    return [(one.label, one.number) for one in outcome.figures]


def lines(plan: FundingPlan) -> list[tuple[str, str, str, int, bool]]:
    rows = plan.lines.select_related("funder").order_by("pk")
    return [
        (str(one.funder), one.label, one.state, one.counted_cents // 100, one.is_remainder)
        for one in rows
    ]


def everything() -> list[object]:
    """All that plans hold, to be compared."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (FundingPlan, CostLine, FundingLine, LineStep)
    ]


def test_two_halves_fill_an_empty_plan_and_its_owner_takes_the_rest(
    access: Access, bodies: dict[str, Organisation]
) -> None:
    action = make_action(cooperation=access.cooperation, title="Crèche du Moulin")
    plan = make_funding_plan(action=action, owner=bodies["CC de Valmorin"])

    figures = write(access, HALVES.replace("\tvoté", "\t"))

    assert figures == [
        ("plans ouverts", 0),
        ("dépenses ajoutées", 4),
        ("financements ajoutés", 5),
        ("plans complétés", 1),
    ]
    assert lines(plan) == [
        ("Caf des Hautes-Ouzes", "", "granted", 144_000, False),
        ("Préfecture des Hautes-Ouzes", "DETR", "granted", 140_000, False),
        ("Département des Hautes-Ouzes", "", "requested", 60_000, False),
        ("MSA Val d’Ouze", "", "expected", 10_000, False),
        ("CC de Valmorin", "", "expected", 206_000, True),
    ]


def test_what_is_written_once_is_not_written_twice(
    access: Access, bodies: dict[str, Organisation]
) -> None:
    make_funding_plan(
        action=make_action(cooperation=access.cooperation, title="Crèche du Moulin"),
        owner=bodies["CC de Valmorin"],
    )
    write(access, HALVES)
    before = everything()

    figures = write(access, HALVES)

    assert (figures[1:], everything()) == (
        [("dépenses ajoutées", 0), ("financements ajoutés", 0), ("plans complétés", 0)],
        before,
    )


def test_an_operation_is_that_of_its_action_or_a_plan_of_its_own(
    access: Access, bodies: dict[str, Organisation]
) -> None:
    action = make_action(cooperation=access.cooperation, title="Toiture")
    text = (
        "Opération;Maître d’ouvrage;Coût HT;Caf\n"
        "Toiture;CC de Valmorin;9 000;4 000\nFonctionnement;CC de Valmorin;800;100\n"
    )

    write(access, text)

    rows = FundingPlan.objects.order_by("pk")
    assert [(one.action, one.label, one.owner) for one in rows] == [
        (action, "", bodies["CC de Valmorin"]),
        (None, "Fonctionnement", bodies["CC de Valmorin"]),
    ]


@pytest.mark.parametrize(("ticked", "count"), [([], 0), (["csv!D1"], 1)])
def test_a_funder_that_is_unknown_enters_only_once_it_is_ticked(
    access: Access, bodies: dict[str, Organisation], ticked: list[str], count: int
) -> None:
    text = "Opération;Maître d’ouvrage;Coût HT;Fondation du Lac\nToit;CC de Valmorin;9 000;400\n"
    before = Organisation.objects.count()

    write(access, text, ticked)

    assert (FundingLine.objects.count(), Organisation.objects.count() - before) == (count, count)
    assert len(bodies) == 5


def test_what_goes_out_comes_in_again_and_changes_nothing(
    access: Access, bodies: dict[str, Organisation]
) -> None:
    owner, caf, state = (bodies[name] for name in list(bodies)[:3])
    action = make_action(cooperation=access.cooperation, title="Toiture")
    plan = make_funding_plan(action=action, owner=owner)
    make_cost_line(plan=plan, label="Travaux", euros=100_000)
    make_cost_line(plan=plan, label="Travaux", euros=20_000, year=2028)
    paid = make_funding_line(plan=plan, funder=caf, state="granted")
    make_line_step(line=paid, kind="paid", euros=5_000)
    refused = make_funding_line(plan=plan, funder=state, state="requested", label="Fonds vert")
    make_line_step(line=refused, kind="refused", euros=None)
    make_funding_line(plan=plan, funder=owner, kind="own", label="", euros=None, is_remainder=True)
    running = make_funding_plan(cooperation=access.cooperation, label="Fonctionnement", owner=owner)
    make_cost_line(plan=running, section="operating", label="Chargée de mission", euros=48_000)
    fields = [name for name in MONEY_TABLE.fields if name not in MONEY_TABLE.only_in]
    headers = [MONEY_TABLE.fields[name] for name in fields]
    out = write_csv(headers, plan_rows_out(access, fields))
    before = everything()

    write(access, out.decode("utf-8-sig"))

    assert everything() == before


def test_a_pasted_table_is_read_by_the_wizard(officer: Client, access: Access) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Fonctionnement 2027")
    slug = access.cooperation.slug

    page = officer.get(reverse("funding:plan", args=[slug, plan.pk])).content.decode()
    sent = officer.post(
        reverse("funding:plan_paste", args=[slug, plan.pk]), {"pasted": HALVES.partition("\n")[2]}
    )

    run = Import.objects.get()
    columns = reverse("exchange:import_wizard_columns", args=[slug, run.pk])
    assert (run.target, sent["Location"]) == ("financements", columns)
    assert reverse("funding:plan_paste", args=[slug, plan.pk]) in page
    assert officer.get(columns).status_code == 200


def test_a_line_above_says_the_owner_and_a_word_of_two_structures_is_asked(
    access: Access, bodies: dict[str, Organisation]
) -> None:
    place = access.cooperation.workspace
    make_organisation(workspace=place, name="Préfecture de l’Erve", kind="state")
    text = f"Maître d’ouvrage : CC de Valmorin\n{HALVES}"

    read = planned(access, text)
    write(access, text)

    plan = FundingPlan.objects.get()
    assert (plan.owner, len(lines(plan))) == (bodies["CC de Valmorin"], 4)
    (question,) = read.alternatives(access.cooperation.workspace_id)
    assert plain(question.sentence).partition(".")[0] == (
        "« État » peut être la Préfecture de l’Erve ou la Préfecture des Hautes-Ouzes"
    )


def test_the_undo_of_lines_leaves_those_that_were_touched_and_takes_the_rest(
    access: Access, officer: Client, bodies: dict[str, Organisation]
) -> None:
    action = make_action(cooperation=access.cooperation, title="Crèche du Moulin")
    plan = make_funding_plan(action=action, owner=bodies["CC de Valmorin"])
    run = receive_file(
        author=access.user,
        cooperation=access.cooperation,
        target=MONEY_TABLE,
        name="plan.csv",
        content=HALVES.replace("\tvoté", "\t").encode(),
    )
    check(run)
    run = enter(run)
    with journal.write_in(access.user, access.cooperation, "funding"):
        make_line_step(line=plan.lines.get(funder__kind="departement"), kind="granted", euros=50)
    undo = reverse("exchange:import_wizard_undo", args=[access.cooperation.slug, run.pk])

    page = plain(officer.get(undo).text)
    undone(run, access.user)

    assert "Cet import a créé :" in page
    assert "Une fiche modifiée ou utilisée depuis reste" in page
    assert run.report["kept"] == ["Département des Hautes-Ouzes"]
    assert lines(plan) == [("Département des Hautes-Ouzes", "", "granted", 50, False)]
    assert not plan.costs.exists()


def test_a_short_word_is_the_member_and_another_cooperation_is_asked(access: Access) -> None:
    place, kinds = access.cooperation, (("CC de Valmorin", "epci"), ("Caf des Ouzes", "social"))
    for name, kind in kinds:
        body = make_organisation(workspace=place.workspace, name=name, kind=kind)
        make_member(cooperation=place, organisation=body)
    other = make_cooperation(workspace=place.workspace, name="Ailleurs")
    for name, kind in (("Caf de l’Erve", "social"), ("Département de l’Erve", "departement")):
        body = make_organisation(workspace=place.workspace, name=name, kind=kind)
        make_member(cooperation=other, organisation=body)
    text = "Opération;Maître d’ouvrage;Coût HT;Caf;Département\nToit;CC de Valmorin;9 000;400;500\n"

    read = planned(access, text)
    write(access, text, [part_key("csv!E1")])

    assert [one.message for one in read.problems if one.code == "structure_outside"] == [
        "« Département » : dans l’annuaire de l’espace, seule une autre coopération a le "
        "Département de l’Erve. Cochez si c’est la même structure ; sinon écrivez son nom entier "
        "dans le fichier."
    ]
    assert [one[0] for one in lines(FundingPlan.objects.get())] == [
        "Caf des Ouzes",
        "Département de l’Erve",
    ]


def test_the_check_shows_each_sum_with_the_structure_and_the_day_that_is_said(
    access: Access, bodies: dict[str, Organisation]
) -> None:
    text = (
        "Toit de la halle\n"
        "Dépenses\tMontant\n"
        "Travaux\t9 000\n"
        "Recettes\tMontant\n"
        "Caf\t4 000\tnotifié le 12/03/2026\n"
        "Département\t5 000\n"
    )
    action = make_action(cooperation=access.cooperation, title="Toit de la halle")
    make_funding_plan(action=action, owner=bodies["CC de Valmorin"])

    read = planned(access, text)
    write(access, text)

    year = f"{timezone.localdate().year}, non dite"
    assert [
        (plain(one.label), one.headers, [list(map(plain, row)) for row in one.rows])
        for one in read.tables()
    ] == [
        (
            "Ce que ça coûte : « Toit de la halle », maître d’ouvrage CC de Valmorin",
            ("Poste", "Année", "Montant"),
            [["Travaux", year, "9 000 €"]],
        ),
        (
            "Qui paie : « Toit de la halle »",
            ("Dans votre tableau", "Devient", "Année", "État", "Montant"),
            [
                ["Caf", "Caf des Hautes-Ouzes", year, "accordé", "4 000 €"],
                ["Département", "Département des Hautes-Ouzes", year, "pressenti", "5 000 €"],
            ],
        ),
    ]
    assert [plain(one.total) for one in read.tables()] == ["9 000 €", "9 000 €"]
    assert "Là où le fichier ne dit aucune année" in read.notice(0)
    assert [one.title for one in read.becomes("csv", 5)] == ["Toit de la halle"]
    steps = LineStep.objects.order_by("pk").values_list("on", "note")
    assert steps[0] == (date(2026, 3, 12), "")
    assert [one[1] for one in steps[1:]] == [
        "Jour de l’import : le fichier maquette.xlsx n’en dit pas."
    ]


def test_a_day_of_request_and_a_last_day_are_kept(access: Access) -> None:
    table = (
        "Opération;Maître d’ouvrage;Coût HT;Financeur;Montant demandé;Année;Date de dépôt;"
        "Date limite de justification\n"
        "Halle;CC du Lac;100 000;Région;40 000;2026;12/03/2026;30/06/2028\n"
    )
    make_organisation(workspace=access.cooperation.workspace, name="CC du Lac", kind="epci")
    make_organisation(workspace=access.cooperation.workspace, name="Région", kind="region")

    write(access, table)

    line, duty = FundingLine.objects.get(), Duty.objects.get()
    assert (line.steps.get().kind, line.steps.get().on) == ("requested", date(2026, 3, 12))
    assert (line.ends_on, duty.due_on) == (date(2028, 6, 30), date(2028, 6, 30))


def test_each_cell_understood_bears_the_name_of_its_column() -> None:
    read = TableRead("Qui paie", ("Opération", "État", "Montant"), (("Halle", "", "9 €"),), "9 €")
    page = render_to_string("exchange/parts/tables_read.html", {"tables": [read]})

    assert 'data-label="État" class="m-void"' in page
    assert 'data-label="Montant" class="m-num"' in page


def test_a_telephone_folds_what_is_understood_past_three_rows() -> None:
    rows = tuple((f"Halle {number}", "10 €") for number in range(5))

    pages = [
        render_to_string(
            "exchange/parts/tables_read.html",
            {"tables": [TableRead("Qui paie", ("Opération", "Montant"), rows[:most], "50 €")]},
        )
        for most in (3, 4, 5)
    ]

    assert ["m-unfolds" in page for page in pages] == [False, True, True]
    assert ("Voir l’autre" in pages[1], "Voir les 2 autres" in pages[2]) == (True, True)
