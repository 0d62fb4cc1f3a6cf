"""An agreement is written, frozen once, put to councils with its words, signed by each party."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access
from maillage.trade.context.models import Duty
from maillage.trade.governance.agreements import freezing, queries, texts
from maillage.trade.governance.agreements.choices import Stage
from maillage.trade.governance.agreements.files import begins_with
from maillage.trade.governance.agreements.words import sheet_sentence
from maillage.trade.governance.models import Agreement, AgreementParty, Article
from tests.conftest import SignIn
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.governance.agreements.drafts import a_member, get
from tests.trade.governance.agreements.makers import (
    WORDS,
    make_agreement,
    make_agreement_party,
    make_agreement_text,
)
from tests.trade.governance.joint_decisions.makers import make_answer

AS_IT_WAS = {
    "title": "Convention de la maison",
    "kind": "partnership",
    "starts_rule": "last_signature",
    "renewal": "none",
}
url = pages_of("governance")


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
    page = plain(officer.get(url(place, "agreement", agreement.pk)).text)
    assert f"a créé la fiche avec « {one} » et « {other} »." in page


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
