"""A situation is studied: each form is read with its reasons, one is kept, the team alone sees."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.core.fields import field_part
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.legal_forms import words
from maillage.trade.governance.legal_forms.rules import Facts, Structure, read_study
from maillage.trade.governance.models import FormStudy, StudyMember
from tests.conftest import SignIn
from tests.ground.directory.reading import plain, reading
from tests.trade.governance.legal_forms.members import a_member, url
from tests.trade.governance.makers import make_form_study

CASES = Path(__file__).parents[3] / "law" / "cases"


ALL = Facts(one_piece=True, open_market_share=Decimal(0), general_interest_only=True)


FOUR = [Structure(number, "epci", population=9_000) for number in range(1, 5)]


def test_four_communities_that_share_a_service_have_five_forms() -> None:
    read = read_study(FOUR, "service", ALL)

    assert [one.form.form for one in read.fitting] == [
        "entente",
        "prestation",
        "service_provision",
        "unified_service",
        "closed_syndicate",
    ]
    assert len(read.farther) == 9
    assert {one.form.form: one.reasons for one in read.refused} == {
        "shared_service": ("il faut un EPCI à fiscalité propre et ses seuls membres",),
        "commune_syndicate": ("un membre n’est pas d’une nature admise",),
        "open_syndicate": (
            "il faut un membre autre que communes et EPCI : sinon, un syndicat mixte fermé",
        ),
        "metropolitan_pole": ("aucun membre n’atteint le seuil de population",),
    }


def test_cases_of_law_are_read_the_same() -> None:
    cases = json.loads((CASES / "legal_forms.json").read_text(encoding="utf-8"))["examples"]
    case = next(one for one in cases if one["id"] == "legal_forms-12")
    epci, inside, outside = case["inputs"]["members"]
    read = read_study(
        [
            Structure(1, epci["kind"]),
            Structure(2, inside["kind"], hub="1"),
            Structure(3, outside["kind"]),
        ],
        "service",
        ALL,
    )

    answer = read.of("shared_service")

    assert answer is not None
    assert {"shared_service": answer.is_possible} == case["expected"]["possible"]


@pytest.mark.parametrize(
    ("structures", "facts", "form", "doubts"),
    [
        (FOUR, ALL, "entente", []),
        (FOUR, ALL, "petr", ["seats", "in_other_petr"]),
        (FOUR, Facts(), "petr", ["one_piece", "seats", "in_other_petr"]),
        (FOUR, Facts(), "public_cooperation", ["open_market_share", "general_interest_only"]),
        (
            [Structure(1, "epci"), Structure(2, "epci")],
            ALL,
            "metropolitan_pole",
            ["seats", "population"],
        ),
        (
            [Structure(1, "epci", 60_000), Structure(2, "epci", 9_000)],
            ALL,
            "metropolitan_pole",
            ["on_foreign_border"],
        ),
        (
            [Structure(1, "epci"), Structure(2, "commune", is_attached=True)],
            ALL,
            "shared_service",
            ["hub"],
        ),
        (
            [Structure(1, "epci"), Structure(2, "association")],
            ALL,
            "joint_purchasing",
            ["procurement"],
        ),
        (
            [Structure(1, "epci"), Structure(2, "", others=("chamber",))],
            ALL,
            "open_syndicate",
            ["kind"],
        ),
        (
            [Structure(1, "epci"), Structure(2, "closed_syndicate")],
            ALL,
            "closed_syndicate",
            ["competence"],
        ),
    ],
)
def test_an_answer_says_on_what_it_rests(
    structures: list[Structure], facts: Facts, form: str, doubts: list[str]
) -> None:
    answer = read_study(structures, "service", facts).of(form)

    assert answer is not None
    assert [one.word for one in answer.doubts] == doubts


@pytest.mark.parametrize(
    ("shares", "kinds", "sentence"),
    [
        (
            "service",
            ["epci", "epci", "epci", "epci"],
            "Cinq formes conviennent à quatre intercommunalités qui partagent un service ; "
            "une crée un établissement public.",
        ),
        (
            "service",
            ["commune", "commune"],
            "Quatre formes conviennent à deux communes qui partagent un service ; "
            "une crée un établissement public.",
        ),
        (
            "purchase",
            ["commune", "epci"],
            "Une forme convient à deux structures qui partagent un achat ; elle ne crée pas "
            "d’établissement public. Une autre reste à vérifier : il manque un fait ou un chiffre.",
        ),
        (
            "service",
            ["epci"],
            "Ajoutez un second partenaire ; pour l’instant, huit formes servent à partager un "
            "service.",
        ),
        (
            "purchase",
            ["epci", "association"],
            "Aucune des formes qui servent à partager un achat ne convient à deux structures. "
            "Un fait que l’on ne sait pas peut changer la réponse.",
        ),
        (
            "project",
            [],
            "Dites entre qui ; pour l’instant, neuf formes servent à partager un projet.",
        ),
        (
            "decisions",
            ["departement", "commune"],
            "Une forme convient à deux structures qui partagent des décisions ; elle crée un "
            "établissement public.",
        ),
        (
            "service",
            [],
            "Dites entre qui ; pour l’instant, huit formes servent à partager un service.",
        ),
    ],
)
def test_the_sentence_is_true(
    officer: Client, cooperation: Cooperation, shares: str, kinds: list[str], sentence: str
) -> None:
    members = [a_member(cooperation, f"Structure {n}", kind) for n, kind in enumerate(kinds)]
    study = make_form_study(cooperation=cooperation, shares=shares, organisations=members)

    page = officer.get(url(cooperation, "form_study", study.pk))

    assert reading(page.text) == sentence


@pytest.mark.parametrize(
    ("chosen", "read"),
    [
        ("entente", ""),
        ("petr", "Elle convient si ce que l’on ne sait pas encore le permet."),
        ("pat", "Elle est possible ; d’autres sont plus proches de ce que l’on partage."),
        ("gone", "La table de Maillage n’a plus cette forme : relisez son texte."),
    ],
)
def test_what_is_read_of_the_form_that_was_kept(chosen: str, read: str) -> None:
    study = FormStudy(shares="service", chosen=chosen)

    assert words.chosen_words(study, read_study(FOUR, "service", ALL)) == read


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_register_counts(officer: Client, cooperation: Cooperation, count: int) -> None:
    for _number in range(count):
        make_form_study(cooperation=cooperation)
    FormStudy.objects.filter(pk__in=FormStudy.objects.values("pk")[:1]).update(
        chosen="entente", reason="Simple.", chosen_on=date(2026, 9, 24)
    )

    page = officer.get(url(cooperation))

    sentences = {
        0: "",
        1: "Une étude ; sa forme est gardée.",
        3: "Trois études ; une a sa forme gardée.",
    }
    assert reading(page.text) == sentences[count]


@pytest.mark.parametrize("role", ["partner", "elected", "observer"])
def test_nobody_beyond_the_team_reads_a_study(
    sign_in: SignIn, cooperation: Cooperation, role: str
) -> None:
    study = make_form_study(cooperation=cooperation)

    client = sign_in(role)

    pages = (url(cooperation), url(cooperation, "form_study", study.pk))
    assert [client.get(page).status_code for page in pages] == [403, 403]


def test_the_team_reads_and_does_not_write(sign_in: SignIn, cooperation: Cooperation) -> None:
    study = make_form_study(cooperation=cooperation)
    team = sign_in("team")

    pages = ("form_study", "form_study_edit", "form_study_choose")
    answers = [team.get(url(cooperation, page, study.pk)).status_code for page in pages]

    assert answers == [200, 403, 403]


def test_pages_cost_the_same_for_one_and_three_rows_of_two_and_three_members(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = make_form_study(
        cooperation=cooperation,
        organisations=[
            a_member(cooperation, f"CC {n}", code=n) for n in ("200000008", "200000009")
        ],
    )
    three = [a_member(cooperation, f"CC {n}", code=f"20000000{n}") for n in range(3)]
    officer.get(url(cooperation))
    with django_assert_num_queries(7):
        officer.get(url(cooperation))
    with django_assert_num_queries(8):
        officer.get(url(cooperation, "form_study", one.pk))
    many = make_form_study(cooperation=cooperation, organisations=three)
    make_form_study(cooperation=cooperation, organisations=three)
    officer.get(url(cooperation))
    with django_assert_num_queries(7):
        officer.get(url(cooperation))
    with django_assert_num_queries(8):
        officer.get(url(cooperation, "form_study", many.pk))


def test_one_structure_alone_is_asked_for_a_second_and_no_reason_is_repeated(
    officer: Client, cooperation: Cooperation
) -> None:
    study = make_form_study(cooperation=cooperation)
    study.members.exclude(pk=study.members.order_by("pk").values("pk")[:1]).delete()
    if not study.members.exists():
        member = a_member(cooperation, "CC d’Arbrelles")
        StudyMember.objects.create(study=study, organisation=member)

    page = plain(officer.get(url(cooperation, "form_study", study.pk)).text)
    StudyMember.objects.create(
        study=study, organisation=a_member(cooperation, "Caf des Ouzes", "social")
    )
    pair = plain(officer.get(url(cooperation, "form_study", study.pk)).text)

    assert "Ajoutez un second partenaire ; pour l’instant," in page
    assert pair.count("La Caf des Ouzes ne peut pas en être membre.") == 1
    assert "nature admise" not in pair


def test_boxes_stand_under_the_kind_of_structure_and_a_share_is_a_percentage(
    officer: Client, cooperation: Cooperation
) -> None:
    a_member(cooperation, "Caf des Ouzes", "social")
    a_member(cooperation, "CC d’Arbrelles")

    page = officer.post(url(cooperation, "legal_forms_add"), {"open_market_share": "250"})

    form = page.context["form"]
    assert [one.group for one in field_part(form["organisations"], "").choices] == [
        "Intercommunalité",
        "Caf, MSA, caisse",
    ]
    assert form.errors["open_market_share"] == ["Écrivez un pourcentage, de 0 à 100."]
