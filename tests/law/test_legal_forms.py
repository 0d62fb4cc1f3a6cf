"""Some legal forms fit the structures, some do not."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.law.legal_forms import FormMember, FormProject, legal_forms, table_of_forms


def test_table_holds_every_form_of_the_helper() -> None:
    assert [form.form for form in table_of_forms()] == [
        "convention",
        "entente",
        "prestation",
        "service_provision",
        "unified_service",
        "shared_service",
        "joint_purchasing",
        "commune_syndicate",
        "closed_syndicate",
        "open_syndicate",
        "petr",
        "metropolitan_pole",
        "reciprocity_contract",
        "leader_cooperation",
        "ctg",
        "crte",
        "pat",
        "public_cooperation",
    ]


def test_each_line_says_everything() -> None:
    entente = table_of_forms()[1]

    assert entente.label == "entente"
    assert entente.who_may_join == "Communes, EPCI et syndicats mixtes."
    assert entente.personality == "Aucune."
    assert entente.acts[0] == "Rédiger la convention d’entente"
    assert (entente.source, entente.is_to_verify) == ("CGCT L5221-1, L5221-2", False)


def test_a_form_says_what_it_serves_and_whether_a_body_is_born() -> None:
    forms = table_of_forms()

    assert [form.form for form in forms if "service" in form.serves] == [
        "entente",
        "prestation",
        "service_provision",
        "unified_service",
        "shared_service",
        "commune_syndicate",
        "closed_syndicate",
        "open_syndicate",
    ]
    assert [form.form for form in forms if form.creates_body] == [
        "commune_syndicate",
        "closed_syndicate",
        "open_syndicate",
        "petr",
        "metropolitan_pole",
    ]
    assert (forms[1].checked, forms[6].serves) == (date(2026, 11, 28), ("purchase",))


def test_answers_come_with_their_reasons() -> None:
    project = FormProject(
        (FormMember("CC A", "epci", seats=11), FormMember("CC B", "epci", seats=10)),
        one_piece=False,
    )

    finding = legal_forms(project, ["petr", "entente"])

    assert finding.figures.possible == {"petr": False, "entente": True}
    assert finding.figures.reasons == {
        "petr": (
            "le territoire n’est pas d’un seul tenant",
            "un membre n’a aucun siège, ou plus de la moitié des sièges",
        )
    }
    assert finding.sentence == "Formes possibles : entente. Formes écartées : PETR."


def test_whole_table_is_answered_by_default() -> None:
    finding = legal_forms(FormProject())

    assert all(finding.figures.possible.values())
    assert finding.sentence.endswith("Formes écartées : aucune.")


@pytest.mark.parametrize(("share", "possible"), [("0.1999", True), ("0.20", False)])
def test_open_market_share_stays_under_a_fifth(share: str, possible: bool) -> None:
    project = FormProject(open_market_share=Decimal(share))

    finding = legal_forms(project, ["public_cooperation"])

    assert finding.figures.possible == {"public_cooperation": possible}


@pytest.mark.parametrize(
    ("population", "border", "one_piece", "possible"),
    [
        (100_000, False, True, False),
        (100_001, False, False, True),
        (50_001, True, True, True),
        (50_000, True, True, False),
        (50_001, True, False, False),
    ],
)
def test_metropolitan_pole_has_two_thresholds(
    population: int, border: bool, one_piece: bool, possible: bool
) -> None:
    large = FormMember("CA A", "epci", population=population, on_foreign_border=border)
    small = FormMember("CC B", "epci", population=0)

    finding = legal_forms(FormProject((large, small), one_piece), ["metropolitan_pole"])

    assert finding.figures.possible == {"metropolitan_pole": possible}


def test_no_form_asked_gives_no_answer() -> None:
    assert legal_forms(FormProject(), []).figures.possible == {}
