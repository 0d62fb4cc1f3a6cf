"""A signed file is read: it says the frozen words, or where it says others."""

import zlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfWriter
from pypdf.actions import JavaScript

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.documents.files import store
from maillage.foundation.documents.files.pdf_words import PdfWords, pdf_words
from maillage.foundation.documents.writing.letters import write_values
from maillage.trade.governance.agreements import freezing
from maillage.trade.governance.agreements.choices import Reading
from maillage.trade.governance.agreements.comparing import (
    Compared,
    Spelt,
    bare,
    compared,
    feet_of,
    without_feet,
)
from maillage.trade.governance.agreements.papers import agreement_paper, agreement_values
from maillage.trade.governance.agreements.texts import cut_articles
from maillage.trade.governance.amendments.links import SIGNATURE, make_link
from maillage.trade.governance.models import Agreement, AgreementParty, Article
from tests.ground.directory.reading import plain
from tests.trade.governance.agreements.makers import make_agreement, make_agreement_party
from tests.trade.governance.agreements.makers import make_agreement_text as make_text

ARTICLES = [
    Article(label=one.label, heading=one.heading, words=one.words)
    for one in cut_articles(
        "Article 1. Objet\nL’office tient la maison, du 1er janvier 2026 à la fin.\n"
        "Article 2. Les charges\nUn quart des charges, soit 1,5 % du total.\n"
    )
]
FEET = feet_of(("Texte\nCC du Pays 1 / 2", "Suite\nAvenant n° 2 à la CTG 2 / 2"))
AS_PRINTED = (
    "CONVENTION\nEntre Aubry et Brolles\nARTICLE 1\nObjet\nL'ofﬁce tient la mai-\nson, du "
    "1er  janvier\nPage 1 / 2",
    "2026 à la fin.\nArticle 2 – Les charges\nUn quart des charges, soit 1,5 % du total.\n"
    "Fait à Aubry\nPage 2 / 2",
)
PAGE = "Page "
WITH_FEET = zip(AS_PRINTED, ("CC du Pays 1 / 2", "Avenant n° 2 à la CTG 2 / 2"), strict=True)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (AS_PRINTED, Compared(is_same=True)),
        (
            (AS_PRINTED[0], AS_PRINTED[1].replace("1,5", "15")),
            Compared(
                is_same=False,
                article="Article 2",
                frozen="… Les charges Un quart des charges, soit 1,5 % du total.",
                written="… Les charges Un quart des charges, soit 15 % du total. Fait à Aubry",
            ),
        ),
        (
            (AS_PRINTED[0], AS_PRINTED[1].replace("la fin.\n", "la fin. Sauf Brolles.\n")),
            Compared(
                is_same=False,
                article="Article 2",
                frozen="Article 2 Les charges Un quart des …",
                written="… du 1er janvier 2026 à la fin. Sauf Brolles. Article 2 – Les charges …",
            ),
        ),
        (
            (f"{AS_PRINTED[0]}\nCC du Pays 1 / 2", f"{AS_PRINTED[1]}\nAvenant n° 2 à la CTG 2 / 2"),
            Compared(is_same=True),
        ),
        ((f"{AS_PRINTED[0]}\nLa part est de 1 000 € 1 / 2", AS_PRINTED[1]), "Article 1"),
        ((f"{AS_PRINTED[0]}\nSauf la moitié 1 / 3", AS_PRINTED[1]), "Article 1"),
        (tuple(f"{one}\nSauf à Brolles." for one in AS_PRINTED), "Article 1"),
        ((f"{AS_PRINTED[0]}\n500", AS_PRINTED[1]), "Article 1"),
        (
            (*(f"{one.rpartition(PAGE)[0]}{foot}" for one, foot in WITH_FEET), "Certificat"),
            Compared(is_same=True),
        ),
        ((AS_PRINTED[0], AS_PRINTED[1].partition("soit")[0]), "Article 2"),
        (("Bail de la salle des fêtes", "loyer, caution"), "other"),
    ],
)
def test_words_are_compared_whatever_the_setting(
    pages: tuple[str, ...], expected: Compared | str
) -> None:
    result = compared(ARTICLES, without_feet(pages, FEET))

    if isinstance(expected, str):
        assert ("other" if result.is_other else result.article) == expected
    else:
        assert result == expected


def test_text_of_blanks_or_accents_is_read_once() -> None:
    assert Spelt("a-" + "\n " * 200_000 + "1").words == ["a-", "1"]
    assert bare("a" + "\u0301" * 100_000 + "\u0323" * 100_000) == "á"


@pytest.mark.parametrize(
    ("frozen", "written"), [("≥ 20 %", "≤ 20 %"), ("-5 %", "5 %"), ("½", "12"), ("10²", "102")]
)
def test_signs_of_a_figure_are_words(frozen: str, written: str) -> None:
    articles = [Article(label="Article 1", heading="Taux", words=f"La part est de {frozen}.")]
    texts = [f"Article 1. Taux\nLa part est de {one}." for one in (frozen, written)]

    assert [compared(articles, text).is_same for text in texts] == [True, False]


