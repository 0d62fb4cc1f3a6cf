"""The time promised, the facts observed, the notices: who reads, who confirms, what goes."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.ground.directory.confidences.services import erase_expired_facts, promise_time
from maillage.ground.directory.models import Availability, Organisation, Person, Reliability
from maillage.ground.directory.notices.points import directory_waits
from maillage.ground.directory.notices.queries import late_notices, past_retention
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import (
    make_availability,
    make_mandate,
    make_member_person,
    make_person,
    make_reliability,
)


def url(cooperation: Cooperation, page: str, number: int) -> str:
    return reverse(f"directory:{page}", args=[cooperation.slug, number])


def test_time_promised_waits_for_the_structure_then_says_so(cooperation: Cooperation) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    person = make_member_person(cooperation=cooperation)
    time = make_availability(cooperation=cooperation, person=person, visibility="members")
    client = signed_in(partner)
    waits = [one.label for one in directory_waits(partner, timezone.localdate())]

    client.post(
        url(cooperation, "person_availability_confirm", time.pk),
        {"organisation": Organisation.objects.get().pk, "on": "03/06/2026"},
    )

    assert waits == ["Confirmer la disponibilité d’Inès Gaborit"]
    assert list(Availability.objects.values_list("confirmed_by__name", "confirmed_on")) == [
        ("Commune de Pornic", date(2026, 6, 3))
    ]
    assert directory_waits(partner, timezone.localdate()) == []


def test_a_later_promise_ends_the_former(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    make_availability(cooperation=access.cooperation, person=person)
    blank = Availability(
        cooperation=access.cooperation,
        author=access.user,
        person=person,
        said="un jour",
        since=date(2026, 9, 1),
    )

    promise_time(author=access.user, availability=blank)

    rows = Availability.objects.order_by("pk").values_list("said", "until")
    assert list(rows) == [("deux jours par mois", date(2026, 9, 1)), ("un jour", None)]


def test_each_reads_the_times_of_their_level(sign_in: SignIn, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    for level in ("officers", "team", "members"):
        make_availability(
            cooperation=cooperation, person=person, visibility=level, said=f"dit-{level}"
        )

    pages = {
        role: sign_in(role).get(url(cooperation, "person_all", person.pk)).text
        for role in ("officer", "team", "partner")
    }

    entry = ("dit-officers", "dit-team", "dit-members")
    assert {role: [text in page for text in entry] for role, page in pages.items()} == {
        "officer": [True, True, True],
        "team": [False, True, True],
        "partner": [False, False, True],
    }


def test_opening_the_facts_is_recorded(access: Access, cooperation: Cooperation) -> None:
    fact = make_reliability(
        cooperation=cooperation, person=make_member_person(cooperation=cooperation)
    )

    page = signed_in(access).get(url(cooperation, "person_reliability", fact.person_id))

    assert "A rendu les trois dossiers promis." in page.text
    assert "SAN-2021-012" in page.text
    openings = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, content_type__model="person")
    assert list(openings.values_list("actor", "object_id", "cooperation_id")) == [
        (access.user_id, fact.person_id, cooperation.pk)
    ]


@pytest.mark.parametrize("role", ["team", "elected", "partner", "observer"])
def test_facts_are_for_officers_alone(role: str, sign_in: SignIn, cooperation: Cooperation) -> None:
    fact = make_reliability(
        cooperation=cooperation, person=make_member_person(cooperation=cooperation)
    )
    client = sign_in(role)

    answer = client.get(url(cooperation, "person_reliability", fact.person_id))
    page = client.get(url(cooperation, "person_all", fact.person_id))

    assert answer.status_code == 403
    assert "Fiabilité" not in page.text


def test_a_fact_has_a_source_a_date_and_an_end(officer: Client, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    page_url = url(cooperation, "person_reliability", person.pk)
    fact = {"fact": "A tenu la date.", "source": "courrier", "observed_on": "01/06/2026"}

    late = officer.post(page_url, {**fact, "expires_on": "01/06/2030"})
    officer.post(page_url, {**fact, "expires_on": "01/06/2027"})

    assert "Choisissez un jour après l’observation, dans les deux ans." in late.text
    assert list(Reliability.objects.values_list("fact", "source", "expires_on")) == [
        ("A tenu la date.", "courrier", date(2027, 6, 1))
    ]


def test_an_erased_fact_leaves_no_word_in_the_journal(
    officer: Client, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    officer.post(
        url(cooperation, "person_reliability", person.pk),
        {
            "fact": "Motzq",
            "source": "courrier",
            "observed_on": "01/06/2026",
            "expires_on": "01/06/2027",
        },
    )
    assert LogEntry.objects.filter(object_repr__contains="Motzq").exists()

    officer.post(url(cooperation, "person_reliability_erase", Reliability.objects.get().pk))

    left = [f"{entry.object_repr} {entry.changes}" for entry in LogEntry.objects.all()]
    assert not Reliability.objects.exists()
    assert [text for text in left if "Motzq" in text] == []


def test_facts_past_their_day_go_alone(cooperation: Cooperation) -> None:
    make_reliability(cooperation=cooperation)
    beside = make_reliability(cooperation=make_cooperation())
    day = timezone.localdate() + timedelta(days=161)

    erased = erase_expired_facts(cooperation=cooperation, today=day)

    assert erased == 1
    assert list(Reliability.objects.all()) == [beside]


def test_people_not_informed_after_a_month_wait_for_the_officer(
    access: Access, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    today = timezone.localdate()
    officer = signed_in(access)

    soon, later = (list(late_notices(access, today + timedelta(days=days))) for days in (27, 32))
    page = officer.get(reverse("directory:person_notices", args=[cooperation.slug]))
    officer.post(
        reverse("directory:person_notices", args=[cooperation.slug]),
        {"people": [person.pk], "on": today.strftime("%d/%m/%Y"), "how": "par courriel"},
    )

    assert (soon, later) == ([], [person])
    assert "Gaborit, Inès" in page.text
    assert list(Person.objects.values_list("informed_on", "informed_how")) == [
        (today, "par courriel")
    ]


def test_retention_passes_three_years_after_the_last_mandate(
    access: Access, cooperation: Cooperation
) -> None:
    gone = make_person(workspace=cooperation.workspace, family_name="Thébault")
    make_mandate(person=gone, since=None, until=date(2022, 6, 30))
    here = make_member_person(cooperation=cooperation)
    make_mandate(person=here, since=None, until=date(2015, 1, 1))
    chosen = make_person(workspace=cooperation.workspace, family_name="Bézier")
    chosen.retained_until = date(2026, 1, 1)
    chosen.save()

    days = (date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 2))
    groups = [[str(one) for one in past_retention(access, day)] for day in days]

    assert groups == [[], ["Inès Thébault"], ["Inès Bézier", "Inès Thébault"]]
