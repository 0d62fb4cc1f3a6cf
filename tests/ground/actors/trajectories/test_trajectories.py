"""Who moved since a day: what is compared, what is told, who may read it."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.analysis.actor_game import PairChange, actor_game, compare_games
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.influences.queries import earlier_game, game_on
from maillage.ground.actors.models import Position, Subject
from maillage.ground.actors.readings.services import withdraw_reading
from maillage.ground.actors.since import months_before, requested_since
from maillage.ground.actors.trajectories.queries import games_compared, position_moves
from maillage.ground.actors.trajectories.views import pair_words
from maillage.ground.directory.models import Actor
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.games import record_game
from tests.ground.actors.makers import (
    make_influence,
    make_member_actor,
    make_position,
    make_posture,
    make_subject,
)
from tests.ground.directory.reading import plain, reading
from tests.links_to import page_at
from tests.trade.context.makers import make_signal
from tests.trade.dialogue.makers import make_compromise
from tests.trade.governance.makers import make_body, make_meeting

TODAY = timezone.localdate()
LONG_AGO, LATELY = TODAY - timedelta(days=300), TODAY - timedelta(days=5)
BEFORE = "ce qui venait d’avoir lieu, sans lien établi : "
url = page_at("actors:trajectories")


def moves(text: str) -> list[list[str]]:
    """The cells of each line of the table: actor and move, subject, before, now, fact, event."""
    body = text.partition('<tbody role="rowgroup">')[2].partition("</tbody>")[0]
    lines = [line.split("</td>")[:-1] for line in body.split("</tr>")[:-1]]
    return [[plain(re.sub(r"<[^>]+>", " ", cell)) for cell in line] for line in lines]


@pytest.fixture
def charter(cooperation: Cooperation) -> Subject:
    return make_subject(cooperation=cooperation, label="Charte")


def hold_meeting(cooperation: Cooperation, days: int, name: str = "COPIL") -> date:
    """A meeting of a political body, held some days ago."""
    day = TODAY - timedelta(days=days)
    meeting = make_meeting(body=make_body(cooperation=cooperation, name=name), held_on=day)
    meeting.concluded_on = day
    meeting.save()
    return day


def test_a_posture_that_changed_is_shown(officer: Client, pornic: Actor, charter: Subject) -> None:
    make_posture(actor=pornic, subject=charter, attitude=Attitude.HOSTILE, on=LONG_AGO)
    make_posture(
        actor=pornic, subject=charter, attitude=Attitude.DRIVER, on=LATELY, said="A voté pour."
    )

    text = officer.get(url(pornic.cooperation)).text

    line = moves(text)[0]
    assert line[:3] == [
        "Commune de Pornic se rapproche Charte",
        "avant hostile",
        "maintenant impulseur",
    ]
    assert "A voté pour." in line[3]
    assert reading(text) == "Depuis 6 mois : un acteur a changé de posture."
    assert text.count('<path class="line"') == 1


def test_a_position_that_changed_bears_the_name_of_the_analysis(
    officer: Client, pornic: Actor, charter: Subject
) -> None:
    make_position(actor=pornic, subject=charter, value=-1, on=LONG_AGO)
    make_position(actor=pornic, subject=charter, value=2, on=LATELY)

    text = officer.get(url(pornic.cooperation, "?quoi=positions")).text

    assert moves(text)[0][:3] == [
        "Commune de Pornic bascule Charte",
        "avant plutôt contre (−1)",
        "maintenant pour (+2)",
    ]


def test_moves_and_zones_are_those_of_the_analysis(access: Access) -> None:
    reference_game = record_game(access, "toy4", LONG_AGO)
    subjects = list(Subject.objects.order_by("pk"))
    changed = [list(row) for row in reference_game.positions]
    for actor, subject, value in ((0, 0, -3), (2, 4, 3), (3, 1, 2)):
        changed[actor][subject] = value
        make_position(
            actor=reference_game.actors[actor], subject=subjects[subject], value=value, on=LATELY
        )

    since = requested_since(access, {"depuis": months_before(TODAY, 6).isoformat()}, TODAY)
    trajectories = position_moves(access, since, TODAY)
    compared = games_compared(access, game_on(access, since.day), game_on(access, TODAY))

    games = [
        actor_game(
            reference_game.names, reference_game.influences, reference_game.subjects, positions
        )
        for positions in (reference_game.positions, changed)
    ]
    wanted = compare_games(games[0], games[1])
    numbers = {
        actor.pk: name
        for actor, name in zip(reference_game.actors, reference_game.names, strict=True)
    }
    labels = {subject.pk: subject.label for subject in subjects}
    assert {
        (numbers[one.place[0]], labels[one.place[1]], one.was, one.now)
        for one in trajectories.moved
    } == {(one.actor, one.subject, one.before, one.after) for one in wanted.moves}
    assert sorted(
        (sorted((numbers[int(one.first)], numbers[int(one.second)])), one.before, one.after)
        for one in compared.pairs
    ) == sorted((sorted((one.first, one.second)), one.before, one.after) for one in wanted.pairs)


def test_default_is_the_last_steering_meeting(
    officer: Client, pornic: Actor, charter: Subject
) -> None:
    day = hold_meeting(pornic.cooperation, 40)
    hold_meeting(pornic.cooperation, 90, "Comité de mars")
    make_posture(actor=pornic, subject=charter, attitude=Attitude.HOSTILE, on=LONG_AGO)
    make_posture(actor=pornic, subject=charter, attitude=Attitude.NEUTRAL, on=LATELY)

    text = officer.get(url(pornic.cooperation)).text

    assert f'<option value="{day.isoformat()}" selected>' in text
    assert reading(text).startswith("Depuis la séance du ")
    assert "Comité de mars" in text


def test_the_last_event_before_the_reading_is_shown(
    officer: Client, pornic: Actor, charter: Subject
) -> None:
    hold_meeting(pornic.cooperation, 60, "Comité des maires")
    make_posture(actor=pornic, subject=charter, attitude=Attitude.HOSTILE, on=LONG_AGO)
    make_posture(actor=pornic, subject=charter, attitude=Attitude.NEUTRAL, on=LATELY)

    since = months_before(TODAY, 6).isoformat()
    text = officer.get(url(pornic.cooperation, f"?depuis={since}")).text

    assert moves(text)[0][4].startswith(f"{BEFORE}Comité des maires, ")


def test_three_pairs_are_named_and_the_others_counted() -> None:
    names = dict(enumerate("ABCDE"))
    changes = [PairChange("0", str(other), 0, other) for other in range(4, 0, -1)]

    pairs = pair_words(changes, names, closer=True)

    assert pairs == ["A et E", "A et D", "A et C", "et une autre paire"]


def test_news_of_partners_is_an_event(officer: Client, pornic: Actor, charter: Subject) -> None:
    make_signal(
        cooperation=pornic.cooperation,
        label="Installation du conseil",
        on=TODAY - timedelta(days=20),
        actors=(),
    )
    make_posture(actor=pornic, subject=charter, on=LATELY)

    text = officer.get(url(pornic.cooperation)).text

    assert moves(text)[0][4].startswith(f"{BEFORE}Installation du conseil, ")


def test_an_accepted_compromise_is_an_event(
    officer: Client, pornic: Actor, charter: Subject
) -> None:
    for title, settlement, visibility in (
        ("La clé de 2027", "accepted", Visibility.OFFICERS),
        ("Le quai", "dropped", Visibility.OFFICERS),
        ("À une collègue", "accepted", Visibility.ME),
    ):
        compromise = make_compromise(
            cooperation=pornic.cooperation, title=title, visibility=visibility
        )
        compromise.settlement, compromise.settled_on = settlement, LATELY
        compromise.save()
    make_posture(actor=pornic, subject=charter, on=LATELY)

    text = officer.get(url(pornic.cooperation)).text

    assert moves(text)[0][4].startswith(f"{BEFORE}Compromis accepté : La clé de 2027, ")


def test_an_event_of_today_explains_and_is_no_day_to_compare_from(
    officer: Client, pornic: Actor, charter: Subject
) -> None:
    hold_meeting(pornic.cooperation, 0, "Comité des maires")
    make_posture(actor=pornic, subject=charter, on=TODAY)

    text = officer.get(url(pornic.cooperation)).text

    assert moves(text)[0][4].startswith(f"{BEFORE}Comité des maires, ")
    assert f'<option value="{TODAY.isoformat()}"' not in text


def test_nothing_moved_and_nothing_known(officer: Client, pornic: Actor, charter: Subject) -> None:
    silent = officer.get(url(pornic.cooperation)).text
    make_posture(actor=pornic, subject=charter, on=LONG_AGO)
    still = officer.get(url(pornic.cooperation)).text

    assert "Rien à comparer pour l’instant" in silent
    assert reading(still) == "Depuis 6 mois : aucune posture n’a changé."


@pytest.mark.parametrize(
    ("kind", "gesture", "page"),
    [
        ("postures", "Noter une posture", "actors:posture_add"),
        ("positions", "Noter une position", "stakes:positions"),
    ],
)
def test_the_first_gesture_is_to_note_what_is_compared(
    officer: Client, cooperation: Cooperation, kind: str, gesture: str, page: str
) -> None:
    text = officer.get(url(cooperation, f"?quoi={kind}")).text

    link = text.partition('<a class="m-button m-button-main"')[2].partition("</a>")[0]
    assert (gesture in link, reverse(page, args=[cooperation.slug]) in link) == (True, True)


def test_a_withdrawn_reading_is_no_move(
    officer: Client, access: Access, pornic: Actor, charter: Subject
) -> None:
    make_position(actor=pornic, subject=charter, value=1, on=LONG_AGO)
    wrong = make_position(actor=pornic, subject=charter, value=-4, on=LATELY)
    withdraw_reading(author=access.user, reading=wrong, topic="positions")

    text = officer.get(url(pornic.cooperation, "?quoi=positions")).text

    assert moves(text) == []


def test_what_another_keeps_alone_is_no_move(
    access: Access, pornic: Actor, charter: Subject
) -> None:
    make_posture(
        actor=pornic,
        subject=charter,
        on=LATELY,
        author=access.user,
        visibility=Visibility.ME,
        said="Secret",
    )
    colleague = signed_in(make_access(cooperation=pornic.cooperation))

    assert "Secret" not in colleague.get(url(pornic.cooperation)).text
    assert "Secret" in signed_in(access).get(url(pornic.cooperation)).text


def test_one_subject_is_read_alone(
    officer: Client, pornic: Actor, retz: Actor, charter: Subject
) -> None:
    make_posture(actor=pornic, subject=charter, on=LATELY)
    make_posture(actor=retz, on=LATELY)

    text = officer.get(url(pornic.cooperation, f"?sujet={charter.pk}")).text

    assert [line[0] for line in moves(text)] == ["Commune de Pornic première lecture Charte"]


@pytest.mark.parametrize("query", ["?jour=zut", "?jour=01/01/2150", "?depuis=hier&quoi=x&sujet=y"])
def test_bad_input_is_refused_or_left_out(officer: Client, pornic: Actor, query: str) -> None:
    make_posture(actor=pornic)

    assert officer.get(url(pornic.cooperation, query)).status_code == 200


def test_file_holds_the_same(officer: Client, pornic: Actor, charter: Subject) -> None:
    make_posture(actor=pornic, subject=charter, on=LATELY, said="A voté pour.")

    rows = officer.get(url(pornic.cooperation, "?export=csv")).content.decode("utf-8-sig")

    assert rows.splitlines()[1].startswith(
        "Commune de Pornic;Charte;première lecture;rien de connu;"
    )


@pytest.mark.parametrize("role", [Role.TEAM, Role.ELECTED, Role.PARTNER, Role.OBSERVER])
def test_others_are_refused(sign_in: SignIn, pornic: Actor, role: str) -> None:
    assert sign_in(role).get(url(pornic.cooperation)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    access: Access, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer, place = signed_in(access), access.cooperation
    for number in range(count):
        actor = make_member_actor(cooperation=place, name=f"Commune {number}")
        make_posture(actor=actor, on=LONG_AGO)
        make_posture(actor=actor, on=LATELY, attitude=Attitude.DRIVER)

    with django_assert_num_queries(23):
        officer.get(url(place))

    assert Position.objects.count() == 0


def test_a_first_reading_is_no_move(officer: Client, pornic: Actor, charter: Subject) -> None:
    make_posture(actor=pornic, subject=charter, attitude=Attitude.NEUTRAL, on=LATELY)
    alone = reading(officer.get(url(pornic.cooperation)).text)
    other = make_member_actor(cooperation=pornic.cooperation, name="Rouans")
    make_posture(actor=other, subject=charter, attitude=Attitude.HOSTILE, on=LONG_AGO)
    make_posture(actor=other, subject=charter, attitude=Attitude.DRIVER, on=LATELY)

    both = reading(officer.get(url(pornic.cooperation)).text)

    assert alone == "Depuis 6 mois : aucune posture n’a changé ; s’y ajoute une première lecture."
    moved = "Depuis 6 mois : un acteur a changé de posture"
    assert both == f"{moved} ; s’y ajoute une première lecture."


def test_zones_compare_what_is_known_on_both_days(access: Access) -> None:
    reference_game = record_game(access, "toy4", LONG_AGO)
    first, second = reference_game.actors[:2]
    make_influence(actor=second, target=first, strength=4, on=LATELY)
    game, before = game_on(access, TODAY), game_on(access, TODAY - timedelta(days=400))

    assert earlier_game(access, game, before.day).influences == 0
    assert earlier_game(access, game, TODAY).by_number == game.by_number
