"""Every silent part is recalled in one gesture: a link each, one letter for each structure."""

import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import gestures_of, waiting
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.documents.writing.letters import write_paper, write_together
from maillage.ground.directory.models import Organisation
from maillage.trade.plan.share_asks.words import letters_words
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


def taken(client: Client, page: str) -> bytes:
    return b"".join(client.get(page))


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
    page, table = url(access, "who_does_what_letters"), url(access, "who_does_what")

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
    client.post(url(access, "who_does_what_letters"))
    team = sign_in("team")
    file = reverse(
        "documents:documents_written", args=[place.slug, "share_letter", place.pk, "docx"]
    )
    letter = write_paper(access, "share_letter", body.pk, "docx")

    assert before is None
    assert letter is not None
    assert "Fiche 1 de Aubry" in words_of(letter.content)
    assert (
        team.get(file).status_code,
        team.get(url(access, "who_does_what_letters")).status_code,
    ) == (
        404,
        403,
    )
    assert "m-relances" not in team.get(url(access, "who_does_what")).text


def test_a_day_says_which_letters_are_ready_and_recalls_the_other_parts(
    officer: Client, access: Access
) -> None:
    bodies = [member_with_name(access.cooperation, f"Aubry {number}") for number in (1, 2)]
    for body in bodies:
        silent_parts(access.cooperation, body, 2)
    table, today = url(access, "who_does_what"), timezone.localdate()

    def gestures() -> list[tuple[str, str, str]]:
        shown = gestures_of(waiting.ask(access, today))
        return [(one.label, one.verb, one.url) for one in shown]

    before = gestures()
    officer.post(f"{url(access, 'who_does_what_letters')}?structure={bodies[0].pk}")
    some = gestures()
    officer.post(url(access, "who_does_what_letters"))
    every = gestures()
    AnswerLink.objects.update(email="aubry@example.org")

    rest = "Deux parts sans réponse depuis deux mois"
    one = "Une lettre prête pour deux parts sans réponse, à envoyer si ce n’est fait"
    two = "Deux lettres prêtes pour quatre parts sans réponse, à envoyer si ce n’est fait"
    recall = ("Les relancer", f"{table}#m-findings")
    letters = f"{table}#m-relances"
    assert before == [("Quatre parts sans réponse depuis deux mois", *recall)]
    assert some == [(rest, *recall), (one, "L’ouvrir", letters)]
    assert every == [(two, "Les ouvrir", letters)]
    assert gestures() == before


def test_without_a_silent_part_nothing_is_recalled(officer: Client, access: Access) -> None:
    page = plain(officer.get(url(access, "who_does_what_letters")).text)

    assert "Aucune part n’attend de réponse depuis deux mois." in page
    assert ">Préparer les lettres<" not in page


def test_a_choice_has_its_own_letters_and_a_structure_its_letter(
    officer: Client, access: Access
) -> None:
    place = access.cooperation
    bodies = [member_with_name(place, f"Aubry {rank}") for rank in (1, 2)]
    for body in bodies:
        silent_parts(place, body, 3)
    table, letters = url(access, "who_does_what"), url(access, "who_does_what_letters")
    files = url(access, "who_does_what_files", "docx")
    own, first = f"?structure={bodies[0].pk}", "?q=fiche+1"

    before = officer.get(table + own)
    officer.post(letters + own)
    after, all_of_them = officer.get(table + own), officer.get(table)
    by_text = officer.get(table + first)
    officer.post(letters + first)
    archive = taken(officer, files + first)

    assert ">Préparer la lettre (trois parts)<" in before.text.replace("</svg>", ">")
    assert AnswerLink.objects.count() == 4
    assert "Une lettre prête, avec le lien de trois parts" in plain(after.text)
    assert after.text.count(" (lien prêt)<") == 3
    assert "Fiche 2 de Aubry 1" in words_of(taken(officer, files + own))
    assert "Préparer les relances qui manquent (trois parts)" in plain(all_of_them.text)
    assert "Aubry 2" in by_text.text
    assert "(lien prêt)" not in officer.get(f"{table}?structure={bodies[1].pk}&q=fiche+2").text
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        texts = [words_of(opened.read(name)) for name in opened.namelist()]
    assert [("Fiche 1 de" in one, "Fiche 2 de" in one) for one in texts] == [(True, False)] * 2


def test_the_letters_stand_before_the_list_and_say_when_they_take_time(
    officer: Client, access: Access
) -> None:
    body = member_with_name(access.cooperation, "Aubry")
    silent_parts(access.cooperation, body, 3)

    page = officer.get(url(access, "who_does_what") + f"?structure={body.pk}").text
    form = officer.get(url(access, "who_does_what_letters"))

    assert (
        page.index('id="m-findings"') < page.index('id="m-relances"') < page.index("m-findings m-")
    )
    assert [one.label for one in form.context["shell"]().way][-1] == "Qui fait quoi"
    slow = "jusqu’à une demi-minute"
    assert [slow in letters_words(parts, 500, parts) for parts in (1_000, 4_000)] == [False, True]
