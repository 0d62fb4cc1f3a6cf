"""The templates of a cooperation and its letterhead: given, tried, replaced, put back."""

import io
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.files import store
from maillage.foundation.documents.models import Letterhead, Template
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.documents.writing.letters import fields_of, samples_of
from maillage.foundation.documents.writing.office import checked_template
from maillage.foundation.documents.writing.pictures import drawn_picture, read_picture
from maillage.foundation.documents.writing.shipped import shipped_template
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_letterhead, make_template
from tests.foundation.documents.sample_files import BROKEN_PNG, PHOTO, PNG
from tests.foundation.documents.templates import docx_of, odt_words, with_parts
from tests.ground.directory.reading import plain

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Page

pytestmark = pytest.mark.django_db
WORDS = [paper.word for paper in papers.ask()]


def url(name: str, cooperation: Cooperation, *parts: str) -> str:
    """The address of a page of templates."""
    return reverse(f"documents:{name}", args=[cooperation.slug, *parts])


def content_of(answer: "Page") -> bytes:
    """The file that this answer gives."""
    return b"".join(part for part in answer if isinstance(part, bytes))


def give(
    client: Client, cooperation: Cooperation, content: bytes, name: str = "a.docx", **read: int
) -> "Page":
    """What is answered to whoever gives this template of the convocation."""
    file = SimpleUploadedFile(name, content)
    values = {f"read_{form}": str(number) for form, number in read.items()}
    return client.post(url("template", cooperation, "convocation"), {"file": file, **values})


def test_pages_list_every_paper_and_every_tag(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url("templates", cooperation)).content.decode()
    one = officer.get(url("template", cooperation, "convocation")).content.decode()

    assert [word for word in WORDS if url("template", cooperation, word) not in page] == []
    assert "{{ instance }}" in one
    assert "{{ point.titre }}" in one
    assert "{% pour point dans points %} … {% fin %}" in one


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("word", WORDS)
def test_each_shipped_template_is_sound(word: str, form: str) -> None:
    paper = next(one for one in papers.ask() if one.word == word)

    content = shipped_template(paper, form)

    checked_template(content, form, fields_of(paper), samples_of(paper))


def test_given_template_is_the_one_that_writes(officer: Client, cooperation: Cooperation) -> None:
    answer = give(officer, cooperation, docx_of("Notre {{ instance }}"), "Nôtre.docx")

    given = Template.objects.get()
    tried = officer.get(url("template_file", cooperation, "convocation", "docx") + "?essai")
    taken = officer.get(url("template_file", cooperation, "convocation", "docx"))
    ours = officer.get(url("template_file", cooperation, "convocation", "docx") + "?origine")
    assert answer.status_code == 302
    assert (given.name, given.form, given.ended_at) == ("Nôtre.docx", "docx", None)
    read = [
        docx.Document(io.BytesIO(content_of(one))).paragraphs[0].text
        for one in (tried, taken, ours)
    ]
    assert read == ["Notre Comité de pilotage", "Notre {{ instance }}", "Convocation"]


def test_a_given_template_says_why_it_makes_no_pdf(
    officer: Client, cooperation: Cooperation
) -> None:
    page = url("template", cooperation, "convocation")
    why = "Maillage n’en fait pas de PDF"

    before = officer.get(page).text
    make_template(cooperation=cooperation)
    pages = [officer.get(page).text, officer.get(url("templates", cooperation)).text]
    tried = officer.get(url("template_file", cooperation, "convocation", "pdf"))

    assert [why in text for text in (before, pages[0])] == [False, True]
    assert "le vôtre (DOCX ; PDF, le nôtre)" in plain(pages[1])
    written = pypdf.PdfReader(io.BytesIO(content_of(tried))).pages[0].extract_text()
    assert "Comité de pilotage" in written


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (with_parts(docx_of("a"), {"word/embeddings/a.bin": b"x"}), "contient des macros"),
        (docx_of("{% si lieu %}" * 30), "s’ouvre dans vingt autres"),
    ],
    ids=["object", "nested"],
)
def test_template_of_old_that_is_refused_now_says_why(
    content: bytes, sentence: str, officer: Client, cooperation: Cooperation
) -> None:
    """It was taken before a rule that it breaks."""
    make_template(cooperation=cooperation, content=content)

    tried = officer.get(url("template_file", cooperation, "convocation", "docx") + "?essai")

    assert (tried.status_code, sentence in tried.text) == (422, True)
    assert "Ce document n’a pas pu être écrit" in tried.text


