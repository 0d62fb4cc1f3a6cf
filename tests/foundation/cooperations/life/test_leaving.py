"""Leaving a cooperation: never the last officer, and one decides of one's private notes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.life.queries import count_private, visible_models
from maillage.foundation.cooperations.life.services import erase_abandoned_notes
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.services import (
    LastOfficerError,
    give_access,
    withdraw_access,
)
from maillage.foundation.journal.models import LogEntry
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.registry import marked_makers


def leaver(access: Access) -> Access:
    """Somebody of the team who wrote one private record in every model, and one for all."""
    record = make_access(cooperation=access.cooperation, role="team")
    for model in visible_models():
        for level in ("me", "officers"):
            marked_makers()[model](
                cooperation=access.cooperation,
                author=record.user,
                visibility=level,
                mark="zqnoteqz",
            )
    return record


def gone(access: Access) -> Access:
    """That person, who has left."""
    return withdraw_access(author=access.user, access=leaver(access))


def levels_written(access: Access) -> set[tuple[str, int]]:
    """Who wrote which level now, over all models: level and author."""
    return {
        pair
        for model in visible_models()
        for pair in model._base_manager.filter(cooperation=access.cooperation).values_list(
            "visibility", "author"
        )
    }


def test_one_leaves_by_oneself(access: Access) -> None:
    record = leaver(access)
    client = signed_in(record)

    page = client.post(
        reverse("cooperations:life_leave", args=[access.cooperation.slug]), follow=True
    )

    record.refresh_from_db()
    assert record.ended_at is not None
    assert page.redirect_chain == [(reverse("cooperations:left_notes", args=[record.pk]), 302)]
    assert f"Les transmettre à {access.user.name}" in page.text
    assert client.get(f"/c/{access.cooperation.slug}/").status_code == 404


def test_who_lost_their_access_finds_their_notes_again(access: Access) -> None:
    left = gone(access)

    page = signed_in(left).get(reverse("missions:portfolio"))

    assert reverse("cooperations:left_notes", args=[left.pk]) in page.text


def test_last_officer_is_told_to_name_another(access: Access, officer: Client) -> None:
    url = reverse("cooperations:life_leave", args=[access.cooperation.slug])

    page = officer.post(url, follow=True)

    access.refresh_from_db()
    assert access.ended_at is None
    assert "invitez d’abord quelqu’un à la conduire" in page.text


def test_last_officer_is_neither_withdrawn_nor_lowered(access: Access) -> None:
    closed = make_access(cooperation=access.cooperation).user
    closed.is_active = False
    closed.save()

    with pytest.raises(LastOfficerError):
        withdraw_access(author=access.user, access=access)
    with pytest.raises(LastOfficerError):
        give_access(
            author=access.user, cooperation=access.cooperation, user=access.user, role="team"
        )

    access.refresh_from_db()
    assert (access.ended_at, access.role) == (None, "officer")


def test_notes_are_handed_over_to_an_officer(access: Access) -> None:
    left = gone(access)
    url = reverse("cooperations:left_notes", args=[left.pk])

    page = signed_in(left).post(url, {"heir": str(access.pk)})

    assert page.headers["Location"] == reverse("missions:portfolio")
    assert count_private(left) == 0
    assert levels_written(access) == {("officers", access.user_id), ("officers", left.user_id)}


def test_notes_are_erased_at_once(access: Access) -> None:
    left = gone(access)

    signed_in(left).post(reverse("cooperations:left_notes", args=[left.pk]), {"heir": "erase"})

    assert levels_written(access) == {("officers", left.user_id)}


def test_notes_left_without_a_choice_are_erased_after_a_month(access: Access) -> None:
    left = gone(access)
    written = count_private(left)

    early = erase_abandoned_notes(timezone.now() + timedelta(days=29))
    late = erase_abandoned_notes(timezone.now() + timedelta(days=31))

    assert (early, late, count_private(left)) == (0, written, 0)
    assert levels_written(access) == {("officers", left.user_id)}
    assert (
        LogEntry.objects.filter(
            action=LogEntry.Action.DELETE, object_repr__contains="zqnoteqz"
        ).count()
        == 0
    )


def test_who_came_back_keeps_their_notes(access: Access) -> None:
    left = gone(access)
    written = count_private(left)
    make_access(user=left.user, cooperation=access.cooperation, role="partner")

    erased = erase_abandoned_notes(timezone.now() + timedelta(days=31))

    assert (erased, count_private(left)) == (0, written)
    page = signed_in(left).get(reverse("cooperations:left_notes", args=[left.pk]))
    assert page.status_code == 404


def test_notes_of_others_are_out_of_reach(access: Access) -> None:
    left = gone(access)
    written = count_private(left)
    url = reverse("cooperations:left_notes", args=[left.pk])

    assert signed_in(access).post(url, {"heir": "erase"}).status_code == 404
    assert count_private(left) == written


def test_notes_go_to_an_officer_of_the_cooperation_alone(access: Access) -> None:
    left, stranger = gone(access), make_access()
    written = count_private(left)
    url = reverse("cooperations:left_notes", args=[left.pk])

    statuses = [
        signed_in(left).post(url, {"heir": heir}).status_code
        for heir in (str(stranger.pk), "", "9" * 40)
    ]

    assert statuses == [404, 302, 404]
    assert count_private(left) == written
