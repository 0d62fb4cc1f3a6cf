"""Who wants what: recorded with its source, read by whoever may, and never written over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.ground.actors.models import Position
from maillage.ground.directory.models import Actor, Member
from maillage.trade.stakes.models import Stake
from maillage.trade.stakes.positions import states as stake_states
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position, make_source
from tests.ground.directory.makers import make_member_person, make_organisation
from tests.ground.directory.reading import reading
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()


def typed(**more: str) -> dict[str, str]:
    return {
        "value": "-2",
        "source_kind": "phone",
        "source_on": TODAY.strftime("%d/%m/%Y"),
        "source_who": "le secrétariat",
        "said": "Pas au milieu des parcelles.",
        "confidence": "likely",
        "visibility": "officers",
        "last": "0",
    } | more


def a_cell(cooperation: Cooperation) -> tuple[Stake, Actor]:
    return make_stake(cooperation=cooperation), make_member_actor(cooperation=cooperation)


def test_a_position_is_recorded_with_its_source(officer: Client, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)

    answer = officer.post(url(cooperation, "position_cell", stake.pk, actor.pk), typed())

    position = Position.objects.get()
    assert (position.value, position.source.kind, position.source.who, position.visibility) == (
        -2,
        "phone",
        "le secrétariat",
        "officers",
    )
    back = answer.headers["Location"].partition("#")[0]
    assert "−2, gêne ses projets" in plain(officer.get(back).text)


def test_the_cell_keeps_its_history(officer: Client, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)
    before = make_position(
        actor=actor, subject=stake.subject, value=-3, on=TODAY - timedelta(days=60)
    )

    officer.post(url(cooperation, "position_cell", stake.pk, actor.pk), typed(last=str(before.pk)))

    page = plain(officer.get(url(cooperation, "position_cell", stake.pk, actor.pk)).text)
    assert page.index("−2, gêne ses projets</b>") < page.index("−3, touche ses missions</b>")
    assert Position.objects.count() == 2


def test_two_officers_see_both_texts(officer: Client, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)
    other = make_position(actor=actor, subject=stake.subject, value=3, said="Ils y tiennent.")
    address = url(cooperation, "position_cell", stake.pk, actor.pk)

    page = officer.post(address, typed())

    assert (page.status_code, Position.objects.count()) == (409, 1)
    assert "+3, sert ses missions" in plain(page.text)
    assert "Ils y tiennent." in page.text
    assert page.text.count("Pas au milieu des parcelles.") == 2
    assert f'name="last" value="{other.pk}"' in page.text

    officer.post(address, typed(last=str(other.pk)))

    assert list(Position.objects.order_by("pk").values_list("value", flat=True)) == [3, -2]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"value": "5"}, "Une position va de −4 à +4"),
        ({"value": "deux"}, "Une position va de −4 à +4"),
        ({"value": ""}, "Choisissez une réponse"),
        ({"source_on": "01/01/2099"}, "Cette date est dans l’avenir"),
        ({"source_kind": "third", "visibility": "members"}, "reste aux chargées de coopération"),
    ],
)
def test_bad_input_is_refused_and_given_back(
    officer: Client, cooperation: Cooperation, more: dict[str, str], sentence: str
) -> None:
    stake, actor = a_cell(cooperation)

    page = officer.post(url(cooperation, "position_cell", stake.pk, actor.pk), typed(**more))

    assert (page.status_code, Position.objects.count()) == (422, 0)
    assert sentence in plain(page.text)
    assert "Pas au milieu des parcelles." in page.text


def test_a_position_of_a_person_has_a_day_when_it_goes(
    officer: Client, cooperation: Cooperation
) -> None:
    stake = make_stake(cooperation=cooperation)
    person = make_member_person(cooperation=cooperation)
    actor = Actor.objects.create(cooperation=cooperation, person=person)
    address = url(cooperation, "position_cell", stake.pk, actor.pk)

    refused = officer.post(address, typed())
    response = officer.post(
        address, typed(expires_on=(TODAY + timedelta(days=90)).strftime("%d/%m/%Y"))
    )

    assert (refused.status_code, response.status_code) == (422, 302)
    assert Position.objects.get().expires_on == TODAY + timedelta(days=90)


def test_the_silence_of_a_person_is_not_counted(officer: Client, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)
    make_position(actor=actor, subject=stake.subject)
    person = make_member_person(cooperation=cooperation)
    noted = Actor.objects.create(cooperation=cooperation, person=person)

    before = officer.get(url(cooperation, "positions")).text
    make_position(actor=noted, subject=stake.subject, value=-1)
    after = officer.get(url(cooperation, "positions")).text

    assert (str(person) in before, str(person) in after) == (False, True)


def test_a_position_taken_back_leaves_the_former_one(
    officer: Client, cooperation: Cooperation
) -> None:
    stake, actor = a_cell(cooperation)
    make_position(actor=actor, subject=stake.subject, value=1, on=TODAY - timedelta(days=60))
    wrong = make_position(actor=actor, subject=stake.subject, value=-4)

    officer.post(url(cooperation, "position_withdraw", wrong.pk))

    matrix = plain(officer.get(url(cooperation, "positions")).text)
    assert ('data-v="1"' in matrix, 'data-v="-4"' in matrix) == (True, False)
    assert officer.post(url(cooperation, "position_withdraw", wrong.pk)).status_code == 404


def test_a_silence_is_hatched_and_is_no_zero(officer: Client, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)
    make_member_actor(cooperation=cooperation, name="Commune de Machecoul")
    make_position(actor=actor, subject=stake.subject, value=0)

    page = officer.get(url(cooperation, "positions")).text

    assert (page.count('data-v="0"'), page.count('data-v="silent"')) == (1, 1)


def test_under_forty_percent_a_stake_cannot_be_read(
    officer: Client, cooperation: Cooperation
) -> None:
    stake, actor = a_cell(cooperation)
    for name in ("Machecoul", "Legé"):
        make_member_actor(cooperation=cooperation, name=name)
    make_position(actor=actor, subject=stake.subject)

    page = plain(officer.get(url(cooperation, "positions")).text)

    assert "Ne peut pas encore être lu" in page
    assert reading(page).startswith(
        "La matrice ne peut pas encore être lue en entier : trop de silences. "
        "<b>33 % des positions sont connues, la dernière du"
    )


def test_opening_confidential_positions_is_recorded(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    stake, actor = a_cell(cooperation)
    make_position(actor=actor, subject=stake.subject)
    opened = LogEntry.objects.filter(additional_data__event="opening")

    sign_in("partner").get(url(cooperation, "positions"))
    assert opened.count() == 0
    page = officer.get(url(cooperation, "positions"))

    assert opened.count() == 1
    assert "Confidentiel, visible des chargées de coopération." in page.text


def test_a_partner_reads_what_is_shown_to_all(sign_in: SignIn, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)
    make_position(
        actor=actor,
        subject=stake.subject,
        value=2,
        visibility=Visibility.MEMBERS,
        on=TODAY - timedelta(days=90),
    )
    make_position(actor=actor, subject=stake.subject, value=-4, said="Ils mentent.")

    page = sign_in("partner").get(url(cooperation, "positions"))

    assert ('data-v="2"' in page.text, 'data-v="-4"' in page.text) == (True, False)
    assert "Confidentiel" not in page.text


def test_who_told_it_stays_with_its_readers(sign_in: SignIn, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)
    source = make_source(cooperation=cooperation, who="Madame la directrice")
    make_position(actor=actor, subject=stake.subject, visibility=Visibility.MEMBERS, source=source)
    address = url(cooperation, "position_cell", stake.pk, actor.pk)

    assert "Madame la directrice" not in sign_in("partner").get(address).text
    assert "Madame la directrice" in sign_in("officer").get(address).text


def test_a_member_that_left_takes_no_more_position(
    officer: Client, cooperation: Cooperation
) -> None:
    stake, actor = a_cell(cooperation)
    make_position(actor=actor, subject=stake.subject)
    Member.objects.update(until=TODAY)
    address = url(cooperation, "position_cell", stake.pk, actor.pk)

    page = officer.post(address, typed())

    assert Position.objects.count() == 1
    assert f"{actor} n’est plus membre" in plain(page.text)
    assert "Aucun acteur pour l’instant" in officer.get(url(cooperation, "positions")).text


def test_a_merged_structure_leads_to_its_successor(
    officer: Client, cooperation: Cooperation
) -> None:
    stake, actor = a_cell(cooperation)
    assert actor.organisation is not None
    actor.organisation.successor = make_organisation(
        workspace=cooperation.workspace, name="Sud Retz Atlantique"
    )
    actor.organisation.save()

    page = officer.get(url(cooperation, "position_cell", stake.pk, actor.pk))

    assert "a rejoint Sud Retz Atlantique : notez la suite" in plain(page.text)
    assert "<form" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_a_sentence_of_a_note_becomes_a_position(officer: Client, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)
    words = "Ils viendront. Les haies, jamais au milieu."
    source = make_source(cooperation=cooperation, words=words)
    address = url(cooperation, "position_cell", stake.pk, actor.pk)
    requested = f"{address}?note={source.pk}&start=15&end={len(words)}"

    page = officer.get(requested)
    assert "Les haies, jamais au milieu." in page.text
    officer.post(
        requested,
        {
            "value": "-3",
            "said": "Jamais.",
            "confidence": "sure",
            "visibility": "officers",
            "last": "0",
        },
    )

    assert Position.objects.get().source == source


@pytest.mark.parametrize("role", ["team", "elected", "partner"])
def test_others_read_and_do_not_record(
    sign_in: SignIn, cooperation: Cooperation, role: str
) -> None:
    stake, actor = a_cell(cooperation)
    client = sign_in(role)

    page = client.post(url(cooperation, "position_cell", stake.pk, actor.pk), typed())

    assert (page.status_code, Position.objects.count()) == (200, 0)
    assert client.get(url(cooperation, "positions")).status_code == 200


def test_observers_and_strangers_stay_outside(
    sign_in: SignIn, stranger: Client, cooperation: Cooperation
) -> None:
    stake, actor = a_cell(cooperation)

    assert sign_in("observer").get(url(cooperation, "positions")).status_code == 403
    assert stranger.get(url(cooperation, "positions")).status_code == 404
    assert stranger.get(url(cooperation, "position_cell", stake.pk, actor.pk)).status_code == 404


def test_the_matrix_goes_out_with_its_readings(officer: Client, cooperation: Cooperation) -> None:
    stake, actor = a_cell(cooperation)
    make_position(actor=actor, subject=stake.subject, value=-2)

    file = officer.get(f"{url(cooperation, 'positions')}?export=csv").getvalue().decode()

    assert "Partage du coût de l’ingénierie;Rejet commun;-2" in file


@pytest.mark.parametrize("rows", [1, 3])
def test_the_matrix_costs_the_same(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for place in range(rows):
        stake = make_stake(cooperation=cooperation, label=f"Enjeu {place}")
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {place}")
        make_position(actor=actor, subject=stake.subject)

    with django_assert_num_queries(8):
        page = officer.get(url(cooperation, "positions"))

    assert page.text.count('data-v="2"') == rows


def state(access: Access) -> tuple[Level, str]:
    moment = Moment(access.cooperation_id, access.cooperation.slug, TODAY)
    shown_state = stake_states.common_ground_state(stake_states.load(moment))
    return shown_state.level, plain(shown_state.reason)


def test_the_mission_follows_the_positions(access: Access) -> None:
    assert state(access) == (Level.TODO, "Aucun enjeu n’est encore nommé.")
    stake, actor = a_cell(access.cooperation)
    assert state(access)[0] == Level.DOING
    other = make_member_actor(cooperation=access.cooperation, name="Commune de Machecoul")
    make_position(actor=actor, subject=stake.subject)
    assert state(access) == (
        Level.DOING,
        "Aucune position n’est notée pour la Commune de Machecoul.",
    )
    make_position(actor=other, subject=stake.subject)

    assert state(access) == (
        Level.DONE,
        "L’enjeu a sa lecture, et chaque structure a parlé.",
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (3, "Un terrain d’entente."),
        (-3, "Un rejet commun."),
        (0, "Un enjeu où personne ne prend parti."),
    ],
)
def test_those_who_say_the_same_agree_reject_or_take_no_side(
    officer: Client, cooperation: Cooperation, value: int, sentence: str
) -> None:
    stake = make_stake(cooperation=cooperation)
    for name in ("Bouin", "Machecoul", "Rouans"):
        actor = make_member_actor(cooperation=cooperation, name=name)
        make_position(actor=actor, subject=stake.subject, value=value)

    assert sentence in plain(officer.get(url(cooperation, "positions")).text)


def test_a_group_that_said_nothing_is_asked_and_not_sought_among_the_members(
    officer: Client, cooperation: Cooperation
) -> None:
    stake, actor = a_cell(cooperation)
    make_position(actor=actor, subject=stake.subject)
    group = Actor.objects.create(cooperation=cooperation, group="les riverains")

    page = plain(officer.get(url(cooperation, "positions")).text)

    ask_url = url(cooperation, "position_ask", group.pk)
    assert "Écouter les riverains" in page
    main = '<a class="m-button m-button-main m-no-print"'
    assert f'{main} href="{ask_url}">Demander par lien</a>' in page
    assert f'{main} href="{url(cooperation, "who_to_meet")}">' not in page
    assert ">Les riverains<" in page
