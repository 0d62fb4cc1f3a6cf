"""The part of a structure: proposed, answered, told, ended, handed over."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import gestures_of, waiting
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import Commitment
from maillage.trade.plan.models import ProgressNote, Share, ShareAnswer
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import (
    make_department,
    make_member,
    make_organisation,
    make_spokesperson,
)
from tests.ground.directory.reading import plain
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.makers import make_action, make_progress_note, make_share, make_share_answer

pytestmark = pytest.mark.django_db
TYPED = {"role": "contributor", "does": "prête une salle"}


@pytest.fixture
def share(access: Access) -> Share:
    """The part of Brolles in an action that everybody reads."""
    action = make_action(cooperation=access.cooperation, title="Un tarif commun")
    brolles = make_organisation(workspace=access.cooperation.workspace, name="Brolles")
    make_member(cooperation=access.cooperation, organisation=brolles)
    return make_share(action=action, organisation=brolles)


@pytest.fixture
def speaker(share: Share) -> Access:
    """A partner who speaks for Brolles."""
    access = make_access(cooperation=share.action.cooperation, role=Role.PARTNER)
    make_spokesperson(access=access, organisation=share.organisation)
    return access


def test_part_is_added(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    member = make_member(cooperation=access.cooperation)

    officer.post(
        url(access, "share_add", action.pk), TYPED | {"organisation": member.organisation_id}
    )

    values = Share.objects.values_list("organisation", "role", "does", "asked_on", "since")
    today = timezone.localdate()
    assert list(values) == [(member.organisation_id, "contributor", "prête une salle", None, today)]


def test_structure_has_one_open_part(officer: Client, access: Access, share: Share) -> None:
    typed = TYPED | {"organisation": share.organisation_id}

    refused = officer.post(url(access, "share_add", share.action_id), typed)

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "organisation": [
            "Brolles a déjà une part dans cette fiche : changez son rôle, ou précisez un autre "
            "service."
        ]
    }


def test_service_is_of_its_structure(officer: Client, access: Access, share: Share) -> None:
    cc = make_organisation(workspace=access.cooperation.workspace, name="CC de Valmorin")
    make_member(cooperation=access.cooperation, organisation=cc)
    department = make_department(organisation=cc)
    typed = TYPED | {"organisation": share.organisation_id, "department": department.pk}

    refused = officer.post(url(access, "share_add", share.action_id), typed)

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "department": ["Ce service est celui de la CC de Valmorin, non de Brolles."]
    }


def test_officer_notes_what_was_answered_by_telephone(
    officer: Client, access: Access, share: Share
) -> None:
    typed = {
        "answer": "reserved",
        "words": "hors vacances scolaires",
        "means": "phone",
        "told_by": "M. Oriot",
        "told_on": "07/10/2026",
    }

    officer.post(url(access, "share_answer", share.pk), typed)

    values = ShareAnswer.objects.values_list("answer", "words", "means", "told_by", "told_on")
    assert list(values) == [
        ("reserved", "hors vacances scolaires", "phone", "M. Oriot", date(2026, 10, 7))
    ]
    page = officer.get(url(access, "action", share.action_id))
    assert page.context["sheet"].sentence == "Une part avec réserve."
    assert str(ShareAnswer.objects.get()) == "Brolles : avec réserve"
    assert page.context["reserves"] == [
        "Brolles : « hors vacances scolaires » (par téléphone, 7\xa0octobre 2026)"
    ]


def test_days_are_noted_with_the_answer(officer: Client, access: Access, share: Share) -> None:
    page = url(access, "share_answer", share.pk)
    typed = {"answer": "accepted", "means": "phone", "told_on": "07/10/2026"}
    assert "Jours par an" in officer.get(page).text

    officer.post(page, {**typed, "days_needed": "12,5", "days_read": ""})

    share.refresh_from_db()
    assert share.days_needed == Decimal("12.5")
    assert [one.quantity for one in Commitment.objects.all()] == [Decimal("12.5")]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"answer": "accepted"}, 8),
        ({"answer": "accepted", "days_needed": "6", "days_read": "6.0"}, 8),
        ({"answer": "refused", "days_needed": "3", "days_read": "8.0"}, 8),
        ({"answer": "accepted", "days_needed": "", "days_read": "8.0"}, None),
    ],
)
def test_days_change_only_when_the_writer_changed_them(
    speaker: Access, share: Share, typed: dict[str, str], days: int | None
) -> None:
    Share.objects.update(days_needed=8)

    signed_in(speaker).post(url(speaker, "share_answer", share.pk), typed)

    share.refresh_from_db()
    assert (share.days_needed, ShareAnswer.objects.count()) == (days, 1)


def test_days_that_came_meanwhile_are_read_first(speaker: Access, share: Share) -> None:
    Share.objects.update(days_needed=8)
    page, partner = url(speaker, "share_answer", share.pk), signed_in(speaker)
    typed = {"answer": "accepted", "days_needed": "3", "days_read": "6.0"}

    first = partner.post(page, typed)

    assert (first.status_code, ShareAnswer.objects.count()) == (409, 0)
    assert "une autre réponse a été notée : 8 jours." in plain(first.text)
    assert 'name="days_read" value="8.0"' in first.text
    partner.post(page, {**typed, "days_read": "8.0"})
    share.refresh_from_db()
    assert share.days_needed == 3


def test_page_of_an_answer_says_of_what_it_is(officer: Client, access: Access) -> None:
    share = make_share(
        action=make_action(cooperation=access.cooperation, title="Un tarif commun"),
        does="délibère sur le tarif",
        role="pilot",
        due_on=date(2027, 2, 15),
    )

    pages = [
        plain(officer.get(url(access, page, share.pk)).text)
        for page in ("share_answer", "share_progress")
    ]

    words = "« Un tarif commun » : pilote, pour le 15 février 2027 ; délibère sur le tarif."
    assert [words in one for one in pages] == [True, True]


def test_reserve_has_its_words(officer: Client, access: Access, share: Share) -> None:
    typed = {"answer": "reserved", "means": "phone", "told_on": "07/10/2026"}

    refused = officer.post(url(access, "share_answer", share.pk), typed)

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "words": ["Dites la réserve en une phrase : elle compte autant que l’accord."]
    }


def test_structure_answers_for_itself(speaker: Access, share: Share) -> None:
    partner = signed_in(speaker)

    assert [one.label for one in waiting.ask(speaker, timezone.localdate())] == [
        "Dire si vous prenez votre part"
    ]
    partner.post(url(speaker, "share_answer", share.pk), {"answer": "accepted"})

    assert list(ShareAnswer.objects.values_list("answer", "means", "told_by")) == [
        ("accepted", "account", speaker.user.name)
    ]
    assert waiting.ask(speaker, timezone.localdate()) == []


def test_partner_answers_for_nobody_else(speaker: Access, share: Share) -> None:
    other = make_share(action=share.action)

    answer = signed_in(speaker).post(url(speaker, "share_answer", other.pk), {"answer": "accepted"})

    assert answer.status_code == 404
    assert not ShareAnswer.objects.exists()


def test_partner_says_how_far_its_part_has_come(speaker: Access, share: Share) -> None:
    typed = {"state": "running", "words": "La salle est prête.", "days_needed": "3", "version": "1"}

    signed_in(speaker).post(url(speaker, "share_progress", share.pk), typed)

    share.refresh_from_db()
    assert (share.state, str(share.days_needed)) == ("running", "3.0")
    assert list(ProgressNote.objects.values_list("action", "share", "words", "state")) == [
        (share.action_id, share.pk, "La salle est prête.", "")
    ]


def test_part_of_which_nothing_is_noted_says_so(officer: Client, share: Share) -> None:
    share.action.state = "running"
    share.action.save()
    make_progress_note(action=share.action, share=share)
    make_share(action=share.action)
    slug = share.action.cooperation.slug

    page = officer.get(reverse("plan:action", args=[slug, share.action_id])).text

    assert page.count("pas encore dit") == 1


def test_partner_changes_nothing_else(speaker: Access, share: Share) -> None:
    partner = signed_in(speaker)

    statuses = [
        partner.get(url(speaker, name, number)).status_code
        for name, number in (
            ("share_edit", share.pk),
            ("share_end", share.pk),
            ("action_edit", share.action_id),
            ("action_progress", share.action_id),
        )
    ]

    assert statuses == [403, 403, 403, 403]


def test_coordinator_of_the_team_changes_its_action_alone(sign_in: SignIn, access: Access) -> None:
    team = make_access(cooperation=access.cooperation, role=Role.TEAM)
    own = make_action(cooperation=access.cooperation, coordinator=team.user)
    other = make_action(cooperation=access.cooperation)
    client = signed_in(team)

    statuses = [client.get(url(team, "action_edit", one.pk)).status_code for one in (own, other)]

    assert statuses == [200, 404]


def test_answered_part_ends_and_stays(officer: Client, access: Access, share: Share) -> None:
    make_share_answer(share=share)
    typed = {"until": "28/11/2026", "leaving": "quitte le dispositif", "version": "1"}

    officer.post(url(access, "share_end", share.pk), typed)

    share.refresh_from_db()
    assert (share.until, share.leaving) == (date(2026, 11, 28), "quitte le dispositif")
    page = officer.get(url(access, "action", share.action_id))
    assert page.context["former"] == [
        "Brolles, jusqu’au 28\xa0novembre 2026 : quitte le dispositif"
    ]


def test_part_that_nobody_answered_goes(officer: Client, access: Access, share: Share) -> None:
    officer.post(url(access, "share_end", share.pk), {"until": "28/11/2026", "version": "1"})

    assert not Share.objects.exists()


def test_part_of_a_merged_structure_is_handed_over(
    officer: Client, access: Access, share: Share
) -> None:
    valmorin = make_organisation(workspace=access.cooperation.workspace, name="Valmorin")
    merged = share.organisation
    merged.successor, merged.ended_on = valmorin, date(2026, 1, 1)
    merged.save()
    make_share_answer(share=share)

    gesture = officer.get(url(access, "action", share.action_id)).context["gesture"]
    officer.post(url(access, "share_succeed", share.pk))

    assert gesture.reason == (
        "Brolles est réunie à Valmorin depuis le 1er\xa0janvier 2026 : sa part lui est-elle "
        "reprise ?"
    )
    values = Share.objects.order_by("pk").values_list("organisation", "leaving", "asked_on")
    assert list(values) == [
        (merged.pk, "réunie à Valmorin", share.asked_on),
        (valmorin.pk, "", None),
    ]


def test_a_part_refused_calls_for_another(officer: Client, access: Access, share: Share) -> None:
    Share.objects.update(due_on=date(2027, 3, 4))
    make_share_answer(share=share, answer="refused")
    page = url(access, "action", share.action_id)
    address = url(access, "share_add", share.action_id) + f"?role={share.role}"

    sheet = officer.get(page).text
    (line,) = waiting.ask(access, timezone.localdate())

    assert (address in sheet, "4 mars" in sheet) == (True, False)
    assert (line.url, line.verb) == (address, "La proposer à un autre")


def test_silent_part_comes_back_to_the_officer(access: Access, share: Share) -> None:
    share.asked_on = date(2026, 6, 1)
    share.save()

    shown = waiting.ask(access, date(2026, 11, 29))

    assert [(one.label, one.reason) for one in shown] == [
        (
            "Relancer Brolles : Un tarif commun",
            "Sa part attend une réponse depuis le 1er\xa0juin 2026.",
        )
    ]


def test_silent_parts_are_counted_before_their_list_is_cut(
    access: Access, share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maillage.trade.plan.actions.points.MOST_ALIKE", 2)
    for _rank in range(4):
        make_share(action=share.action)
    Share.objects.update(asked_on=date(2026, 6, 1))
    refused = make_share(action=share.action, asked_on=date(2026, 6, 1))
    make_share_answer(share=refused, answer="refused")

    shown = gestures_of(waiting.ask(access, date(2026, 11, 29)))

    assert [one.label for one in shown] == ["Cinq parts sans réponse depuis deux mois"]
    assert shown[0].reason.endswith("et trois autres.")


def test_days_are_read_by_the_team_and_by_their_structure(
    sign_in: SignIn, speaker: Access, share: Share
) -> None:
    share.days_needed = 3
    share.save()
    page = url(speaker, "action", share.action_id)

    shown = [
        [one.days for one in client.get(page).context["shares"]]
        for client in (sign_in("team"), signed_in(speaker), sign_in("elected"))
    ]

    assert shown == [["3\xa0jours"], ["3\xa0jours"], [""]]


def test_a_refused_part_gives_no_days(officer: Client, share: Share) -> None:
    Share.objects.update(days_needed=5)
    make_share_answer(share=share, answer="refused", words="Faute de bras.")
    page = reverse("plan:action", args=[share.action.cooperation.slug, share.action_id])

    context = officer.get(page).context

    assert ([one.days for one in context["shares"]], context["gives"]) == ([""], False)


@pytest.mark.parametrize("count", [1, 3])
def test_sheet_costs_the_same_for_one_and_three(
    officer: Client,
    access: Access,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    action = make_action(cooperation=access.cooperation)
    for _number in range(count):
        make_share_answer(share=make_share(action=action))

    with django_assert_num_queries(27):
        officer.get(url(access, "action", action.pk))