def test_template_that_is_not_sound_says_where(officer: Client, cooperation: Cooperation) -> None:
    answer = give(officer, cooperation, odt_words("Bonjour", "Le {{ jourr }}"), "a.odt")

    assert answer.status_code == 422
    assert (
        "Paragraphe 2, « Le {{ jourr }} » : la balise « {{ jourr }} » ne nomme aucun champ connu "
        "ici. Vouliez-vous écrire « jour » ?"
    ) in answer.content.decode().replace("\xa0", " ")
    assert Template.objects.count() == 0
    assert list(store.folder().glob("*")) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.4", "Un modèle est un fichier DOCX ou ODT."),
        ("a.docx", b"", "Ce fichier est vide."),
        ("a.docx", b"x" * 5_000_001, "Ce modèle pèse plus de 5 Mo"),
        ("a.odt", docx_of("a"), "Le contenu de ce fichier n’est pas celui d’un ODT"),
    ],
    ids=["pdf", "empty", "heavy", "other"],
)
def test_file_that_is_no_template_is_refused(
    name: str, content: bytes, sentence: str, officer: Client, cooperation: Cooperation
) -> None:
    answer = give(officer, cooperation, content, name)

    assert (answer.status_code, Template.objects.count()) == (422, 0)
    assert sentence in answer.content.decode().replace("\xa0", " ")


def test_replaced_template_is_kept_and_ours_comes_back(
    officer: Client, cooperation: Cooperation
) -> None:
    give(officer, cooperation, docx_of("Un {{ instance }}"), "un.docx")
    first = Template.objects.get()
    give(officer, cooperation, docx_of("Deux"), "deux.docx", docx=first.pk)
    second = Template.objects.exclude(pk=first.pk).get()
    officer.post(
        url("template", cooperation, "convocation"),
        {"back": "docx", "read_docx": str(second.pk)},
    )

    page = officer.get(url("template", cooperation, "convocation")).content.decode()
    past = officer.get(
        url("template_file", cooperation, "convocation", "docx") + f"?version={first.pk}"
    )
    assert [one.ended_at is None for one in Template.objects.order_by("pk")] == [False, False]
    assert page.count("mis de côté") == 4
    read = docx.Document(io.BytesIO(content_of(past)))
    assert read.paragraphs[0].text == "Un {{ instance }}"


def test_two_who_give_at_once_lose_nothing(officer: Client, cooperation: Cooperation) -> None:
    give(officer, cooperation, docx_of("Un"), "un.docx", docx=0)

    answer = give(officer, cooperation, docx_of("Deux"), "deux.docx", docx=0)

    assert answer.status_code == 409
    assert "Quelqu’un a changé ce modèle" in answer.content.decode()
    assert list(Template.objects.values_list("name", flat=True)) == ["un.docx"]
    assert len(list(store.folder().glob("*"))) == 1


@pytest.mark.parametrize("role", Role.values)
def test_officers_alone_give_templates(role: str, cooperation: Cooperation) -> None:
    client = signed_in(make_access(cooperation=cooperation, role=role))

    answers = [
        client.get(url("templates", cooperation)).status_code,
        give(client, cooperation, docx_of("a")).status_code,
        client.get(url("letterhead", cooperation)).status_code,
    ]

    expected = {"officer": [200, 302, 200], "team": [200, 302, 403]}
    assert answers == expected.get(role, [403, 403, 403])
    assert Template.objects.count() == (1 if role == "officer" else 0)


def test_templates_of_another_cooperation_are_not_taken(
    officer: Client, cooperation: Cooperation
) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    other = make_template(cooperation=beside, content=docx_of("a"))
    requested = url("template_file", cooperation, "convocation", "docx")

    assert officer.get(f"{requested}?version={other.pk}").status_code == 404
    assert officer.get(f"{requested}?version=x").status_code == 404
    assert officer.get(url("template", cooperation, "rien")).status_code == 404
    assert officer.get(url("template_file", cooperation, "convocation", "exe")).status_code == 404


def test_letterhead_heads_the_letters(officer: Client, cooperation: Cooperation) -> None:
    typed = {
        "sender": "Syndicat du Bocage",
        "address": "1 rue du Lavoir\n44000 Aubry",
        "place": "Aubry",
        "signatory": "La présidente",
        "mention": "Syndicat du Bocage, SIREN 200 000 000",
        "version": "1",
        "logo_file": SimpleUploadedFile("logo.png", PNG),
    }

    answer = officer.post(url("letterhead", cooperation), typed)

    assert answer.status_code == 302
    letterhead = Letterhead.objects.get()
    assert (letterhead.sender, letterhead.version, store.path_of(letterhead.logo).read_bytes()) == (
        "Syndicat du Bocage",
        2,
        PNG,
    )
    sample = content_of(officer.get(url("template_file", cooperation, "convocation", "pdf")))
    read = pypdf.PdfReader(io.BytesIO(sample), strict=True).pages[0]
    words = read.extract_text()
    assert "Syndicat du Bocage" in words
    assert "SIREN 200\xa0000\xa0000" in words
    assert len(read.images) == 1
    for form in ("docx", "odt"):
        made = officer.get(url("template_file", cooperation, "convocation", form) + "?essai")
        assert b"logo.png" in content_of(made)


