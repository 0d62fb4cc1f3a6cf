"""What is frozen, signed, ended, and noted of what was signed already."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.models import Duty
from maillage.trade.governance.agreements import freezing, queries
from maillage.trade.governance.agreements.words import stage_steps
from maillage.trade.governance.models import Agreement, AgreementParty
from tests.conftest import SignIn
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.governance.agreements.drafts import a_member, get
from tests.trade.governance.agreements.makers import (
    WORDS,
    make_agreement,
    make_agreement_party,
    make_agreement_text,
    make_article_amendment,
)

url = pages_of("governance")


def test_party_joins_a_frozen_text_by_an_avenant(officer: Client, frozen: Agreement) -> None:
    page = officer.get(url(frozen.cooperation, "agreement_parties_add", frozen.pk), follow=True)

    assert (
        "Le texte figé nomme deux parties. Pour en ajouter une, faites un avenant d’adhésion."
        in plain(page.content.decode())
    )


def test_text_that_lacks_what_was_accepted_is_not_frozen(officer: Client, draft: Agreement) -> None:
    article = draft.texts.get().articles.get(label="Article 2")
    make_article_amendment(article=article, wording="Les charges sont égales.", state="accepted")

    page = officer.get(url(draft.cooperation, "agreement_freeze", draft.pk), follow=True)

    assert (
        "Un amendement accepté n’est pas dans la dernière version : consolidez le texte avant de "
        "le figer."
    ) in plain(page.content.decode())
    assert url(draft.cooperation, "amendments_consolidate", draft.pk) in page.content.decode()


def test_freezing_during_remarks_says_why(officer: Client, draft: Agreement) -> None:
    today = timezone.localdate()
    Agreement.objects.update(remarks_from=today, remarks_until=today)
    sent = {"version": draft.version}
    page = url(draft.cooperation, "agreement_freeze", draft.pk)

    refused = officer.post(page, sent)
    officer.post(page, sent | {"reason": "Toutes ont répondu."})
    sheet = plain(officer.get(url(draft.cooperation, "agreement", draft.pk)).text)

    assert refused.status_code == 422
    assert "Figée avant la fin des remarques" in sheet
    assert "<small>closes le" in sheet
    assert list(Agreement.objects.values_list("unsettled_reason", "frozen_on")) == [
        ("Toutes ont répondu.", today)
    ]


def test_untouched_version_is_refused(officer: Client, draft: Agreement) -> None:
    sent = {"words": WORDS, "dated_on": "01/10/2026"}

    page = officer.post(url(draft.cooperation, "agreement_version_add", draft.pk), sent)

    assert (page.status_code, draft.texts.count()) == (422, 1)
    assert "Ces mots sont ceux de la version 1." in plain(page.content.decode())


def test_different_file_is_no_signature_and_is_taken_back(
    officer: Client, access: Access, frozen: Agreement
) -> None:
    party = frozen.parties.all()[0]
    party.signed_on = timezone.localdate()
    file = SimpleUploadedFile("autre.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF")
    freezing.sign(access=access, party=party, read=party.version, file=file)
    sheet = queries.agreement_sheet(access, get(access, frozen))
    page = plain(officer.get(url(access.cooperation, "agreement", frozen.pk)).content.decode())

    officer.post(
        url(access.cooperation, "agreement_signature_drop", party.pk), {"version": party.version}
    )

    assert (sheet.signed, [one.is_done for one in stage_steps(sheet)][3]) == ([], False)
    assert "Personne n’a encore signé le texte figé" in page
    assert "Le texte du fichier signé par Aubry n’a pas pu être comparé : à vérifier" in page
    assert freezing.reopen_fault(get(access, frozen)) == ""


def test_file_that_differs_counts_once_it_is_read_as_a_copy(
    access: Access, frozen: Agreement
) -> None:
    party = frozen.parties.all()[0]
    party.signed_on = timezone.localdate()
    file = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF")
    freezing.sign(access=access, party=party, read=party.version, file=file)

    freezing.sign(access=access, party=party, read=party.version, file=None, is_copy=True)

    assert AgreementParty.objects.get(pk=party.pk).is_signed


def test_early_signature_says_why(officer: Client, frozen: Agreement) -> None:
    party = frozen.parties.all()[0]
    sent = {
        "signed_on": french_day(timezone.localdate()),
        "means": "paper",
        "level": "unknown",
        "version": party.version,
    }
    page = url(frozen.cooperation, "agreement_sign", party.pk)

    refused = officer.post(page, sent)
    officer.post(page, sent | {"early_reason": "Le maire part."})

    assert "Elle signe avant ce qu’il lui faut (conseil à saisir) : écrivez pourquoi." in plain(
        refused.content.decode()
    )
    party.refresh_from_db()
    assert (party.signed_on, party.early_reason) == (timezone.localdate(), "Le maire part.")


def french_day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def test_model_proposes_its_articles_and_when_to_follow_it(officer: Client, access: Access) -> None:
    agreement = make_agreement(
        cooperation=access.cooperation,
        kind="ctg",
        ends_on=date(2030, 12, 31),
        renewal="express",
        notice_months=6,
    )
    make_agreement_party(agreement=agreement)

    form = officer.get(url(access.cooperation, "agreement_version_add", agreement.pk))
    sheet = plain(officer.get(url(access.cooperation, "agreement", agreement.pk)).content.decode())
    make_agreement_text(agreement=agreement, words="Article 1. Objet\n[à écrire : le but]")
    unwritten = officer.get(url(access.cooperation, "agreement_freeze", agreement.pk), follow=True)
    make_agreement_text(agreement=agreement, number=2, words="Article 1. Objet\nLa maison.")
    written = officer.get(url(access.cooperation, "agreement_freeze", agreement.pk))
    page = plain(strip_tags(written.content.decode().replace("<", " <")))
    freezing.freeze(access=access, agreement=agreement, read=agreement.version)

    assert "Article 3. Les champs d’intervention de la Caf" in plain(form.content.decode())
    assert "D’usage pour ce modèle : cinq ans, reconduction expresse, préavis de six mois." in sheet
    assert "Un article reste à écrire : complétez-le" in plain(unwritten.content.decode())
    assert "Avant de figer" in page
    assert list(Duty.objects.order_by("due_on").values_list("kind", "due_on", "reminder")) == [
        ("renewal", date(2030, 6, 30), 181),
        ("end", date(2030, 12, 31), 365),
    ]


def make_ending(place: Cooperation, days: int) -> Agreement:
    """An agreement that two bodies signed long ago, without its text, and that ends so soon."""
    agreement = make_agreement(
        cooperation=place,
        kind="partnership",
        frozen_on=date(2022, 1, 31),
        ends_on=timezone.localdate() + timedelta(days=days),
    )
    for name in ("Aubry", "Brolles"):
        make_agreement_party(
            agreement=agreement, organisation=a_member(place, name), signed_on=date(2022, 1, 31)
        )
    return agreement


@pytest.mark.parametrize(("days", "is_called"), [(61, True), (800, False)])
def test_what_ends_soon_calls_for_what_follows_it(
    officer: Client, access: Access, *, days: int, is_called: bool
) -> None:
    agreement = make_ending(access.cooperation, days)
    renew = url(access.cooperation, "agreement_renew", agreement.pk)

    register = plain(officer.get(url(access.cooperation, "agreements")).text)
    sheet = plain(officer.get(url(access.cooperation, "agreement", agreement.pk)).text)
    make_agreement(cooperation=access.cooperation, title="La suivante", replaces=agreement)
    followed = plain(officer.get(url(access.cooperation, "agreement", agreement.pk)).text)

    words = f"Fin dans {days} jours : rien ne suit encore"
    assert [words in page for page in (register, sheet, followed)] == [is_called, is_called, False]
    assert (f'href="{renew}"' in sheet.partition("m-expected")[2][:600]) == is_called
    assert "Ses deux signataires ont signé." in sheet


def test_agreement_without_its_words_offers_no_paper(officer: Client, access: Access) -> None:
    agreement = make_ending(access.cooperation, 800)
    page = url(access.cooperation, "agreement", agreement.pk)

    bare = officer.get(page).text
    make_agreement_text(agreement=agreement)
    written = officer.get(page).text

    assert ["/agreement/" in one for one in (bare, written)] == [False, True]
    assert ["Remarques et rédactions" in one for one in (bare, written)] == [False, False]


def test_text_of_what_was_signed_already_is_noted_then_corrected(
    officer: Client, access: Access
) -> None:
    agreement = make_ending(access.cooperation, 800)
    page = url(access.cooperation, "agreement", agreement.pk)
    adding = url(access.cooperation, "agreement_version_add", agreement.pk)

    bare, form = plain(officer.get(page).text), plain(officer.get(adding).text)
    officer.post(adding, {"words": WORDS, "dated_on": "01/10/2026"})
    written, again = plain(officer.get(page).text), plain(officer.get(adding).text)

    assert ["n’est pas dans Maillage" in one for one in (bare, written)] == [True, False]
    titles = ("Noter son texte", "Corriger son texte")
    assert [[one in text for one in titles] for text in (bare, form, written, again)] == [
        [True, False],
        [True, False],
        [False, True],
        [False, True],
    ]
    assert ["Article 1" in one for one in (form.partition("<textarea")[2][:400], again)] == [
        False,
        True,
    ]


def test_every_access_reads_who_is_to_sign(sign_in: SignIn, frozen: Agreement) -> None:
    pages = [
        plain(strip_tags(sign_in(role).get(url(frozen.cooperation, "agreement", frozen.pk)).text))
        for role in ("elected", "observer")
    ]

    assert [("Aubry" in page, "Brolles" in page) for page in pages] == [(True, True)] * 2
