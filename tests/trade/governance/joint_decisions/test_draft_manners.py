"""How a draft is titled, signed, cited and annexed, before its council votes and after."""

import io
from datetime import date

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from tests.foundation.documents.makers import make_letterhead
from tests.trade.governance.joint_decisions.drafts import council_of, draft
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_executive,
)
from tests.trade.governance.makers import make_body, make_meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "kind", "council", "title"),
    [
        ("Aubry", "commune", "commune", "La présidente"),
        ("CC du Val", "epci", "epci", "La présidente"),
        ("Sarne", "departement", "departement", "La présidente du conseil départemental"),
        ("Ouest", "region", "region", "La présidente du conseil régional"),
        ("Caf du Val", "social", "private_body", "La présidente du conseil d’administration"),
        ("MSA du Val", "social", "private_body", "La présidente du conseil d’administration"),
        ("Chambre de métiers", "chamber", "chamber", "La présidente"),
    ],
)
def test_who_signs_an_act_is_named_with_what_they_preside(
    access: Access, name: str, kind: str, council: str, title: str
) -> None:
    one = council_of(access, name, kind, council)
    is_mayor = council == "commune"
    make_executive(one, function="Maire" if is_mayor else "Présidente")

    read = draft(access, one)

    expected = "La maire" if is_mayor else title
    assert expected in read
    assert f"D’autoriser Madame {expected[:1].lower()}{expected[1:]}" in " ".join(read)


@pytest.mark.parametrize(
    ("name", "kind", "council", "title"),
    [
        ("Aubry", "commune", "commune", "Extrait du registre des délibérations"),
        ("Sarne", "departement", "departement", "Extrait du registre des délibérations"),
        (
            "Caf du Val",
            "social",
            "private_body",
            "Extrait du procès-verbal du conseil d’administration",
        ),
        (
            "Chambre d’agriculture",
            "chamber",
            "chamber",
            "Extrait du procès-verbal de la session du 20 novembre 2026",
        ),
    ],
)
def test_a_project_becomes_an_extract_once_voted(
    access: Access, name: str, kind: str, council: str, title: str
) -> None:
    one = council_of(access, name, kind, council)
    project = draft(access, one)
    make_answer(deliberation=one, voted_on=date(2026, 11, 20), text=one.text)
    extract = draft(access, one)

    assert ["Projet de délibération" in read for read in (project, extract)] == [True, False]
    assert [title in read for read in (project, extract)] == [False, True]
    assert ["Pour extrait conforme," in read for read in (project, extract)] == [False, True]
    assert extract[extract.index(title) + 1] != "Délibération n° ……"


def test_the_annex_bears_the_act_that_it_is_annexed_to(access: Access) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    one.act_number = "2026-41"
    one.save()

    read = draft(access, one)

    at = read.index("Annexe à la délibération n° 2026-41 du 10 décembre 2026")
    assert read[at + 1].startswith("Charte de coopération, version 1 du 1er septembre 2026 (réf")


@pytest.mark.parametrize(
    ("proposed_on", "words_of_day"),
    [
        (date(2026, 8, 20), " a proposé, le [date à compléter], à deux structures"),
        (date(2026, 9, 1), " a proposé, le 1er septembre 2026, à "),
        (date(2026, 9, 2), " a proposé, le 2 septembre 2026, à "),
    ],
)
def test_a_text_is_not_dated_after_the_day_it_was_proposed(
    access: Access, proposed_on: date, words_of_day: str
) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    make_deliberation(decision=one.decision)
    one.decision.body = make_body(cooperation=access.cooperation)
    make_meeting(body=one.decision.body, held_on=proposed_on)
    one.decision.proposed_on = proposed_on
    one.decision.save()

    read = " ".join(draft(access, one))

    assert words_of_day in read
    assert "dont la version 1 est arrêtée au 1er septembre 2026" in read