def _pdf(words: str) -> bytes:
    """A PDF of one page that a program made, with these words."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    return _pages(stream, b"")


def _pages(stream: bytes, filters: bytes, parent: bytes = b"[3 0 R]") -> bytes:
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids " + parent + b" /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font "
        b"/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    head = b"xref\n0 5\n0000000000 65535 f \n"
    end = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(content)
    return content + head + table + end


def _changed(content: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(content))
    change(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _continued(content: bytes) -> bytes:
    """The file with something written after its end, as a signature is."""
    writer = PdfWriter(BytesIO(content), incremental=True)
    writer.add_metadata({"/Signed": "yes"})
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


WORDS = "Les parties tiennent ensemble la maison"
PLAIN = _pdf(WORDS)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            _changed(PLAIN, lambda one: one.add_open_action(JavaScript("app.alert(1)"))),
            PdfWords((WORDS,)),
        ),
        (_changed(PLAIN, lambda one: one.encrypt("", "x", algorithm="RC4-128")), WORDS),
        (_changed(PLAIN, lambda one: one.encrypt("x", algorithm="RC4-128")), PdfWords()),
        (_pages(b"", b"", parent=b"[2 0 R]"), PdfWords()),
        (b"%PDF-1.7 nothing %%EOF", PdfWords()),
    ],
    ids=["script", "owner", "locked", "looping", "empty"],
)
def test_hostile_pdf_is_read_without_harm(content: bytes, expected: PdfWords | str) -> None:
    result = pdf_words(BytesIO(content))

    assert (result.pages[0] if isinstance(expected, str) else result) == expected


def test_pdf_that_swells_is_given_up() -> None:
    content = _pages(zlib.compress(b"0" * 400_000_000, 1), b"/Filter /FlateDecode")

    assert pdf_words(BytesIO(content)) == PdfWords()


@pytest.fixture
def frozen(access: Access) -> Agreement:
    """A frozen text, with a party that signs it."""
    agreement = make_agreement(cooperation=access.cooperation, visibility="team")
    make_agreement_party(agreement=agreement)
    make_text(agreement=agreement)
    freezing.freeze(access=access, agreement=agreement, read=agreement.version)
    return agreement


def _of_other_words(access: Access, agreement: Agreement) -> bytes:
    articles = list(agreement.texts.get().articles.all())
    articles[1].words = articles[1].words.replace("au prorata", "en parts égales")
    written = write_values(access, agreement_paper(), "pdf", agreement_values(agreement, articles))
    assert written is not None
    return written.content


def test_signed_file_is_read_beside_the_frozen_one(access: Access, frozen: Agreement) -> None:
    assert frozen.frozen_file is not None
    original = store.path_of(frozen.frozen_file.stored).read_bytes()
    other = (
        "Article 2 : le texte figé dit « … 2 Les charges Les charges sont réparties au prorata de "
        "leur population. », le fichier « … 2. Les charges Les charges sont réparties en parts "
        "égales de leur population. Signatures … »."
    )
    for content, is_copy, reading, note in (
        (_continued(original), False, Reading.CONTAINS, ""),
        (_changed(original, lambda one: None), False, Reading.WORDS, ""),
        (_of_other_words(access, frozen), False, Reading.DIFFERENT, other),
        (_pages(b"", b""), False, Reading.SCAN, ""),
        (_pages(b"", b""), True, Reading.COPY, ""),
    ):
        party = AgreementParty.objects.get(agreement=frozen)
        party.signed_on = timezone.localdate()
        file = SimpleUploadedFile("signe.pdf", content)

        freezing.sign(access=access, party=party, read=party.version, file=file, is_copy=is_copy)

        party.refresh_from_db()
        assert (party.reading, party.reading_note) == (reading, note)
        assert party.is_signed == (reading not in {Reading.DIFFERENT, Reading.SCAN})


def test_file_that_was_not_recognised_is_read_again(
    access: Access, officer: Client, frozen: Agreement
) -> None:
    assert frozen.frozen_file is not None
    original = store.path_of(frozen.frozen_file.stored).read_bytes()
    party = AgreementParty.objects.get(agreement=frozen)
    party.signed_on = timezone.localdate()
    file = SimpleUploadedFile("signe.pdf", _changed(original, lambda one: None))
    party = freezing.sign(access=access, party=party, read=party.version, file=file)
    note = {"reading": Reading.DIFFERENT, "reading_note": "Article 1 : …"}
    AgreementParty.objects.filter(pk=party.pk).update(**note)
    place = access.cooperation.slug
    sheet = reverse("governance:agreement", args=[place, frozen.pk])
    page = reverse("governance:agreement_reread", args=[place, party.pk])
    before = officer.get(sheet).text

    done = officer.post(page, {"version": party.version}, follow=True)

    again = AgreementParty.objects.get(pk=party.pk)
    assert (page in before, page in officer.get(sheet).text) == (True, False)
    assert "fichier relu, le fichier contient le texte figé, mot pour mot." in plain(done.text)
    assert (again.reading, again.reading_note, again.signed_on) == ("words", "", party.signed_on)
    assert "Seul un fichier qui n’a pas été reconnu se relit." in plain(
        officer.get(page, follow=True).text
    )


def test_link_asks_before_it_takes_another_text(access: Access, frozen: Agreement) -> None:
    party = AgreementParty.objects.get(agreement=frozen)
    link = make_link(
        author=access.user, party=party, purpose=SIGNATURE, recipient="Mairie", email=""
    )

    def answered(name: str = "signe.pdf", before: int = 0, **more: str) -> str:
        file = SimpleUploadedFile(name, _of_other_words(access, frozen))
        day = f"{timezone.localdate() - timedelta(before):%d/%m/%Y}"
        sent = {"signed_on": day, "signed_by": "Le maire", "said_by": "C. Roy", "file": file}
        return plain(Client().post(path_of(link), sent | more).content.decode())

    assert "Le texte signé se rend en PDF" in answered("signe.docx")
    assert "personne ne l’a signé avant" in answered(before=1)
    refused, before = answered(), AgreementParty.objects.get(pk=party.pk)
    answered(anyway="on")
    party.refresh_from_db()

    assert "Ce fichier n’est pas le texte à signer. Article 2 : le texte figé dit" in refused
    assert "Envoyer ce fichier quand même" in refused
    assert (before.signed_on, before.attachment) == (None, None)
    assert (party.reading, party.is_signed) == (Reading.DIFFERENT, False)
