"""The folder of the fiches: one document of those that the register shows, by objective."""

import io
import zipfile
from collections.abc import Callable

import docx
import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.markup import elements, read_tree, words_of
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.fiches.queries import folder_fiches
from maillage.trade.plan.models import Action, FicheText, FicheVersion
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.trade.plan.makers import make_action, make_fiche_version, make_objective, make_share

pytestmark = pytest.mark.django_db


def make_plan(access: Access) -> None:
    """Two objectives, of which the second comes first in the plan; a fiche without objective."""
    second = make_objective(cooperation=access.cooperation, title="Mobilité", number="2", place=2)
    first = make_objective(cooperation=access.cooperation, title="Petite enfance", number="1")
    type(first).objects.filter(pk=first.pk).update(rank=1)
    type(first).objects.filter(pk=second.pk).update(rank=2)
    make_action(cooperation=access.cooperation, title="Suivre le plan")
    shuttle = make_action(
        cooperation=access.cooperation, title="Une navette", number="4", objective=second
    )
    make_share(action=shuttle, role="pilot")
    tariff = make_action(
        cooperation=access.cooperation, title="Un tarif commun", number="1", objective=first
    )
    FicheText.objects.create(action=tariff, key="finding", words="Trois tarifs.")
    make_share(action=tariff, role="pilot")


def folder(client: Client, access: Access, form: str, query: str = "") -> bytes:
    """The folder in this format."""
    path = reverse("plan:fiches_folder", args=[access.cooperation.slug, form])
    answer = client.get(f"{path}{query}")
    return b"".join(part for part in answer if isinstance(part, bytes))


def test_a_pdf_has_its_contents_then_one_page_for_each_fiche(
    officer: Client, access: Access
) -> None:
    make_plan(access)
    dropped = {"state": "dropped", "ended_on": timezone.localdate(), "state_why": "Trop cher."}
    Action.objects.filter(number="4").update(**dropped)

    pages = [
        page.extract_text().splitlines()
        for page in pypdf.PdfReader(io.BytesIO(folder(officer, access, "pdf"))).pages
    ]

    contents = pages[0][pages[0].index("Sommaire") :]
    assert contents[:6] == [
        "Sommaire",
        "1 Petite enfance",
        "Fiche 1. Un tarif commun 2",
        "2 Mobilité",
        "Fiche 4. Une navette, abandonnée 3",
        "Encore à écrire : Suivre le plan.",
    ]
    today = french.long_date(timezone.localdate())
    since = f"Fiche au {today}, non validée"
    assert [page[:2] for page in pages[1:]] == [
        ["Fiche 1. Un tarif commun", f"En cours. {since}"],
        ["Fiche 4. Une navette", f"Abandonnée le {today} : Trop cher. {since}"],
    ]
    assert "Trois tarifs." in pages[1]


def words_of_docx(content: bytes) -> list[str]:
    """Its paragraphs."""
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def words_of_odt(content: bytes) -> list[str]:
    """Its paragraphs and its headings."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = read_tree(archive.read("content.xml"))
    return [words_of(one) for one in elements(root) if one.name in {"text:p", "text:h"}]


@pytest.mark.parametrize(("form", "read"), [("docx", words_of_docx), ("odt", words_of_odt)])
def test_a_filter_leaves_out_what_it_hides(
    officer: Client, access: Access, form: str, read: Callable[[bytes], list[str]]
) -> None:
    make_plan(access)
    Action.objects.filter(number="4").update(state="paused", state_why="Attend le bus.")

    lines = [one for one in read(folder(officer, access, form, "?etat=paused&periode=12")) if one]

    today = french.long_date(timezone.localdate())
    name = "Fiche 4. Une navette"
    assert lines[:7] == [
        "Les fiches action",
        f"Une fiche, {today}. Retenu\N{NO-BREAK SPACE}: en pause.",
        "Sommaire",
        "2 Mobilité",
        f"{name}, en pause",
        name,
        f"En pause : Attend le bus. Fiche au {today}, non validée",
    ]


def test_a_folder_is_read_in_as_many_queries_for_one_fiche_as_for_three(access: Access) -> None:
    numbers = []
    for many in (1, 2):
        for _one in range(many):
            action = make_action(cooperation=access.cooperation)
            make_share(action=action)
        make_fiche_version(action=action)
        FicheVersion.objects.update(state="validated")
        make_share(action=make_action(cooperation=access.cooperation))
        with CaptureQueriesContext(connection) as queries:
            folder_fiches(actions(access))
        numbers.append(len(queries))

    assert numbers == [7, 7]


def test_a_partner_reads_no_fiche_that_the_team_prepares(access: Access) -> None:
    make_action(cooperation=access.cooperation, visibility="team")
    partner = signed_in(make_access(cooperation=access.cooperation, role="partner"))
    path = reverse("plan:fiches_folder", args=[access.cooperation.slug, "pdf"])

    answer = partner.get(path)

    assert (answer.status_code, folder(partner, access, "pdf")) == (302, b"")


def test_a_folder_too_large_says_to_filter(
    officer: Client, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maillage.trade.plan.fiches.views.LARGEST_FOLDER", 1)
    for _one in range(2):
        make_action(cooperation=access.cooperation)
    path = reverse("plan:fiches_folder", args=[access.cooperation.slug, "pdf"])

    page = officer.get(path, follow=True).content.decode()

    assert "2 fiches pour un dossier qui en tient 1\N{NO-BREAK SPACE}: filtrez." in page
