"""How the papers of a decision address, title, name and cite, for each kind of body."""

import io
import zipfile

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.models import Deliberation
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_letterhead
from tests.trade.governance.joint_decisions.drafts import council_of
from tests.trade.governance.joint_decisions.makers import (
    make_deliberation,
    make_executive,
    make_text_version,
)
from tests.trade.governance.joint_decisions.test_decision_papers import words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "civility", "function", "lines", "call"),
    [
        (
            ("Valmorin", "commune", "commune"),
            "M.",
            "Maire",
            "Maire de Valmorin",
            "Monsieur le Maire",
        ),
        (("Aubry", "commune", "commune"), "Mme", "Maire", "Maire d’Aubry", "Madame la Maire"),
        (
            ("Département des Hautes-Ouzes", "departement", "departement"),
            "Mme",
            "Présidente",
            "Présidente du conseil départemental des Hautes-Ouzes",
            "Madame la Présidente",
        ),
        (
            ("Conseil départemental de la Sarne", "departement", "departement"),
            "M.",
            "Président",
            "Président du conseil départemental de la Sarne",
            "Monsieur le Président",
        ),
        (
            ("Région Ouest", "region", "region"),
            "M.",
            "Président",
            "Président du conseil régional Ouest",
            "Monsieur le Président",
        ),
        (
            ("Caf de la Sarne", "social", "private_body"),
            "M.",
            "Président",
            "Président du conseil d’administration Caisse d’allocations familiales de la Sarne",
            "Monsieur le Président",
        ),
        (
            ("MSA de la Sarne", "social", "private_body"),
            "Mme",
            "Présidente",
            "Présidente du conseil d’administration Mutualité sociale agricole de la Sarne",
            "Madame la Présidente",
        ),
        (
            ("CC du Val", "epci", "epci"),
            "Mme",
            "Présidente",
            "Présidente de la communauté de communes du Val",
            "Madame la Présidente",
        ),
        (
            ("SIVOM d’Aubry", "syndicate", "commune_syndicate"),
            "M.",
            "Président",
            "Président du SIVOM d’Aubry",
            "Monsieur le Président",
        ),
        (
            ("PETR du Bocage", "syndicate", "closed_syndicate"),
            "M.",
            "Président",
            "Président du PETR du Bocage",
            "Monsieur le Président",
        ),
        (
            ("Chambre d’agriculture de la Sarne", "chamber", "chamber"),
            "Mme",
            "Présidente",
            "Présidente de la Chambre d’agriculture de la Sarne",
            "Madame la Présidente",
        ),
    ],
)
def test_a_letter_is_addressed_to_the_office_and_begins_in_honour(
    access: Access,
    body: tuple[str, str, str],
    *,
    civility: str,
    function: str,
    lines: str,
    call: str,
) -> None:
    one = council_of(access, *body)
    make_executive(one, civility=civility, function=function)

    read = words(access, "referral_letter", one.pk)

    assert f"Gaborieau {lines} Par courriel" in read
    assert f" {call}, Les structures" in read
    assert f"Je vous prie d’agréer, {call}, l’expression de ma considération distinguée." in read


@pytest.mark.parametrize(
    ("count", "sentence", "signed"),
    [
        (1, "soumis à une structure, n’est adopté qu’avec son accord.", "l’accord recueilli"),
        (
            2,
            "n’est adopté que si l’ensemble des deux structures l’approuve.",
            "les deux accords recueillis",
        ),
        (
            6,
            "que si l’ensemble des six structures l’approuve.",
            "les six accords recueillis",
        ),
    ],
)
def test_unanimity_is_of_those_to_whom_the_text_is_put(
    access: Access, count: int, sentence: str, signed: str
) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    make_executive(one)
    for _other in range(count - 1):
        make_deliberation(decision=one.decision)

    letter, table = (
        words(access, "referral_letter", one.pk),
        words(access, "tracking_table", one.decision_id),
    )
    assert [sentence in read for read in (letter, table)] == [True, True]
    assert f"La signature vient ensuite, une fois {signed}." in letter
    assert "Le silence d’une assemblée ne vaut ni accord ni refus." in table


