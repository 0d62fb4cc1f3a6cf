"""Wished or imposed: the words of each structure over time, who reads them, what is refused."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.french import long_date
from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.ground.directory.models import Actor, Member, Organisation
from maillage.trade.context.models import NatureReading
from maillage.trade.context.nature.queries import MemberNature
from maillage.trade.context.nature.states import NatureFacts, nature_read
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.makers import make_person
from tests.ground.directory.reading import expected, names_in, plain, reading
from tests.trade.context.history.test_history import url
from tests.trade.context.makers import make_nature_reading

TODAY = timezone.localdate()
SPRING, AUTUMN = date(2026, 3, 2), date(2026, 10, 5)


@pytest.fixture
def pornic(cooperation: Cooperation) -> Actor:
    """A member structure, as an actor."""
    return make_member_actor(cooperation=cooperation)


def nature_data(actor: Actor, **other: object) -> dict[str, object]:
    """What the form of a reading sends."""
    values = {
        "actor": actor.pk,
        "nature": "accepted",
        "moved_by": "Une aide finance un poste",
        "said": "Nous restons si le poste reste.",
        "source_kind": "interview",
        "source_on": f"{TODAY:%d/%m/%Y}",
        "source_who": "la présidente",
        "confidence": "likely",
        "visibility": "officers",
        "read": "0",
    }
    return values | other


def test_register_tells_the_word_and_the_way(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    make_member_actor(cooperation=cooperation, name="Commune de Machecoul")
    make_nature_reading(actor=pornic, nature="imposed", on=SPRING)
    make_nature_reading(actor=pornic, on=AUTUMN, moved_by="une aide finance un poste")

    page = officer.get(url(cooperation, "nature"))
    unread = officer.get(url(cooperation, "nature") + "?filtres=1&a-lire=on")

    words = plain(page.text)
    assert "acceptée</td>" in words
    assert "plus souhaitée qu’en mars 2026 (imposée) : une aide finance un poste" in words
    assert '<polyline points="6.0,38.0 ' in page.text
    assert (
        plain(reading(page.text))
        == "Une structure membre lue sur deux. Pour une, la coopération est acceptée."
    )
    both = ("Commune de Pornic", "Commune de Machecoul")
    assert names_in(unread.text, *both) == ["Commune de Machecoul"]


def test_a_reading_follows_the_former(
    officer: Client, access: Access, cooperation: Cooperation, pornic: Actor
) -> None:
    former = make_nature_reading(actor=pornic, nature="imposed", on=SPRING)

    officer.post(url(cooperation, "nature_add"), nature_data(pornic, read=former.pk))

    rows = NatureReading.objects.order_by("pk").values_list("nature", "on", "author")
    assert list(rows) == [
        ("imposed", SPRING, former.author_id),
        ("accepted", TODAY, access.user_id),
    ]
    page = plain(officer.get(url(cooperation, "nature_of", pornic.pk)).text)
    assert "Imposée<small>" in page
    assert "Ce qui l’a fait bouger : Une aide finance un poste" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nature": "5"}, "n’en fait pas partie"),
        ({"nature": ""}, "Choisissez une réponse"),
        ({"actor": ""}, "Choisissez une réponse"),
        ({"actor": "9" * 40}, "ne fait pas partie"),
        ({"source_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}, "Cette date est dans l’avenir"),
        ({"source_kind": "officer", "visibility": "team"}, "reste aux chargées de coopération"),
    ],
)
def test_bad_input_is_refused(
    officer: Client,
    cooperation: Cooperation,
    pornic: Actor,
    wrong: dict[str, object],
    sentence: str,
) -> None:
    page = officer.post(url(cooperation, "nature_add"), nature_data(pornic) | wrong)

    assert (page.status_code, NatureReading.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_a_person_is_never_read(officer: Client, access: Access, cooperation: Cooperation) -> None:
    person = make_person(workspace=cooperation.workspace)
    actor = Actor.objects.create(cooperation=cooperation, person=person)

    officer.post(url(cooperation, "nature_add"), nature_data(actor))

    assert NatureReading.objects.count() == 0
    assert officer.get(url(cooperation, "nature_of", actor.pk)).status_code == 404


def test_the_second_of_two_officers_reads_the_first(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    officer.post(url(cooperation, "nature_add"), nature_data(pornic, nature="pressed"))

    second = officer.post(url(cooperation, "nature_add"), nature_data(pornic))
    response = officer.post(
        url(cooperation, "nature_add"), nature_data(pornic, read=NatureReading.objects.get().pk)
    )

    assert second.status_code == 422
    assert "a noté « plutôt imposée »" in plain(second.text)
    assert "Nous restons si le poste reste." in second.text
    assert response.status_code == 302
    assert NatureReading.objects.count() == 2


def test_a_wrong_reading_is_withdrawn_and_stays(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    make_nature_reading(actor=pornic, nature="imposed", on=SPRING)
    wrong = make_nature_reading(actor=pornic, nature="wished", on=AUTUMN)

    officer.post(url(cooperation, "nature_withdraw", wrong.pk))

    page = plain(officer.get(url(cooperation, "nature_of", pornic.pk)).text)
    assert "Imposée, le 2 mars 2026." in page
    assert "(retirée)" in page


def test_who_left_or_merged_is_shown(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    other = make_member_actor(cooperation=cooperation, name="Commune de Machecoul")
    for actor in (pornic, other):
        make_nature_reading(actor=actor)
    Member.objects.filter(organisation=pornic.organisation).update(until=date(2026, 1, 1))
    Organisation.objects.filter(actors=other).update(
        successor=pornic.organisation, ended_on=date(2026, 1, 1)
    )

    page = plain(officer.get(url(cooperation, "nature")).text)
    sheet = plain(officer.get(url(cooperation, "nature_of", other.pk)).text)

    assert "n’est plus membre" in page
    assert "devenue Commune de Pornic" in page
    assert "Elle est devenue Commune de Pornic : relisez" in sheet


def test_a_reading_of_more_than_a_year_is_to_be_read_again(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    for days, word in ((366, "imposed"), (365, "accepted")):
        make_nature_reading(actor=pornic, nature=word, on=TODAY - timedelta(days=days))
        page = officer.get(url(cooperation, "nature")).text
        assert ("à relire : plus de douze mois" in page) == (days == 366)


def test_roles_read_their_levels(cooperation: Cooperation, sign_in: SignIn, pornic: Actor) -> None:
    make_nature_reading(actor=pornic, nature="wished", on=SPRING, visibility="members")
    make_nature_reading(actor=pornic, nature="imposed", on=AUTUMN)

    lines_by_name = {}
    for role in ("officer", "team", "partner"):
        words = plain(sign_in(role).get(url(cooperation, "nature")).text)
        lines_by_name[role] = [
            word for word in ("souhaitée", "imposée") if f">{word}</td>" in words
        ]

    assert lines_by_name == {
        "officer": ["imposée"],
        "team": ["souhaitée"],
        "partner": ["souhaitée"],
    }
    assert sign_in("observer").get(url(cooperation, "nature")).status_code == 403
    assert sign_in("team").get(url(cooperation, "nature_add")).status_code == 403


@pytest.mark.parametrize("role", ["partner", "elected", "team"])
def test_what_is_not_open_is_never_said_unread(
    cooperation: Cooperation, sign_in: SignIn, pornic: Actor, role: str
) -> None:
    make_nature_reading(actor=pornic, nature="imposed", on=AUTUMN)
    other = make_member_actor(cooperation=cooperation, name="Commune de Vue")
    make_nature_reading(actor=other, nature="wished", on=SPRING, visibility="members")
    client = sign_in(role)

    page = plain(client.get(url(cooperation, "nature")).text)
    sheet = plain(client.get(url(cooperation, "nature_of", pornic.pk)).text)

    assert "rien d’ouvert à votre lecture" in page
    assert "Rien d’ouvert à votre lecture." in sheet
    assert "pas encore lue" not in page + sheet
    assert (
        "D’après ce qui vous est ouvert : une structure membre lue sur deux. Pour une, la "
        "coopération est souhaitée." in page
    )


def test_an_opening_is_recorded(officer: Client, access: Access, cooperation: Cooperation) -> None:
    officer.get(url(cooperation, "nature"))

    entries = LogEntry.objects.filter(
        action=LogEntry.Action.ACCESS, actor=access.user, object_repr=str(cooperation)
    )
    assert entries.count() == 1


def test_nature_asks_as_much_for_one_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {number}")
        make_nature_reading(actor=actor)
        if number == 1:
            continue
        officer.get(url(cooperation, "nature"))
        with django_assert_num_queries(8):
            officer.get(url(cooperation, "nature"))


def test_sheet_of_a_structure_tells_its_nature(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    make_nature_reading(actor=pornic)
    page = reverse("directory:organisation", args=[cooperation.slug, pornic.organisation_id])

    assert "Pour elle, la coopération est" in plain(officer.get(page).text)


def test_empty_page_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    assert "Placez d’abord les structures" in plain(officer.get(url(cooperation, "nature")).text)


@pytest.mark.parametrize(
    ("words", "level", "step"),
    [
        (("", ""), Level.TODO, "Noter une première lecture"),
        (("wished", ""), Level.DOING, "Lire : B."),
        (("wished", "imposed"), Level.DONE, "Conduire la suite avec B"),
        (("wished", "accepted"), Level.DONE, ""),
    ],
)
def test_mission_follows_the_readings(words: tuple[str, ...], level: Level, step: str) -> None:
    pairs = zip("AB", words, strict=True)
    members = [MemberNature(name, word, TODAY if word else None) for name, word in pairs]

    state = nature_read(NatureFacts(members, TODAY, "/n/"))

    assert state.level == level
    assert state.next_step.startswith(step)


def test_mission_says_the_day_of_what_was_read_long_ago() -> None:
    days = [TODAY - timedelta(days=number) for number in (366, 400, 365)]
    members = [MemberNature(name, "wished", day) for name, day in zip("ABC", days, strict=True)]
    one = nature_read(NatureFacts([members[0], members[2]], TODAY, "/n/"))
    two = nature_read(NatureFacts(members, TODAY, "/n/"))
    fresh = nature_read(NatureFacts([members[2]], TODAY, "/n/"))

    assert [(state.level, state.reason) for state in (one, two)] == [
        (Level.AGED, f"Une lecture a plus de douze mois : A, le {long_date(days[0])}."),
        (
            Level.AGED,
            "Deux lectures ont plus de douze mois, la plus ancienne de B, le "
            f"{long_date(days[1])}.",
        ),
    ]
    assert (fresh.level, fresh.until) == (Level.DONE, TODAY)


@pytest.mark.parametrize(
    ("role", "days", "is_called"),
    [("officer", 400, True), ("officer", 30, False), ("elected", 400, False)],
)
def test_page_calls_for_the_reading_that_the_map_calls_for(
    sign_in: SignIn,
    cooperation: Cooperation,
    pornic: Actor,
    role: str,
    days: int,
    *,
    is_called: bool,
) -> None:
    on = timezone.localdate() - timedelta(days=days)
    make_nature_reading(actor=pornic, on=on, visibility="members")

    page = sign_in(role).get(url(cooperation, "nature")).text

    says = f"La lecture de {pornic} a plus de douze mois." in expected(page)
    assert (says, 'class="m-expected"' in page) == (is_called, is_called)
