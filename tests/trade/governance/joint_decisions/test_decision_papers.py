"""The papers of a joint decision: the letter, the draft of each council, the table of all."""

import io
import re
import zipfile
from datetime import date

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.words import spoken
from maillage.foundation.documents.writing.kinds import IncompletePaperError, papers
from maillage.foundation.documents.writing.letters import common_fields, write_paper, write_together
from maillage.ground.directory.models import Mandate, Person
from maillage.trade.governance.joint_decisions.words.text_words import (
    fingerprint_of_words,
    short_fingerprint,
)
from maillage.trade.governance.models import Deliberation
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_letterhead
from tests.trade.governance.joint_decisions.makers import make_answer

pytestmark = pytest.mark.django_db
OF_COUNCIL = ("referral_letter", "draft_deliberation")


def words(access: Access, word: str, number: int) -> str:
    """The paper as a reader of PDF finds it, on one line, with plain spaces."""
    written = write_paper(access, word, number, "pdf")
    assert written is not None
    pages = pypdf.PdfReader(io.BytesIO(written.content), strict=True).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_letter_asks_the_council_and_says_the_delay(
    access: Access, deliberation: Deliberation
) -> None:
    read = words(access, "referral_letter", deliberation.pk)
    mark = short_fingerprint(fingerprint_of_words("Article 1. Le cap.\nArticle 2. La clé."))

    assert "proposent à deux structures" in read
    assert (
        "Objet : Charte de coopération, saisine du conseil municipal Réf. : texte soumis, version "
        f"1 du 1er septembre 2026 (référence {mark}, identique pour tous) P.J. : le "
        "texte soumis ; un projet de délibération Madame la "
        "Maire, Les structures"
    ) in read
    assert (
        "Je vous saurais gré d’inscrire cette question à l’ordre du jour du conseil municipal de "
        "Machecoul du 10 décembre 2026. Le conseil est convoqué au moins 3 "
        "jours francs à l’avance : pour cette séance, la convocation, avec cette question à "
        "l’ordre du jour, est à adresser au plus tard le vendredi 4 décembre 2026, le 6 décembre "
        "étant un dimanche (CGCT, article L. 2121-11). Il serait proposé à votre conseil : • "
        "d’approuver le texte joint, dans les mêmes termes que les autres structures : une "
        "rédaction différente serait à soumettre de nouveau à chaque assemblée ; • de vous "
        "autoriser à le signer ;"
    ) in read
    assert f"Copie : {deliberation.contact}." in read


def test_letter_goes_to_the_one_who_executes_with_a_day_and_somebody_to_call(
    access: Access, deliberation: Deliberation
) -> None:
    read = words(access, "referral_letter", deliberation.pk)

    assert read.startswith("Pôle de Retz Pays de Retz Madame Inès Gaborieau Maire de Machecoul")
    assert "Madame la Maire, Les structures" in read
    assert "Je vous prie d’agréer, Madame la Maire, l’expression" in read
    assert "version 1 du 1er septembre 2026" in read
    assert "pour le 28 décembre 2026, le sens du vote et le numéro de l’acte" in read
    assert "Le silence d’une assemblée ne vaut ni accord ni refus." in read
    assert f"Pour toute question : {access.user.name}, {access.user.email}." in read
    assert "mpreinte" not in read


def test_letter_without_a_session_says_no_day(access: Access, deliberation: Deliberation) -> None:
    deliberation.session_on = None
    deliberation.save()

    read = words(access, "referral_letter", deliberation.pk)

    assert "de la prochaine séance du conseil municipal de Machecoul, et de m’en dire" in read
    assert "Merci de me faire connaître le sens du vote" in read
    assert "…" not in read


def test_letter_keeps_the_day_it_was_sent(access: Access, deliberation: Deliberation) -> None:
    deliberation.sent_on = date(2026, 10, 20)
    deliberation.save()

    assert "Le 20 octobre 2026 Objet" in words(access, "referral_letter", deliberation.pk)


def test_letter_asks_nothing_of_the_body_that_writes_it(
    access: Access, deliberation: Deliberation
) -> None:
    make_letterhead(cooperation=access.cooperation, sender="Machecoul")
    deliberation.sent_on = date(2026, 10, 20)
    deliberation.save()

    read = words(access, "referral_letter", deliberation.pk)

    assert (
        "Note interne Aubry, le 20 octobre 2026 De : La présidente À : Madame la Maire "
        "Objet : Charte de coopération, inscription à l’ordre du jour du conseil municipal Réf."
    ) in read
    assert [
        one for one in ("aisine", "m’adresser", "faire connaître", "agréer") if one in read
    ] == []


