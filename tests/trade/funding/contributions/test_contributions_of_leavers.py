"""What a structure owes when it leaves, merges or when its cooperation goes."""

from datetime import date

from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Member, Organisation
from maillage.roof.departures.services import erase_cooperation
from maillage.trade.funding.contributions import queries, services
from maillage.trade.funding.contributions.words import page_sentence
from maillage.trade.funding.models import Contribution, CostSharing, FrozenKey, FrozenShare
from tests.ground.directory.makers import make_member
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_contribution_receipt,
    make_frozen_key,
)

TODAY = date(2026, 11, 25)
url = pages_of("funding")


def test_who_leaves_still_owes(access: Access) -> None:
    one = make_contribution(cooperation=access.cooperation)
    make_contribution_call(contribution=one)
    Member.objects.filter(organisation=one.organisation_id).update(until=date(2026, 6, 30))
    Organisation.objects.filter(pk=one.organisation_id).update(ended_on=date(2026, 6, 30))

    sentence = plain(page_sentence(queries.year_table(access, [2026], TODAY), 2026))

    assert sentence.endswith("doit encore 1 000 €.")


def test_a_cooperation_that_is_deleted_takes_its_frozen_keys(access: Access) -> None:
    frozen = make_frozen_key(cooperation=access.cooperation)
    services.plan_from_key(access=access, sharing=frozen.key.sharing)

    erase_cooperation(access.cooperation)

    rows = (CostSharing, FrozenKey, FrozenShare, Contribution)
    assert [model.objects.count() for model in rows] == [0, 0, 0, 0]


def test_who_leaves_is_told_to_owe_what_was_called(access: Access, officer: Client) -> None:
    member = make_member(cooperation=access.cooperation)
    one = make_contribution(cooperation=access.cooperation, organisation=member.organisation)
    make_contribution_receipt(contribution=make_contribution_call(contribution=one).contribution)

    page = officer.get(reverse("directory:member_end", args=[access.cooperation.slug, member.pk]))

    assert "Elle doit encore 600 € de contributions appelées : elles restent à recevoir." in plain(
        page.text
    )


def test_what_a_merged_structure_owes_follows_and_stays_written(
    access: Access, officer: Client
) -> None:
    valmorin = make_member(cooperation=access.cooperation).organisation
    one = make_contribution(cooperation=access.cooperation)
    call = make_contribution_call(contribution=one)
    make_contribution_receipt(contribution=one)
    merged = one.organisation
    merged.successor = valmorin
    merged.save()
    page = url(access.cooperation, "contribution_succeed", one.pk)
    undated = plain(officer.post(page, follow=True).text)
    merged.ended_on = date(2026, 7, 1)
    merged.save()
    before = queries.year_table(access, [one.year], TODAY).of_year(one.year)

    shown = plain(officer.get(url(access.cooperation, "contribution", one.pk)).text)
    landed = [officer.post(page, follow=True) for _twice in range(2)]

    taken = Contribution.objects.get(taken_from=one)
    sheet = url(access.cooperation, "contribution", taken.pk)
    assert [(each.status_code, each.request["PATH_INFO"]) for each in landed] == [(200, sheet)] * 2
    assert "Rien ne dit quand cette structure a pris fin" in undated
    after = queries.year_table(access, [one.year], TODAY).of_year(one.year)
    assert "est réunie" in shown
    assert "Reprendre sa contribution" in shown
    assert [body for body, _state in after] == [valmorin]
    assert [(state.called, state.received) for _body, state in after] == [
        (state.called, state.received) for _body, state in before
    ]
    assert (taken.taken_on, one.calls.get(), one.receipts.count()) == (date(2026, 7, 1), call, 1)


def test_a_structure_that_left_and_still_owes_is_said(access: Access, officer: Client) -> None:
    member = make_member(cooperation=access.cooperation)
    one = make_contribution(cooperation=access.cooperation, organisation=member.organisation)
    make_contribution_call(contribution=one)
    Member.objects.filter(pk=member.pk).update(until=date(2026, 6, 30))

    shown = plain(officer.get(url(access.cooperation, "contribution", one.pk)).text)

    assert "a quitté la coopération le 30 juin 2026 et doit encore" in shown