@pytest.mark.parametrize("word", ["referral_letter", "draft_deliberation"])
@pytest.mark.parametrize(
    ("sender", "title"),
    [
        ("CC du Pays de Valmorin", "Avenant n° 1 à la CTG : petite enfance"),
        ("CTG du Pays de Valmorin", "Avenant n° 1 à la CTG : petite enfance"),
        ("CC du Val", "Avenant à la convention territoriale globale"),
        ("CC du Val", "Avenant petite enfance"),
    ],
)
def test_the_agreement_is_written_in_full_once_then_by_its_initials(
    word: str, sender: str, title: str
) -> None:
    cooperation = make_cooperation(name="CTG du Pays de Valmorin", profile="ctg")
    access = make_access(cooperation=cooperation)
    make_letterhead(cooperation=cooperation, sender=sender)
    one = council_of(access, "Aubry", "commune", "commune", title)
    one.decision.question = "Approuver l’avenant à la CTG ?"
    one.decision.save()
    make_executive(one)

    read = words(access, word, one.pk).partition("CTG du Pays de Valmorin 1 /")[0]

    full = "onvention territoriale globale"
    assert read.count(full) == 1
    after = read.partition(full)[2]
    assert after.startswith(" (CTG)")
    assert "CTG" in after.removeprefix(" (CTG)")


@pytest.mark.parametrize(
    ("sender", "head"),
    [
        ("PETR Entre Loire et Bocage", "PETR Entre Loire et Bocage 1 rue du Lavoir"),
        ("Entre Loire et Bocage", "Entre Loire et Bocage 1 rue du Lavoir"),
        ("CC du Val", "CC du Val Entre Loire et Bocage 1 rue du Lavoir"),
    ],
)
def test_the_letterhead_says_no_name_twice(sender: str, head: str) -> None:
    cooperation = make_cooperation(name="Entre Loire et Bocage")
    access = make_access(cooperation=cooperation)
    make_letterhead(cooperation=cooperation, sender=sender)
    one = council_of(access, "Aubry", "commune", "commune")
    make_executive(one)

    assert words(access, "referral_letter", one.pk).startswith(head)


@pytest.fixture
def amended(access: Access) -> Deliberation:
    """A draft of several pages."""
    one = council_of(access, "CC du Val", "epci", "epci", "Avenant n° 1")
    one.text = make_text_version(
        decision=one.decision, words="Article 1er. Le cap.\n" * 60, number=2
    )
    one.save()
    return one


RUNNING = "Avenant n° 1. Communauté de communes du Val, 10 décembre 2026"


def plain(text: str) -> str:
    """The text on one line, with plain spaces."""
    return " ".join(text.split())


def test_the_next_pages_say_the_object_the_body_and_the_session(
    access: Access, amended: Deliberation
) -> None:
    files = {form: write_paper(access, "draft_deliberation", amended.pk, form) for form in FORMS}
    contents = {form: one.content for form, one in files.items() if one}

    pages = [
        plain(one.extract_text()) for one in pypdf.PdfReader(io.BytesIO(contents["pdf"])).pages
    ]
    section = docx.Document(io.BytesIO(contents["docx"])).sections[0]
    styles = zipfile.ZipFile(io.BytesIO(contents["odt"])).read("styles.xml").decode()

    total = len(pages)
    assert [RUNNING in page for page in pages] == [False, *[True] * (total - 1)]
    assert pages[1].endswith(f"{RUNNING} 2 / {total}")
    feet = [foot.paragraphs[0].text for foot in (section.first_page_footer, section.footer)]
    first, after = map(plain, feet)
    assert first.startswith("Projet de délibération, édité le ")
    assert after == f"Projet. {RUNNING} /"
    after, first = styles.split('<style:master-page style:name="Premiere"')
    assert [RUNNING in plain(part) for part in (after, first)] == [True, False]


FORMS = ("pdf", "docx", "odt")


@pytest.mark.parametrize("typed", ["{mark}", "{joined}"])
def test_the_reference_of_a_text_leads_to_its_decision(
    officer: Client, access: Access, typed: str
) -> None:
    one = council_of(access, "Aubry", "commune", "commune", "Avenant n° 7")
    assert one.text is not None
    joined = one.text.fingerprint[:12]
    mark = " ".join(joined[start : start + 4] for start in (0, 4, 8))
    search = reverse("missions:search", args=[access.cooperation.slug])

    page = officer.get(search, {"q": typed.format(mark=mark, joined=joined)}).text

    sheet = reverse("governance:joint_decision", args=[access.cooperation.slug, one.decision_id])
    assert f'href="{sheet}"' in page
    assert mark in words(access, "draft_deliberation", one.pk)
