"""Every silent part is recalled in one gesture: a link each, one letter for each structure."""

import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.documents.writing.letters import write_paper, write_together
from maillage.ground.directory.models import Organisation
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.makers import make_action, make_share, make_share_answer

pytestmark = pytest.mark.django_db
ASKED = date(2026, 1, 5)


def silent_parts(place: Cooperation, body: Organisation, count: int) -> None:
    for rank in range(count):
        action = make_action(cooperation=place, title=f"Fiche {rank} de {body}")
        make_share(action=action, organisation=body, asked_on=ASKED)


def words_of(written: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(written)) as letter:
        return plain(letter.read("word/document.xml").decode())


@pytest.mark.parametrize("rows", [1, 3])
def test_all_silent_parts_are_recalled_with_one_letter_for_each_structure(
    officer: Client,
    access: Access,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    place = access.cooperation
    bodies = [member_with_name(place, f"Aubry {rank}") for rank in range(rows)]
    for body in bodies:
        silent_parts(place, body, 4)
    answered = make_share(action=make_action(cooperation=place), asked_on=ASKED)
    make_share_answer(share=answered)
    page, table = url(access, "share_letters"), url(access, "who_does_what")

    form = plain(officer.get(page).text)
    before = plain(officer.get(table).text)
    for _time in range(2):
        officer.post(page)
    after = plain(officer.get(table).text)
    with django_assert_num_queries(8):
        written = write_together(access, "share_letter", place.pk, "docx")

    counts = {1: "Quatre parts, dans une structure", 3: "Douze parts, dans trois structures"}
    assert counts[rows] in form
    assert AnswerLink.objects.count() == 4 * rows
    assert [">Préparer toutes les relances<" in one for one in (before, after)] == [True, False]
    ready = {1: "Une lettre prête, avec le lien de quatre parts", 3: "Trois lettres prêtes"}[rows]
    assert [ready in one for one in (before, after)] == [False, True]
    assert written is not None
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        letters = [archive.read(name) for name in archive.namelist()]
    assert len(letters) == rows
    links = AnswerLink.objects.order_by("pk")[:4]
    assert all(path_of(one) in words_of(letters[0]) for one in links)
    assert "sur quatre parts du plan d’action" in words_of(letters[0])


def test_a_letter_waits_for_its_links_and_for_officers(access: Access, sign_in: SignIn) -> None:
    place = access.cooperation
    body = member_with_name(place, "Aubry")
    silent_parts(place, body, 2)

    before = write_paper(access, "share_letter", body.pk, "docx")
    client = sign_in("officer")
    client.post(url(access, "share_letters"))
    team = sign_in("team")
    file = reverse(
        "documents:documents_written", args=[place.slug, "share_letter", place.pk, "docx"]
    )
    letter = write_paper(access, "share_letter", body.pk, "docx")

    assert before is None
    assert letter is not None
    assert "Fiche 1 de Aubry" in words_of(letter.content)
    assert (team.get(file).status_code, team.get(url(access, "share_letters")).status_code) == (
        404,
        403,
    )
    assert "Les lettres de relance" not in team.get(url(access, "who_does_what")).text


def test_without_a_silent_part_nothing_is_recalled(officer: Client, access: Access) -> None:
    page = plain(officer.get(url(access, "share_letters")).text)

    assert "Aucune part n’attend de réponse depuis deux mois." in page
    assert ">Préparer les lettres<" not in page
