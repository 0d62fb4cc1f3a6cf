"""An agreement is written, frozen once, put to councils with its words, signed by each party."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.context.models import Duty
from maillage.trade.governance.agreements import freezing, queries, texts
from maillage.trade.governance.agreements.choices import Stage
from maillage.trade.governance.agreements.files import begins_with
from maillage.trade.governance.agreements.words import sheet_sentence, stage_steps
from maillage.trade.governance.models import Agreement, AgreementParty, Article
from tests.conftest import SignIn
from tests.ground.directory.makers import make_member
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.governance.agreements.makers import (
    WORDS,
    make_agreement,
    make_agreement_party,
    make_agreement_text,
    make_article_amendment,
)
from tests.trade.governance.joint_decisions.makers import make_answer

AS_IT_WAS = {
    "title": "Convention de la maison",
    "kind": "partnership",
    "starts_rule": "last_signature",
    "renewal": "none",
}
url = pages_of("governance")


def a_member(place: Cooperation, name: str, kind: str = "commune") -> Organisation:
    organisation = make_member(cooperation=place).organisation
    organisation.name, organisation.kind = name, kind
    organisation.save()
    return organisation


def get(access: Access, agreement: Agreement) -> Agreement:
    return queries.agreement_in(access, agreement.pk).get()


@pytest.fixture
def draft(access: Access) -> Agreement:
    """A draft of two communes, which the team alone reads."""
    agreement = make_agreement(cooperation=access.cooperation, visibility="team")
    for name in ("Aubry", "Brolles"):
        organisation = a_member(access.cooperation, name)
        make_agreement_party(agreement=agreement, organisation=organisation, needs="council")
    make_agreement_text(agreement=agreement)
    return get(access, agreement)


@pytest.fixture
def frozen(access: Access, draft: Agreement) -> Agreement:
    """The same, frozen."""
    freezing.freeze(access=access, agreement=draft, read=draft.version)
    return get(access, draft)


def test_agreement_signed_already_takes_one_form(officer: Client, access: Access) -> None:
    place = access.cooperation
    one, other = a_member(place, "Aubry"), a_member(place, "Brolles")
    sent = {
        "title": "CTG 2024-2027",
        "kind": "ctg",
        "organisations": [one.pk, other.pk],
        "signed_on": "15/12/2023",
        "starts_rule": "last_signature",
        "ends_on": "31/12/2027",
        "renewal": "express",
        "notice_months": "6",
    }

    officer.post(url(place, "agreement_add"), sent)

    agreement = Agreement.objects.get()
    sheet = queries.agreement_sheet(access, get(access, agreement))
    assert (sheet.stage, sheet.force_on, sheet.notice_on) == (
        Stage.FORCE,
        date(2023, 12, 15),
        date(2027, 6, 30),
    )
    assert sorted(Duty.objects.values_list("kind", "due_on", "origin")) == [
        ("end", date(2027, 12, 31), agreement.sheet_key),
        ("renewal", date(2027, 6, 30), agreement.sheet_key),
    ]


def test_end_before_the_beginning_is_refused(officer: Client, access: Access) -> None:
    sent = {
        "title": "CTG",
        "kind": "ctg",
        "starts_on": "01/01/2024",
        "ends_on": "31/12/2023",
        "starts_rule": "date",
        "renewal": "none",
    }

    page = officer.post(url(access.cooperation, "agreement_add"), sent)

    sentence = "La convention finirait avant de commencer : le 31 décembre 2023. Vérifiez l’année."
    assert sentence in plain(page.content.decode())


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("Rien que des mots.", [("Texte entier", "", "Rien que des mots.")]),
        (
            "Entre nous.\nArticle 1er. Objet\nLa maison.\nARTICLE 2 : Les charges sont payées.",
            [
                ("Préambule", "", "Entre nous."),
                ("Article 1er", "Objet", "La maison."),
                ("Article 2", "", "Les charges sont payées."),
            ],
        ),
        (
            "CONVENTION DE PORTAGE\nMaison du bocage\n\nArticle 1. Objet\nLa maison.",
            [("Article 1", "Objet", "La maison.")],
        ),
        (
            "Vu le code général des collectivités territoriales\nArticle 1. Objet\nLa maison.",
            [
                ("Préambule", "", "Vu le code général des collectivités territoriales"),
                ("Article 1", "Objet", "La maison."),
            ],
        ),
    ],
)
def test_articles_are_cut(words: str, articles: list[tuple[str, str, str]]) -> None:
    cuts = texts.cut_articles(words)

    assert [(one.label, one.heading, one.words) for one in cuts] == articles


def test_an_article_is_the_same_after_another_came_before_it(draft: Agreement) -> None:
    before = list(Article.objects.order_by("place"))
    words = (
        "Article 1. Objet\nLes parties tiennent ensemble la maison.\n"
        "Article 2. Durée\nQuatre ans, dès la signature.\n"
        "Article 3. Les charges\nLes charges sont réparties au prorata de leur population."
    )

    keys = texts.keys_of(texts.cut_articles(words), before)

    assert keys == [before[0].key, "a3", before[1].key]


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        *[
            ("agreement_edit", AS_IT_WAS | changed)
            for changed in (
                {"title": "Autre"},
                {"kind": "other"},
                {"reference": "12"},
                {"purpose": "Autre"},
                {"starts_rule": "date", "starts_on": "01/01/2027"},
                {"ends_on": "31/12/2030"},
                {"renewal": "tacit"},
                {"notice_months": "3"},
            )
        ],
        ("agreement_remarks_open", {"remarks_from": "01/10/2026", "remarks_until": "02/10/2026"}),
        ("amendments_consolidate", {}),
        ("agreement_version_add", {"words": "Autre.", "dated_on": "01/10/2026"}),
        ("agreement_parties_add", {"role": "signatory"}),
        ("agreement_freeze", {}),
    ],
)
def test_frozen_text_is_changed_by_no_page(
    officer: Client, frozen: Agreement, page: str, sent: dict[str, str]
) -> None:
    before = list(Agreement.objects.values()), list(Article.objects.values())
    parties = list(AgreementParty.objects.values())

    officer.post(url(frozen.cooperation, page, frozen.pk), sent | {"version": frozen.version})

    assert before == (list(Agreement.objects.values()), list(Article.objects.values()))
    assert parties == list(AgreementParty.objects.values())


def test_text_without_party_is_not_frozen(officer: Client, access: Access) -> None:
    agreement = make_agreement(cooperation=access.cooperation)
    make_agreement_text(agreement=agreement)

    page = officer.get(url(access.cooperation, "agreement_freeze", agreement.pk), follow=True)

    assert "Personne ne signerait ce texte. Ajoutez les parties." in plain(page.content.decode())


def test_councils_vote_the_very_words_that_were_frozen(access: Access, frozen: Agreement) -> None:
    decision = freezing.put_to_councils(access=access, agreement=frozen, read=frozen.version)

    text = decision.texts.get()
    assert (text.fingerprint, text.words) == (
        frozen.frozen_text.words_fingerprint if frozen.frozen_text else "",
        texts.whole_words(texts.cut_articles(WORDS)),
    )
    assert decision.deliberations.count() == 2


def test_who_can_sign_and_what_the_others_lack(access: Access, frozen: Agreement) -> None:
    decision = freezing.put_to_councils(access=access, agreement=frozen, read=frozen.version)
    first, second = decision.deliberations.order_by("organisation__folded")
    first.transmitted_on = first.published_on = date(2026, 10, 2)
    first.save()
    for one in (first, second):
        make_answer(deliberation=one, vote="adopted", voted_on=date(2026, 10, 1))

    sheet = queries.agreement_sheet(access, get(access, frozen))

    assert [(str(one.party), one.can_sign, one.lacks) for one in sheet.ways] == [
        ("Aubry", True, ""),
        ("Brolles", False, "à transmettre"),
    ]
    able = "Un peut signer aujourd’hui ; un ne peut pas encore."
    assert [able in sheet_sentence(sheet, of_all=one) for one in (True, False)] == [True, False]


def test_signature_before_the_act_is_irregular(
    officer: Client, access: Access, frozen: Agreement
) -> None:
    decision = freezing.put_to_councils(access=access, agreement=frozen, read=frozen.version)
    path = decision.deliberations.order_by("organisation__folded")[0]
    path.transmitted_on = path.published_on = date(2026, 11, 16)
    path.save()
    make_answer(deliberation=path, vote="adopted", voted_on=date(2026, 11, 2))
    party = AgreementParty.objects.get(organisation=path.organisation_id)
    party.signed_on = date(2026, 11, 3)
    party.save()

    page = officer.get(url(access.cooperation, "agreement", frozen.pk))

    assert (
        "Signée le 3 novembre 2026, délibération exécutoire le 16 novembre 2026 : signature "
        "irrégulière (CE Sect. avis 10 juin 1996 n° 176873 ; CE 9 mai 2012). Faites signer de "
        "nouveau, ou notez la raison."
    ) in plain(page.content.decode())
    drop = url(access.cooperation, "agreement_signature_drop", party.pk)
    assert f' · <a href="{drop}">' in page.text


def test_a_shorter_file_holds_nothing() -> None:
    assert not begins_with(BytesIO(b"%PDF"), BytesIO(b"%PDF-1.7"))


def test_text_is_opened_again_until_somebody_received_it(access: Access, frozen: Agreement) -> None:
    party = frozen.parties.all()[0]
    freezing.ask_signatures(access=access, parties=[party], on=date(2026, 10, 1))

    with pytest.raises(ValueError, match="Une signature est déjà demandée"):
        freezing.reopen(access=access, agreement=get(access, frozen), read=frozen.version)


def test_avenant_of_an_avenant_amends_the_convention(officer: Client, access: Access) -> None:
    place = access.cooperation
    root = make_agreement(cooperation=place, frozen_on=date(2024, 1, 1))
    avenant = make_agreement(cooperation=place, amends=root, amendment_number=2)

    officer.post(url(place, "agreement_avenant", avenant.pk), {"title": "Avenant n° 3"})

    made = Agreement.objects.get(title="Avenant n° 3")
    assert (made.amends_id, made.amendment_number) == (root.pk, 3)


def test_draft_is_nowhere_for_a_partner(sign_in: SignIn, draft: Agreement) -> None:
    partner = sign_in("partner")

    assert partner.get(url(draft.cooperation, "agreement", draft.pk)).status_code == 404
    assert draft.title not in partner.get(url(draft.cooperation, "agreements")).content.decode()


def test_queries_are_the_same_for_one_and_three(
    officer: Client, access: Access, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        make_agreement_party(agreement=make_agreement(cooperation=access.cooperation))
        officer.get(url(access.cooperation, "agreements"))
        with django_assert_max_num_queries(10):
            officer.get(url(access.cooperation, "agreements"))


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
    assert ["Remarques et rédactions" in one for one in (bare, written)] == [False, True]


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
