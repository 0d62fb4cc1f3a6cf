"""The text of a joint decision: its versions, its file, and whether one text was voted."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.documents.models import Attachment
from maillage.trade.governance.models import TextVersion
from tests.ground.directory.reading import section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import (
    decision_put_to,
    make_answer,
    make_joint_decision,
    make_text_version,
)
from tests.trade.governance.joint_decisions.test_joint_decisions import status

MEGABYTES = 2


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _small_documents(settings: Settings) -> None:
    """Two megabytes at most, so that a file too heavy is quick to make."""
    settings.DOCUMENT_SIZE = MEGABYTES * 1_000_000


def test_versions_of_the_text_are_kept(officer: Client, cooperation: Cooperation) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    add = url(cooperation, "joint_decision_text_add", decision.pk)

    officer.post(add, {"dated_on": "12/06/2026", "words": "Le service ferme en août."})
    officer.post(add, {"dated_on": "02/07/2026", "words": "Le service ouvre en août."})
    again = officer.post(add, {"dated_on": "03/07/2026", "words": "Le service ouvre en août."})

    assert (again.status_code, "mot pour mot la version précédente" in again.text) == (422, True)
    assert list(TextVersion.objects.values_list("number", "dated_on", "words")) == [
        (1, date(2026, 6, 12), "Le service ferme en août."),
        (2, date(2026, 7, 2), "Le service ouvre en août."),
    ]
    page = officer.get(url(cooperation, "joint_decision", decision.pk))
    text = section(page.text, "m-text")
    assert "<del>ferme</del> <ins>ouvre</ins> en août." in text


def test_a_text_may_be_a_file(officer: Client, cooperation: Cooperation) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    file = SimpleUploadedFile("charte.pdf", PDF)

    officer.post(
        url(cooperation, "joint_decision_text_add", decision.pk),
        {"dated_on": "12/06/2026", "words": "", "file": file},
    )

    text = TextVersion.objects.get()
    assert (text.file_name, text.words, text.attachment) == (
        ("charte.pdf", "", Attachment.objects.get())
    )
    page = officer.get(url(cooperation, "joint_decision", decision.pk))
    assert "charte.pdf" in section(page.text, "m-text")


@pytest.mark.parametrize(
    ("words", "file", "sentence"),
    [
        ("", None, "Collez le texte, ou joignez un fichier."),
        ("Article 1", ("charte.pdf", PDF), "Donnez le texte ou un fichier"),
        ("", ("charte.exe", b"MZ"), "Ce genre de fichier n’est pas accepté."),
        ("", ("charte.pdf", b"rien"), "Le contenu de ce fichier n’est pas celui d’un PDF"),
        ("", ("charte.pdf", PDF + b" " * 3_000_000 + b"%%EOF"), "pèse plus de 2 Mo"),
    ],
)
def test_a_wrong_text_is_refused(
    officer: Client,
    cooperation: Cooperation,
    words: str,
    file: tuple[str, bytes] | None,
    sentence: str,
) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    typed: dict[str, object] = {"dated_on": "12/06/2026", "words": words}
    if file:
        typed["file"] = SimpleUploadedFile(*file)

    page = officer.post(url(cooperation, "joint_decision_text_add", decision.pk), typed)

    assert (page.status_code, TextVersion.objects.count(), Attachment.objects.count()) == (
        (422, 0, 0)
    )
    assert sentence in page.text.replace("\u00a0", " ")


def test_two_texts_voted_are_no_agreement(officer: Client, cooperation: Cooperation) -> None:
    decision = decision_put_to(cooperation, "Bouin", "Pornic")
    first = make_text_version(decision=decision)
    second = make_text_version(decision=decision, words="Article 1. Autre cap.", number=2)
    for one, text in zip(decision.deliberations.order_by("pk"), (first, second), strict=True):
        make_answer(deliberation=one, text=text)

    page = officer.get(url(cooperation, "joint_decision", decision.pk))

    assert status(page.text) == (
        "Plusieurs textes votés : <p>Deux textes différents ont été votés : il manque un accord "
        "sur un seul."
    )
    sentence = section(page.text, "m-text").replace("\u00a0", " ")
    assert "Deux textes ont été votés, ce n’est pas un accord" in sentence
    assert "Bouin : version 1 ; Pornic : version 2." in sentence
    assert "m-laws" not in page.text


def test_the_same_words_in_two_versions_agree(officer: Client, cooperation: Cooperation) -> None:
    decision = decision_put_to(cooperation, "Bouin", "Pornic")
    texts = [make_text_version(decision=decision, number=number) for number in (1, 2)]
    for one, text in zip(decision.deliberations.order_by("pk"), texts, strict=True):
        make_answer(deliberation=one, text=text)

    page = officer.get(url(cooperation, "joint_decision", decision.pk))

    assert "Les deux textes votés sont identiques" in section(page.text, "m-text")
