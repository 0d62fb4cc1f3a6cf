"""Proposals are compared as words, clash on the same ones, are settled, and enter the text."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.queries import to_follow
from maillage.trade.governance.agreements.services import SameTextError, Written, add_version
from maillage.trade.governance.agreements.texts import cut_articles
from maillage.trade.governance.amendments import services
from maillage.trade.governance.amendments.comparing import (
    Change,
    applied,
    clash,
    pieces_of,
    ranges_between,
    tokens_of,
)
from maillage.trade.governance.amendments.papers import amendments_paper
from maillage.trade.governance.models import ArticleAmendment
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.trade.governance.agreements.amended_text import BASE, CAP, USE, proposed
from tests.trade.governance.agreements.makers import make_agreement_party, make_agreement_remark

TWICE = BASE.replace("une fois, avant le 31 mars", "deux fois, avant le 31 mars et le 30 septembre")


def change(wording: str, number: int = 1) -> Change:
    return Change(number, ranges_between(BASE, wording))


def test_text_is_its_words_again() -> None:
    assert "".join(tokens_of(BASE)) == BASE


def test_words_put_in_and_taken_away_are_shown() -> None:
    pieces = [(one.kind, one.words.strip()) for one in pieces_of(BASE, change(CAP))]

    assert pieces[1] == ("ins", ", sans qu’aucun ne paie plus de 40 % du total")
    assert applied(BASE, [change(CAP)]) == CAP


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(USE, CAP, True), (USE, TWICE, False), (CAP, TWICE, False), (CAP, CAP, True)],
)
def test_proposals_clash_on_the_same_words(one: str, other: str, *, expected: bool) -> None:
    assert clash(change(one), change(other, 2)) is expected


def test_all_that_is_accepted_enters_from_the_end() -> None:
    assert applied(BASE, [change(USE), change(TWICE, 2)]) == USE.replace(
        "une fois, avant le 31 mars", "deux fois, avant le 31 mars et le 30 septembre"
    )


def test_wording_that_changes_nothing_is_refused(access: Access, agreement: Agreement) -> None:
    amendment = proposed(agreement, USE)
    amendment.pk, amendment.wording = None, BASE

    with pytest.raises(services.SameWordsError, match="Cette phrase est celle de la version 1"):
        services.propose(access=access, amendment=amendment)


def test_two_that_clash_are_not_both_accepted(officer: Client, agreement: Agreement) -> None:
    one, other = proposed(agreement, USE), proposed(agreement, CAP)
    slug = agreement.cooperation.slug
    sent = {"state": "accepted", "settled_by": "COPIL", "settled_on": "01/10/2026", "version": "1"}

    officer.post(reverse("governance:amendment_settle", args=[slug, one.pk]), sent)
    page = officer.post(reverse("governance:amendment_settle", args=[slug, other.pk]), sent)

    assert "touchent aux mêmes mots. Acceptez l’un, ou composez une phrase commune." in plain(
        page.content.decode()
    )
    assert list(ArticleAmendment.objects.values_list("state", flat=True)) == [
        "accepted",
        "waiting",
    ]


def test_a_common_wording_takes_up_both_and_enters_version_two(
    access: Access, agreement: Agreement
) -> None:
    one, other = proposed(agreement, USE), proposed(agreement, CAP)
    both = USE.replace("précédente", "précédente, dans la limite de 40 % du total")
    common = ArticleAmendment(
        agreement=agreement,
        text=one.text,
        article=one.article,
        wording=both,
        told_on=date(2026, 10, 2),
    )

    made = services.reword(access=access, common=common, taken=[one, other])
    made.state = "accepted"
    services.settle(access=access, amendment=made, read=made.version)
    text = services.consolidate(access=access, agreement=agreement)

    assert (text.number, text.articles.get().words) == (2, both)
    assert set(ArticleAmendment.objects.values_list("state", "reworded_as")) == {
        ("reworded", made.pk),
        ("accepted", None),
    }


def test_amendment_follows_an_article_that_says_the_same(
    access: Access, agreement: Agreement
) -> None:
    amendment = proposed(agreement, USE)

    text = add_version(
        access=access,
        agreement=agreement,
        written=Written(
            date(2026, 10, 2), cut_articles(f"Article 4. Les charges\n{BASE}\nArticle 5\nUn an.")
        ),
    )

    amendment.refresh_from_db()
    assert amendment.text == text


def test_consolidated_text_with_nothing_accepted_is_refused(
    access: Access, agreement: Agreement
) -> None:
    proposed(agreement, USE)

    with pytest.raises(SameTextError, match="Ces mots sont ceux de la version 1"):
        services.consolidate(access=access, agreement=agreement)


def test_queries_are_the_same_for_one_and_three(
    officer: Client, agreement: Agreement, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = reverse("governance:amendments", args=[agreement.cooperation.slug, agreement.pk])
    make_agreement_party(
        agreement=agreement,
        organisation=make_member(cooperation=agreement.cooperation).organisation,
    )
    for wording in (USE, CAP, TWICE):
        proposed(agreement, wording)
        officer.get(page)
        with django_assert_max_num_queries(11):
            officer.get(page)


def test_each_structure_has_its_column_on_paper(access: Access, agreement: Agreement) -> None:
    town, market, fair, school = (
        make_organisation(workspace=access.cooperation.workspace, name=name)
        for name in ("Arbrelles", "Brolles", "Cordes", "Doual")
    )
    amendment = proposed(agreement, TWICE)
    ArticleAmendment.objects.filter(pk=amendment.pk).update(organisation=market)
    make_agreement_remark(
        agreement=agreement, organisation=town, state="taken", answer="C’est dit."
    )
    make_agreement_remark(agreement=agreement, organisation=fair, kind="nothing", words="")
    key = amendment.article.key
    make_agreement_remark(agreement=agreement, organisation=school, article_key=key)

    values = amendments_paper().gather(access, agreement.pk)

    assert values is not None
    remark = "Observation : « Précisez le loyer »."
    wording = "Ôter « une », mettre « deux », mettre « et le 30 septembre ». À trancher."
    assert {name: values[name] for name in ("trois", "deux", "une")} == {
        "trois": [],
        "deux": [
            {
                "a": "Arbrelles",
                "b": "Brolles",
                "deux_lignes": [
                    {
                        "article": "Tout le texte",
                        "a": f"{remark} Prise dans le texte : C’est dit.",
                        "b": "",
                    },
                    {
                        "article": "Article 4. Les charges",
                        "a": "",
                        "b": wording,
                    },
                ],
            },
            {
                "a": "Cordes",
                "b": "Doual",
                "deux_lignes": [
                    {"article": "Tout le texte", "a": "Rien à dire.", "b": ""},
                    {"article": "Article 4. Les charges", "a": "", "b": f"{remark} À répondre."},
                ],
            },
        ],
        "une": [],
    }
    assert values["lignes"] == [
        {
            "article": "Article 4. Les charges",
            "structure": "Brolles",
            "mots": "ôter « une », mettre « deux », mettre « et le 30 septembre »",
            "raison": amendment.reason,
            "decision": "À trancher.",
        }
    ]
    assert write_paper(access, "amendments", agreement.pk, "docx") is not None


@pytest.mark.parametrize(("days", "count"), [(1, 0), (-1, 1)])
def test_what_is_to_settle_waits_once_remarks_are_closed(
    agreement: Agreement, days: int, count: int
) -> None:
    agreement.remarks_until = timezone.localdate() + timedelta(days=days)
    agreement.save()
    proposed(agreement, USE)

    assert to_follow(agreement.cooperation_id).count() == count


def test_a_draft_with_something_to_settle_says_so(officer: Client, agreement: Agreement) -> None:
    agreement.remarks_until = timezone.localdate() - timedelta(days=1)
    agreement.save()
    proposed(agreement, USE)
    slug = agreement.cooperation.slug

    register = officer.get(reverse("governance:agreements", args=[slug])).text
    sheet = plain(officer.get(reverse("governance:agreement", args=[slug, agreement.pk])).text)

    assert ">À trancher<" in register
    assert "Remarques closes le" in sheet
    assert "un amendement est à trancher." in sheet


def test_decision_shows_the_proposals_and_their_clash(
    officer: Client, agreement: Agreement
) -> None:
    one, other = proposed(agreement, USE), proposed(agreement, CAP)
    slug = agreement.cooperation.slug

    for name in ("amendment_settle", "amendment_reword"):
        page = officer.get(reverse(f"governance:{name}", args=[slug, one.pk])).content.decode()

        assert (f'id="m-amend-{one.pk}"' in page, f'id="m-amend-{other.pk}"' in page) == (
            True,
            True,
        )
        assert "touchent aux mêmes mots" in plain(page)
        assert BASE[:30] in page
