"""Who owes what to whom, what waits, what the map and the digest say of it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.core import french
from maillage.core.agenda import Alike, Waiting, gestures_of
from maillage.core.probes import Moment
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.rights.services import anonymise_person
from maillage.ground.missions.reminders.services import write_reminders
from maillage.trade.governance.commitments import states as judges
from maillage.trade.governance.commitments.points import (
    commitments_come,
    commitments_of_sheet,
    commitments_wait,
)
from maillage.trade.governance.commitments.queries import my_commitments
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.foundation.mail.makers import make_rhythm
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member_person
from tests.ground.directory.reading import plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.commitments.makers import (
    make_commitment,
    make_commitment_step,
    make_spoken_commitment,
)

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def test_each_structure_owes_and_expects(officer: Client, cooperation: Cooperation) -> None:
    bouin, pornic = member_with_name(cooperation, "Bouin"), member_with_name(cooperation, "Pornic")
    one = make_commitment(cooperation=cooperation, organisation=bouin, due_on=YESTERDAY)
    Commitment.objects.filter(pk=one.pk).update(owed_to=pornic, delivered=4, state="promised")
    make_commitment(cooperation=cooperation, organisation=bouin)

    page = officer.get(url(cooperation, "my_commitments"))

    rows = [
        (
            shown.name,
            shown.sums.replace("\u00a0", " "),
            *map(len, (shown.owes, shown.requested, shown.expects)),
        )
        for shown in page.context["organisations"]
    ]
    assert rows == [("Bouin", "20 jours", 1, 1, 0)]
    assert "à Pornic, promis" in plain(page.text)
    assert page.context["gives"].receivers == ["La coopération", "Pornic"]
    assert [
        (name, [(cell.receiver, len(cell.gifts), cell.is_late) for cell in cells])
        for name, cells in page.context["gives"].rows
    ] == [("Bouin", [("La coopération", 1, False), ("Pornic", 1, True)])]
    assert page.text.count('class="m-cell-due"') == 1
    assert "Demandé, sans réponse" in page.text
    assert plain(reading(page.text)) == "Deux engagements sont ouverts ; un est en retard."


def test_of_many_structures_the_next_to_give_are_shown(
    officer: Client, cooperation: Cooperation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(my_commitments, "MOST", 1)
    for name, days in (("Bouin", 5), ("Pornic", -2), ("Rouans", -1)):
        make_commitment(
            cooperation=cooperation,
            organisation=member_with_name(cooperation, name),
            due_on=TODAY + timedelta(days=days),
        )

    page = officer.get(url(cooperation, "my_commitments"))

    assert [one.name for one in page.context["organisations"]] == ["Pornic"]
    assert "Et 2 autres structures" in page.text
    assert "Trois engagements sont ouverts ; deux sont en retard." in plain(page.text)


def test_a_partner_follows_those_they_speak_for(cooperation: Cooperation) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    make_spoken_commitment(cooperation=cooperation)
    make_commitment(cooperation=cooperation, organisation=member_with_name(cooperation, "Bouin"))

    page = signed_in(partner).get(url(cooperation, "my_commitments"))

    assert [one.name for one in page.context["organisations"]] == ["Commune de Pornic"]


def test_who_speaks_for_nobody_is_told_what_to_do(cooperation: Cooperation) -> None:
    elected = signed_in(make_access(cooperation=cooperation, role="elected"))

    page = elected.get(url(cooperation, "my_commitments"))

    assert "Vous ne parlez encore pour aucune structure" in page.text


def test_a_person_is_asked_for_what_bears_their_name(
    officer: Client, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_commitment(cooperation=cooperation, person=person)

    (shown,) = officer.get(url(cooperation, "my_commitments")).context["people"]

    assert (shown.name, len(shown.requested)) == ("Inès Gaborit", 1)


def test_page_asks_as_much_for_one_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 2):
        for _number in range(count):
            make_commitment(cooperation=cooperation)
        with django_assert_num_queries(8):
            officer.get(url(cooperation, "my_commitments"))


def test_late_ones_wait_for_the_officer_and_demands_for_the_structure(
    access: Access, cooperation: Cooperation
) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    one = make_spoken_commitment(cooperation=cooperation)
    late = make_commitment(cooperation=cooperation, due_on=YESTERDAY)

    part = f"{french.with_article(str(late.organisation))} : {late.label}"

    groups = [commitments_wait(reader, TODAY) for reader in (access, partner)]

    assert groups == [
        [
            Waiting(
                f"Relancer {part}",
                f"C’était pour le {french.long_date(YESTERDAY)}.",
                url(cooperation, "commitment", late.pk),
                verb="Relancer",
                alike=Alike(
                    "%(n)s promesses en retard",
                    url(cooperation, "commitments"),
                    "Les relancer",
                    total=1,
                ),
                part=part,
            )
        ],
        [
            Waiting(
                "Dire si vous le promettez",
                one.label,
                url(cooperation, "commitment_step", one.pk),
                minutes=3,
                verb="Répondre",
            )
        ],
    ]


def test_late_ones_are_counted_before_their_list_is_cut(
    access: Access, cooperation: Cooperation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maillage.trade.governance.commitments.points.MOST_ALIKE", 2)
    for _rank in range(6):
        make_commitment(cooperation=cooperation, due_on=YESTERDAY)

    (late,) = gestures_of(commitments_wait(access, TODAY))

    assert late.label == "Six promesses en retard"
    assert late.reason.endswith("et quatre autres.")


def test_what_is_due_comes_among_the_dates(access: Access, cooperation: Cooperation) -> None:
    one = make_commitment(cooperation=cooperation, due_on=TODAY)
    done = make_commitment(cooperation=cooperation, due_on=TODAY)
    Commitment.objects.filter(pk=done.pk).update(state="delivered")

    pairs = [(come.on, come.url) for come in commitments_come(access, TODAY, TODAY)]

    assert pairs == [(TODAY, url(cooperation, "commitment", one.pk))]


def test_the_sheet_of_a_person_tells_what_they_give(
    access: Access, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_commitment(cooperation=cooperation, person=person)

    groups = [
        [panel.title for panel in commitments_of_sheet(access, kind, number)]
        for kind, number in (
            ("person", person.pk),
            ("person", person.pk + 1),
            ("body", 1),
        )
    ]

    assert groups == [["Engagements pris"], [], []]


def test_the_digest_tells_what_is_late(cooperation: Cooperation, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://maillage.exemple.fr"
    access = make_access(cooperation=cooperation)
    Access.objects.filter(pk=access.pk).update(given_at=datetime(2026, 10, 1, tzinfo=UTC))
    make_rhythm(user=access.user, every="month")
    one = make_commitment(cooperation=cooperation, due_on=date(2026, 10, 30))

    written = write_reminders(datetime(2026, 11, 2, 7, 1, tzinfo=UTC))

    letter = Letter.objects.get()
    assert (written, letter.key) == (1, f"reminder:{access.user_id}:2026-11")
    assert f"Relancer {french.with_article(str(one.organisation))} : {one.label}" in letter.text
    assert f"https://maillage.exemple.fr{url(cooperation, 'commitment', one.pk)}" in letter.text


def test_the_digest_says_the_words_of_the_day_and_nothing_hidden(
    cooperation: Cooperation, settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://maillage.exemple.fr"
    access = make_access(cooperation=cooperation)
    Access.objects.filter(pk=access.pk).update(given_at=datetime(2026, 10, 1, tzinfo=UTC))
    make_rhythm(user=access.user, every="month")
    for name in ("Une salle", "Un véhicule"):
        make_commitment(cooperation=cooperation, label=name, due_on=date(2026, 10, 30))
    other = make_access(cooperation=cooperation).user
    make_commitment(
        cooperation=cooperation,
        label="Un secret",
        due_on=date(2026, 10, 30),
        visibility="me",
        author=other,
    )
    Letter.objects.all().delete()

    write_reminders(datetime(2026, 11, 2, 7, 1, tzinfo=UTC))

    (letter,) = Letter.objects.filter(to=access.user.email)
    assert "- Deux promesses en retard. " in letter.text
    assert ["Une salle" in letter.text, "Un secret" in letter.text] == [True, False]


@pytest.mark.parametrize(
    ("states", "negotiated", "moving", "supported"),
    [
        ((), "todo", "todo", "todo"),
        (("asked",), "doing", "doing", "doing"),
        (("promised", "confirmed"), "doing", "doing", "done"),
        (("confirmed",), "done", "doing", "done"),
        (("confirmed", "delivered"), "done", "done", "done"),
        (("withdrawn",), "todo", "todo", "todo"),
    ],
)
def test_missions_follow_the_commitments(
    cooperation: Cooperation,
    states: tuple[str, ...],
    negotiated: str,
    moving: str,
    supported: str,
) -> None:
    for state in states:
        one = make_commitment(cooperation=cooperation)
        Commitment.objects.filter(pk=one.pk).update(state=state)

    facts = judges.load(Moment(cooperation.pk, cooperation.slug, TODAY))

    lines = [
        judge(facts).level.value
        for judge in (judges.resources_negotiated, judges.set_in_motion, judges.partners_supported)
    ]
    assert lines == [negotiated, moving, supported]


def test_a_late_commitment_ages_the_missions(cooperation: Cooperation) -> None:
    make_commitment(cooperation=cooperation, due_on=YESTERDAY)
    facts = judges.load(Moment(cooperation.pk, cooperation.slug, TODAY))

    assert judges.set_in_motion(facts).reason == "Un engagement est en retard."
    assert judges.partners_supported(facts).level.value == "aged"


def test_missions_do_not_read_what_members_may_not(cooperation: Cooperation) -> None:
    make_commitment(cooperation=cooperation, visibility="officers", due_on=YESTERDAY)

    facts = judges.load(Moment(cooperation.pk, cooperation.slug, TODAY))

    assert (facts.all, facts.late, facts.next_on) == (0, 0, None)


def test_an_erased_person_leaves_the_commitments(access: Access, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    one = make_commitment(cooperation=cooperation, person=person)
    commitment = make_commitment(cooperation=cooperation, label="Mme Gaborit, deux jours")
    make_commitment_step(
        commitment=one, kind="promised", told_by="Inès Gaborit", quantity=Decimal(2)
    )

    anonymise_person(author=access.user, place=cooperation, person=person)

    one.refresh_from_db()
    commitment.refresh_from_db()
    assert (one.person, one.label) == (None, "Deux jours de géomatique par mois")
    assert (commitment.label, "gaborit" in commitment.folded) == ("…", False)
    assert set(CommitmentStep.objects.values_list("told_by", flat=True)) == {"", "…"}


@pytest.mark.parametrize(("late", "role"), [(True, "officer"), (False, "officer"), (True, "team")])
def test_page_calls_for_what_is_late_to_whoever_reminds(
    sign_in: SignIn, cooperation: Cooperation, role: str, *, late: bool
) -> None:
    days = -3 if late else 60
    make_commitment(cooperation=cooperation, due_on=TODAY + timedelta(days=days))

    page = sign_in(role).get(url(cooperation, "my_commitments")).text

    assert ('class="m-expected"' in page) == (late and role == "officer")