@pytest.mark.parametrize(
    ("session_on", "day"),
    [
        (date(2026, 11, 19), "[date de la nouvelle séance]"),
        (None, "[date de la nouvelle séance]"),
        (date(2026, 12, 10), "10 décembre 2026"),
    ],
)
@pytest.mark.parametrize(
    ("body", "head"),
    [
        (("CC du Val", "epci", "epci"), "Séance du {day}, conseil communautaire"),
        (
            ("Chambre d’agriculture", "chamber", "chamber"),
            "Session du {day}, Chambre d’agriculture",
        ),
    ],
)
def test_a_question_put_off_waits_for_the_day_of_its_session(
    access: Access, session_on: date | None, day: str, body: tuple[str, str, str], head: str
) -> None:
    one = council_of(access, *body)
    one.session_on = session_on
    one.save()
    make_answer(deliberation=one, vote="deferred", voted_on=date(2026, 11, 19))

    read = draft(access, one)
    written = write_paper(access, "draft_deliberation", one.pk, "pdf")
    assert written is not None
    pages = pypdf.PdfReader(io.BytesIO(written.content)).pages
    feet = [" ".join(page.extract_text().split()) for page in pages][1:]

    assert head.format(day=day) in read
    assert any(line.startswith(f"Le {day}, à …… heures") for line in read)
    assert f"Fait et délibéré à ……, le {day}." in read
    assert f"Annexe à la délibération n° …… du {day}" in read
    assert [f", {day} {page} / " in foot for page, foot in enumerate(feet, 2)] == [True] * len(feet)
    assert "19 novembre" not in " ".join([*read, *feet])


@pytest.mark.parametrize(
    ("vote", "reserves", "article"),
    [
        ("adopted", "", "à signer ce texte et les actes qui en découlent."),
        (
            "reserved",
            "Un plafond.",
            "à signer ce texte [une fois la réserve levée] et les actes qui en découlent.",
        ),
    ],
)
def test_nobody_signs_under_a_reserve_that_stands(
    access: Access, vote: str, reserves: str, article: str
) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    make_executive(one)
    make_answer(deliberation=one, vote=vote, reserves=reserves, text=one.text)

    assert f"Article 2. D’autoriser Madame la maire {article}" in draft(access, one)


@pytest.mark.parametrize(
    ("sender", "body", "cited"),
    [
        (
            "PETR du Bocage",
            ("CC du Val", "epci", "epci"),
            [
                "Vu [à vérifier : l’article L. 5741-1 du code général des collectivités "
                "territoriales] ;",
                "Vu [à vérifier : les statuts du PETR du Bocage] ;",
            ],
        ),
        (
            "PETR du Bocage",
            ("Sarne", "departement", "departement"),
            ["Vu [à vérifier : les statuts du PETR du Bocage] ;"],
        ),
        ("PETR du Bocage", ("Chambre de métiers", "chamber", "chamber"), []),
        ("PETR du Bocage", ("PETR du Bocage", "syndicate", "closed_syndicate"), []),
        ("CC du Pays", ("CC du Val", "epci", "epci"), []),
    ],
)
def test_the_petr_that_receives_an_act_is_cited_to_verify(
    access: Access, sender: str, body: tuple[str, str, str], cited: list[str]
) -> None:
    make_letterhead(cooperation=access.cooperation, sender=sender)

    read = draft(access, council_of(access, *body))

    assert [
        line
        for line in read
        if line.startswith("Vu ") and ("5741" in line or "PETR" in line) and "à vérifier" in line
    ] == cited