def test_logo_is_changed_then_left(officer: Client, cooperation: Cooperation) -> None:
    page = url("letterhead", cooperation)
    officer.post(page, {"version": "1", "logo_file": SimpleUploadedFile("a.png", PNG)})
    first = Letterhead.objects.get().logo
    officer.post(page, {"version": "2", "logo_file": SimpleUploadedFile("b.png", PNG)})
    second = Letterhead.objects.get().logo
    officer.post(page, {"version": "3", "sender": "Nous", "without_logo": "on"})

    letterhead = Letterhead.objects.get()
    assert (letterhead.logo, letterhead.sender, first != second) == ("", "Nous", True)
    assert list(store.folder().glob("*")) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"GIF89a", "Ce logo n’est ni un PNG ni un JPEG"),
        (PNG[:16] + b"\x00\x00\xff\xff" + PNG[20:], "Ce logo est trop grand"),
        (PNG + b"x" * 1_000_000, "Ce logo pèse plus de 1 Mo"),
        (PNG[:50], "ou il est abîmé : ouvrez-le, enregistrez-le de nouveau, puis renvoyez-le."),
        (BROKEN_PNG, "Ce logo est abîmé : ouvrez-le, enregistrez-le de nouveau en PNG ou en JPEG"),
        (PHOTO[:-10], "ou il est abîmé : ouvrez-le, enregistrez-le de nouveau, puis renvoyez-le."),
        (PHOTO[:180] + PHOTO[-2:], "Ce logo est abîmé : ouvrez-le, enregistrez-le de nouveau"),
    ],
    ids=["kind", "sides", "weight", "cut png", "broken png", "cut jpeg", "broken jpeg"],
)
def test_logo_that_cannot_be_drawn_is_refused(
    content: bytes, sentence: str, officer: Client, cooperation: Cooperation
) -> None:
    typed = {"version": "1", "sender": "Nous", "logo_file": SimpleUploadedFile("a.png", content)}

    answer = officer.post(url("letterhead", cooperation), typed)

    assert (answer.status_code, Letterhead.objects.count()) == (422, 0)
    assert sentence in answer.content.decode().replace("\xa0", " ")
    assert "Nous" in answer.content.decode()


@pytest.mark.parametrize("content", [PNG, PHOTO], ids=["png", "jpeg"])
def test_logo_is_kept_once_drawn(content: bytes) -> None:
    assert drawn_picture(content) == read_picture(content)


@pytest.mark.parametrize("content", [BROKEN_PNG, b"x"], ids=["broken", "no picture"])
def test_damaged_logo_of_old_leaves_the_papers_without_it(
    content: bytes, officer: Client, cooperation: Cooperation
) -> None:
    head = make_letterhead(cooperation=cooperation)
    Letterhead.objects.filter(pk=head.pk).update(logo=store.keep([content]))

    papers = {
        form: officer.get(url("template_file", cooperation, "convocation", form) + "?essai")
        for form in ("pdf", "docx", "odt")
    }

    page = pypdf.PdfReader(io.BytesIO(content_of(papers["pdf"]))).pages[0]
    assert {form: paper.status_code for form, paper in papers.items()} == {
        "pdf": 200,
        "docx": 200,
        "odt": 200,
    }
    assert ("Syndicat du Bocage" in page.extract_text(), len(page.images)) == (True, 0)


def test_two_who_write_the_letterhead_see_both_texts(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    make_letterhead(cooperation=cooperation, sender="Syndicat du Bocage")
    page = url("letterhead", cooperation)
    officer.post(page, {"version": "1", "sender": "Pays du Bocage"})

    answer = officer.post(page, {"version": "1", "sender": "Entente du Bocage"})

    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Pays" in shown
    assert "Entente" in shown
    assert Letterhead.objects.get().sender == "Pays du Bocage"


def test_lists_ask_as_many_questions_whatever_there_is(
    officer: Client, cooperation: Cooperation
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries_context:
            officer.get(url("template", cooperation, "convocation"))
        return len(queries_context)

    make_template(cooperation=cooperation, content=docx_of("a"))
    count()
    one = count()
    make_template(cooperation=cooperation, form="odt", content=odt_words("a"))
    Template.objects.filter(form="docx").update(ended_at="2026-11-25T10:00:00Z")
    make_template(cooperation=cooperation, content=docx_of("b"))

    assert count() == one