def test_draft_holds_the_same_text_for_all(access: Access, deliberation: Deliberation) -> None:
    written = write_paper(access, "draft_deliberation", deliberation.pk, "docx")

    assert written is not None
    assert written.name == "Projet de délibération, Charte de coopération, Machecoul.docx"
    read = [one.text for one in docx.Document(io.BytesIO(written.content)).paragraphs]
    assert "Article 1. Le cap.\nArticle 2. La clé." in read


def test_table_follows_each_council(access: Access, deliberation: Deliberation) -> None:
    read = words(access, "tracking_table", deliberation.decision_id)

    assert "Machecoul" in read
    assert "avec réserves, 6 octobre (numéro d’acte à recevoir) : « Un plafond. »" in read
    assert "Aucune structure" not in read


@pytest.mark.parametrize("word", [*OF_COUNCIL, "tracking_table"])
def test_values_fill_every_declared_field(
    word: str, access: Access, deliberation: Deliberation
) -> None:
    paper = next(one for one in papers.ask() if one.word == word)
    number = deliberation.decision_id if word == "tracking_table" else deliberation.pk

    values = paper.gather(access, number)

    assert values is not None
    common = {field.name for field in common_fields()}
    assert set(values) - common == {field.name for field in paper.fields}


def test_observer_writes_no_letter_that_names_somebody(
    access: Access, deliberation: Deliberation
) -> None:
    observer = make_access(cooperation=access.cooperation, role="observer")

    assert str(deliberation.contact) in words(access, "referral_letter", deliberation.pk)
    with pytest.raises(IncompletePaperError, match="demandez-la à l’équipe projet"):
        write_paper(observer, "referral_letter", deliberation.pk, "pdf")


@pytest.mark.parametrize(("civility", "function"), [("", "Maire"), ("Mme", "Conseillère")])
def test_a_letter_that_would_guess_its_addressee_is_refused_with_where_to_name_them(
    officer: Client, access: Access, deliberation: Deliberation, civility: str, function: str
) -> None:
    Person.objects.filter(family_name="Gaborieau").update(civility=civility)
    Mandate.objects.filter(person__family_name="Gaborieau").update(function=function)
    slug, number = access.cooperation.slug, deliberation.decision_id

    page = officer.get(
        reverse(
            "documents:document_written", args=[slug, "referral_letter", deliberation.pk, "pdf"]
        )
    )
    sheet = officer.get(reverse("governance:joint_decision", args=[slug, number])).text
    letters = reverse("documents:documents_written", args=[slug, "referral_letter", number, "pdf"])
    drafts = reverse(
        "documents:documents_written", args=[slug, "draft_deliberation", number, "pdf"]
    )
    where = reverse("directory:organisation", args=[slug, deliberation.organisation_id])

    assert (page.status_code, officer.get(letters).status_code) == (422, 422)
    assert "la civilité de la maire ou du maire (Machecoul)" in page.text
    assert f'href="{where}"' in page.text
    assert "le nom et la civilité de qui dirige" in sheet
    assert [f'href="{one}"' in sheet for one in (letters, drafts)] == [False, True]


def test_sheets_offer_their_papers(officer: Client, deliberation: Deliberation) -> None:
    slug = deliberation.decision.cooperation.slug
    pages = [
        officer.get(reverse(f"governance:{name}", args=[slug, number])).content.decode()
        for name, number in (
            ("joint_decision_council", deliberation.pk),
            ("joint_decision", deliberation.decision_id),
        )
    ]

    def link(word: str, number: int) -> str:
        return reverse("documents:document_written", args=[slug, word, number, "odt"])

    assert [link(word, deliberation.pk) in pages[0] for word in OF_COUNCIL] == [True, True]
    assert link("tracking_table", deliberation.decision_id) in pages[1]


def archive(officer: Client, url: str) -> list[str]:
    """The names in the archive at this address."""
    answer = officer.get(url)
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()