@pytest.mark.parametrize(
    ("body", "cited", "bracketed"),
    [
        (("Aubry", "commune", "commune"), "ses articles L. 2121-29 et L. 2131-1 ;", []),
        (
            ("SIVOM", "syndicate", "commune_syndicate"),
            "ses articles L. 5211-1, L. 5211-3 et L. 5212-1 et suivants ;",
            [],
        ),
        (
            ("Sarne", "departement", "departement"),
            "ses articles L. 3211-1 et L. 3131-1 ;",
            ["[à vérifier : CGCT L. 3121-14]"],
        ),
        (
            ("Ouest", "region", "region"),
            "ses articles L. 4221-1 et L. 4141-1] ;",
            ["Vu [à vérifier : le code général", "[à vérifier : CGCT L. 4132-13]"],
        ),
        (
            ("Caf du Val", "social", "private_body"),
            "son article L. 263-1 ;",
            ["[à vérifier : CSS L. 151-1 et R. 151-1]"],
        ),
        (
            ("MSA du Val", "social", "private_body"),
            "son article L. 726-1] ;",
            ["Vu [à vérifier : le code rural"],
        ),
        (
            ("Chambre d’agriculture", "chamber", "chamber"),
            "ses articles L. 510-1 et L. 511-1] ;",
            ["Vu [à vérifier : le code rural", "[à vérifier : voies et délais de recours"],
        ),
        (
            ("Chambre de métiers", "chamber", "chamber"),
            "Vu le règlement intérieur",
            ["[à vérifier : voies et délais de recours"],
        ),
    ],
)
def test_what_nobody_verified_stands_between_brackets(
    access: Access, body: tuple[str, str, str], cited: str, bracketed: list[str]
) -> None:
    read = " ".join(draft(access, council_of(access, *body)))

    assert cited in read
    assert [one for one in bracketed if one not in read] == []
    assert read.count("à vérifier") == len(bracketed)


def test_a_draft_without_its_executive_warns_on_the_screen(officer: Client, access: Access) -> None:
    one = council_of(access, "MSA du Val", "social", "private_body")
    url = reverse("governance:joint_decision_council", args=[access.cooperation.slug, one.pk])

    before = officer.get(url).text
    make_executive(one)

    warning = "laisse à compléter le nom ou la civilité de qui dirige"
    assert [warning in page for page in (before, officer.get(url).text)] == [True, False]


@pytest.mark.parametrize(
    ("vote", "reserves", "words_of_article"),
    [
        ("adopted", "", "annexé à la présente délibération."),
        (
            "reserved",
            "Revoir la clé.",
            "annexé à la présente délibération, sous la réserve suivante : « Revoir la clé ».",
        ),
        (
            "reserved",
            "",
            "annexé à la présente délibération, sous la réserve suivante : « …… ».",
        ),
    ],
)
def test_an_extract_says_under_which_reserve_the_council_adopted(
    access: Access, vote: str, reserves: str, words_of_article: str
) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    make_answer(
        deliberation=one,
        vote=vote,
        voted_on=date(2026, 11, 20),
        text=one.text,
        reserves=reserves,
    )

    article = next(line for line in draft(access, one) if line.startswith("Article 1er."))

    assert article.endswith(words_of_article)


@pytest.mark.parametrize(
    ("title", "body", "founded", "is_shared"),
    [
        ("Service unifié enfance", ("CC du Val", "epci", "epci"), "l’article L. 5111-1-1", True),
        ("Mutualiser l’ingénierie", ("Aubry", "commune", "commune"), "juridique] ;", True),
        ("Service unifié enfance", ("Caf", "social", "private_body"), "", False),
        ("Charte", ("Aubry", "commune", "commune"), "", False),
    ],
)
def test_a_shared_service_leaves_its_foundation_and_the_advice_on_staff_to_verify(
    access: Access, title: str, body: tuple[str, str, str], founded: str, *, is_shared: bool
) -> None:
    one = council_of(access, *body)
    one.decision.title = title
    one.decision.save()

    read = draft(access, one)

    founding = [line for line in read if "[fondement" in line]
    advice = [line for line in read if "comité social territorial" in line]
    assert [founded in line for line in founding] == [True] * is_shared
    assert len(advice) == is_shared
