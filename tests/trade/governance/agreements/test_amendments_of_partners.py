"""What a partner reads and proposes of an agreement, by account or by link."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.points import drafts_to_read
from maillage.trade.governance.agreements.readable import readable_amendments, readable_texts
from maillage.trade.governance.amendments import services
from maillage.trade.governance.amendments.links import REMARK, make_link
from maillage.trade.governance.amendments.queries import amendment_sheet
from maillage.trade.governance.models import ArticleAmendment
from tests.conftest import SignIn
from tests.ground.directory.makers import make_spoken_member
from tests.ground.directory.reading import plain
from tests.trade.governance.agreements.amended_text import BASE, CAP, USE, proposed
from tests.trade.governance.agreements.makers import (
    make_agreement_party,
    make_agreement_text,
    make_article_amendment,
)


@pytest.mark.parametrize(("days", "count"), [(3, 1), (-1, 2)])
def test_partner_reads_its_own_until_remarks_close(
    sign_in: SignIn, agreement: Agreement, days: int, count: int
) -> None:
    today = timezone.localdate()
    agreement.remarks_from = today - timedelta(days=9)
    agreement.remarks_until = today + timedelta(days=days)
    agreement.save()
    partner = sign_in("partner")
    reader = Access.objects.get(role="partner")
    own = make_spoken_member(cooperation=agreement.cooperation)
    article = agreement.texts.get().articles.get()
    make_article_amendment(article=article, wording=USE, organisation=own)
    make_article_amendment(article=article, wording=CAP)

    page = partner.get(
        reverse("governance:amendments", args=[agreement.cooperation.slug, agreement.pk])
    )

    assert readable_amendments(reader, agreement).count() == count
    assert page.content.decode().count('id="m-amend-') == count


def test_partner_reads_the_opened_version_until_remarks_close(
    sign_in: SignIn, access: Access, agreement: Agreement
) -> None:
    today = timezone.localdate()
    agreement.remarks_from, agreement.remarks_until = today, today + timedelta(days=3)
    services.open_remarks(access=access, agreement=agreement, read=agreement.version)
    amendment = proposed(agreement, USE)
    amendment.state = "accepted"
    services.settle(access=access, amendment=amendment, read=amendment.version)
    services.consolidate(access=access, agreement=agreement)
    partner, officer_reads = sign_in("partner"), readable_texts(access, agreement)
    page = reverse("governance:agreement", args=[agreement.cooperation.slug, agreement.pk])

    before = plain(partner.get(page).content.decode())
    closed = today - timedelta(days=1)
    Agreement.objects.update(remarks_from=closed, remarks_until=closed)
    after = plain(partner.get(page).content.decode())

    assert [one.number for one in officer_reads] == [1, 2]
    assert ("l’usage constaté" in before, "l’usage constaté" in after) == (False, True)
    assert ("Un amendement accepté" in before, "Version 1 du" in after) == (False, True)


def test_an_observer_reads_the_frozen_text_and_nothing_of_what_led_to_it(
    sign_in: SignIn, agreement: Agreement
) -> None:
    today, opened = timezone.localdate(), agreement.texts.get()
    make_article_amendment(article=opened.articles.get(), wording=USE)
    frozen = make_agreement_text(agreement=agreement, number=2)
    Agreement.objects.update(
        frozen_text=frozen, frozen_on=today, remarks_from=today, opened_text=opened
    )
    place = [agreement.cooperation.slug, agreement.pk]
    page, amendments = (
        reverse(f"governance:{one}", args=place) for one in ("agreement", "amendments")
    )
    closed = (amendments, "Version 1 du", "Les remarques", "Aucune remarque", "/ecrire/amendments/")

    clients = {role: sign_in(role) for role in ("partner", "observer")}
    read = {role: client.get(page).text for role, client in clients.items()}

    assert [one in read["observer"] for one in closed] == [False] * 5
    assert [one in read["partner"] for one in closed] == [True, True, True, False, True]
    first = french.day_in_words(opened.dated_on)
    steps = {role: client.get(page).context["steps"][0].note for role, client in clients.items()}
    assert steps == {"partner": first, "observer": ""}
    statuses = {role: client.get(amendments).status_code for role, client in clients.items()}
    assert statuses == {"partner": 200, "observer": 403}
    observer = Access.objects.get(role="observer")
    agreement.refresh_from_db()
    assert [one.number for one in readable_texts(observer, agreement)] == [2]


def test_settled_amendments_of_an_earlier_version_are_read(
    officer: Client, access: Access, agreement: Agreement
) -> None:
    amendment = proposed(agreement, USE)
    amendment.organisation = make_agreement_party(agreement=agreement).organisation
    amendment.state, amendment.settled_by = "accepted", "COPIL"
    services.settle(access=access, amendment=amendment, read=amendment.version)
    place = [agreement.cooperation.slug, agreement.pk]
    before = officer.get(reverse("governance:amendments_consolidate", args=place)).text
    services.consolidate(access=access, agreement=agreement)
    page = reverse("governance:amendments", args=place)

    Agreement.objects.update(remarks_from=timezone.localdate())
    last = officer.get(page).content.decode()
    first = officer.get(page, {"version": "1", "voir": "tranches"}).content.decode()

    assert (f'id="m-amend-{amendment.pk}"' in last, f"{page}?version=1" in last) == (False, True)
    assert f'id="m-amend-{amendment.pk}"' in first
    assert "Un est tranché sur les versions d’avant." in plain(last)
    assert "usage constaté" in before
    assert "Tranchés · 1" in plain(last)
    assert "Une partie sur une s’est exprimée." in plain(last)


def test_earlier_version_has_not_the_amendments_of_the_next(
    access: Access, agreement: Agreement
) -> None:
    make_agreement_text(
        agreement=agreement, words=f"Article 4. Les charges\n{BASE}\nArticle 5\nUn an.", number=2
    )
    article = agreement.texts.get(number=2).articles.get(label="Article 4")
    make_article_amendment(article=article, wording=USE)

    counts = [len(amendment_sheet(access, agreement, number).every) for number in ("1", "2", "")]

    assert counts == [0, 1, 1]


def test_link_closes_with_the_remarks(access: Access, agreement: Agreement) -> None:
    today = timezone.localdate()
    agreement.remarks_from, agreement.remarks_until = today, today + timedelta(days=12)
    agreement.save()
    party = make_agreement_party(agreement=agreement)

    link = make_link(author=access.user, party=party, purpose=REMARK, recipient="Mairie", email="")

    assert timezone.localdate(link.expires_at) == agreement.remarks_until
    page = plain(Client().get(path_of(link)).content.decode())
    assert plain(f"Les remarques ferment le {french.long_date(agreement.remarks_until)}.") in page
    assert page.index(BASE[:30]) < page.index("Article 4 : votre remarque")


def test_link_takes_a_remark_and_other_words(access: Access, agreement: Agreement) -> None:
    agreement.remarks_from = date(2026, 1, 1)
    agreement.save()
    party = make_agreement_party(agreement=agreement)
    key = agreement.texts.get().articles.get().key
    link = make_link(author=access.user, party=party, purpose=REMARK, recipient="Mairie", email="")
    sent = {f"wording_{key}": CAP, f"remark_{key}": "Un plafond.", "said_by": "Lise, mairie"}

    Client().post(path_of(link), sent)

    amendment = ArticleAmendment.objects.get()
    assert (amendment.organisation, amendment.wording, amendment.reason, amendment.told_by) == (
        party.organisation,
        CAP,
        "Un plafond.",
        "Lise, mairie",
    )


def test_partner_is_asked_while_remarks_are_open_until_it_speaks(
    sign_in: SignIn, agreement: Agreement
) -> None:
    today = timezone.localdate()
    Agreement.objects.update(remarks_from=today, remarks_until=today)
    partner = sign_in("partner")
    reader = Access.objects.get(role="partner")
    own = make_spoken_member(cooperation=agreement.cooperation)
    make_agreement_party(agreement=agreement, organisation=own)
    sheet = partner.get(
        reverse("governance:agreement", args=[agreement.cooperation.slug, agreement.pk])
    )

    before = [one.label for one in drafts_to_read(reader, today)]
    make_article_amendment(
        article=agreement.texts.get().articles.get(), wording=USE, organisation=own
    )

    assert "Lire et proposer" in sheet.content.decode()
    assert (before, drafts_to_read(reader, today)) == (["Dire ce que vous changeriez"], [])


def test_a_draft_whose_text_is_closed_is_not_said_to_have_none(
    sign_in: SignIn, agreement: Agreement
) -> None:
    page = reverse("governance:agreement", args=[agreement.cooperation.slug, agreement.pk])
    observer = sign_in("observer")

    closed = plain(observer.get(page).text)
    agreement.texts.all().delete()
    without = plain(observer.get(page).text)

    assert ["sans texte" in one for one in (closed, without)] == [False, True]
    assert "Projet non figé, " in closed