def test_all_the_letters_and_all_the_drafts_leave_at_once(
    officer: Client, deliberation: Deliberation
) -> None:
    slug, number = deliberation.decision.cooperation.slug, deliberation.decision_id
    urls = [
        reverse("documents:documents_written", args=[slug, word, number, form])
        for word in OF_COUNCIL
        for form in ("docx", "odt", "pdf")
    ]
    page = officer.get(reverse("governance:joint_decision", args=[slug, number])).content.decode()

    assert [url for url in urls if f'href="{url}"' not in page] == []
    assert [archive(officer, url) for url in urls] == [
        [
            f"{place:02} {title}, Charte de coopération, {name}.{form}"
            for place, (title, name) in enumerate(names, start=1)
        ]
        for names in (
            [("Lettre de saisine", "Machecoul")],
            [("Projet de délibération", "Machecoul"), ("Extrait de délibération", "Pornic")],
        )
        for form in ("docx", "odt", "pdf")
    ]


def test_no_draft_is_made_for_a_council_that_refused_nor_a_letter_once_all_voted(
    officer: Client, deliberation: Deliberation
) -> None:
    make_answer(deliberation=deliberation, vote="refused")
    slug, number = deliberation.decision.cooperation.slug, deliberation.decision_id
    letters, drafts = (
        reverse("documents:documents_written", args=[slug, word, number, "docx"])
        for word in OF_COUNCIL
    )

    page = officer.get(reverse("governance:joint_decision", args=[slug, number])).text

    assert [f'href="{one}"' in page for one in (letters, drafts)] == [False, True]
    assert archive(officer, drafts) == [
        "01 Extrait de délibération, Charte de coopération, Pornic.docx"
    ]


def test_names_that_look_like_paths_open_no_folder(
    officer: Client, deliberation: Deliberation
) -> None:
    decision, one = deliberation.decision, deliberation.organisation
    decision.title = "Charte 2026/2028"
    decision.save()
    one.name = "../..\\C:\\x\r\n\u202e/./../etc/x"
    one.save()
    args = [decision.cooperation.slug, "referral_letter", decision.pk, "docx"]

    assert archive(officer, reverse("documents:documents_written", args=args)) == [
        "01 Lettre de saisine, Charte 2026-2028, ..-..-C -x-.-..-etc-x.docx",
    ]


def test_archive_of_another_cooperation_is_not_written(
    access: Access, deliberation: Deliberation
) -> None:
    beside = make_access(cooperation=make_cooperation(workspace=access.cooperation.workspace))

    assert write_together(beside, "referral_letter", deliberation.decision_id, "pdf") is None
    assert write_together(access, "tracking_table", deliberation.decision_id, "pdf") is None
    assert write_together(access, "referral_letter", deliberation.decision_id, "exe") is None


def test_council_of_another_cooperation_is_not_written(
    access: Access, deliberation: Deliberation
) -> None:
    beside = make_access(cooperation=make_cooperation(workspace=access.cooperation.workspace))

    assert [write_paper(beside, word, deliberation.pk, "pdf") for word in OF_COUNCIL] == [
        None,
        None,
    ]
    assert write_paper(beside, "tracking_table", deliberation.decision_id, "odt") is None


def test_paper_speaks_in_the_words_of_the_profile(
    access: Access, deliberation: Deliberation
) -> None:
    with spoken("ctg"):
        read = words(access, "referral_letter", deliberation.pk)

    assert "à deux partenaires (commune de Machecoul et commune de Pornic) de se prononcer" in read
    assert "structure" not in read


def test_the_formula_and_the_signature_stay_together(
    access: Access, deliberation: Deliberation
) -> None:
    head = make_letterhead(cooperation=access.cooperation, sender="Pays de Retz")
    head.signatory = "La présidente, Anne Le Goff"
    head.save()
    written = write_paper(access, "referral_letter", deliberation.pk, "docx")
    assert written is not None

    read = docx.Document(io.BytesIO(written.content))

    rows = {one.text: one.style.name for one in read.paragraphs if one.style}
    formula = next(text for text in rows if text.startswith("Je vous prie"))
    assert rows[formula] == "Formule"
    assert rows["La présidente\n\n\nAnne Le Goff"] == "Adresse"
    assert [
        read.styles[name].paragraph_format.keep_with_next for name in ("Formule", "Adresse", "Date")
    ] == [True] * 3


def test_odt_holds_no_bullet_that_says_nothing(access: Access, deliberation: Deliberation) -> None:
    make_letterhead(cooperation=access.cooperation, sender="Machecoul")
    written = write_paper(access, "referral_letter", deliberation.pk, "odt")
    assert written is not None

    content = zipfile.ZipFile(io.BytesIO(written.content)).read("content.xml").decode()
    lines = [re.sub(r"<[^>]+>", "", one) for one in content.split("</text:p>")]

    assert [line for line in lines if line.strip("\xa0 ") == "•"] == []
