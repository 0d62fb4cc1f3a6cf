"""Act or wait: the windows of each structure, the advice they give, and what is not known."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.french import long_date
from maillage.core.windows import Window, windows
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.directory.models import Actor, Member, Organisation
from maillage.trade.context.act_or_wait.points import election_windows, posture_windows
from maillage.trade.context.act_or_wait.rules import Step, advise
from maillage.trade.context.elections import election_times
from maillage.trade.context.models import Move
from maillage.trade.context.signals.points import news_windows
from maillage.trade.governance.joint_decisions.points import council_windows
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor, make_posture, make_subject
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_person
from tests.ground.directory.reading import names_in, plain, reading
from tests.trade.context.history.test_history import url
from tests.trade.context.makers import make_move, make_signal
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision

TODAY = timezone.localdate()
AUTUMN = date(2026, 10, 1)


def days(count: int) -> date:
    """That many days from today."""
    return TODAY + timedelta(days=count)


def window(first: int, last: int | None, *, helps: bool, kind: str = "news") -> Window:
    """A window of a structure, in days from the autumn."""
    ends = None if last is None else AUTUMN + timedelta(days=last)
    return Window(1, AUTUMN + timedelta(days=first), ends, helps, kind, kind=kind)


@pytest.mark.parametrize(
    ("shown_windows", "step", "free_on"),
    [
        ([], Step.PREPARE, None),
        ([window(0, 0, helps=True)], Step.ACT, None),
        ([window(45, 45, helps=True)], Step.ACT, None),
        ([window(46, 46, helps=True)], Step.PREPARE, None),
        ([window(-5, -1, helps=False)], Step.PREPARE, None),
        ([window(-5, 0, helps=False)], Step.WAIT, date(2026, 10, 2)),
        ([window(-5, 9, helps=False), window(0, 0, helps=True)], Step.WAIT, date(2026, 10, 11)),
        (
            [window(-5, 9, helps=False), window(10, 20, helps=False)],
            Step.WAIT,
            date(2026, 10, 22),
        ),
        ([window(-5, None, helps=False), window(0, 0, helps=True)], Step.PREPARE, None),
        ([window(-90, None, helps=True)], Step.PREPARE, None),
        ([window(-90, None, helps=True), window(3, 3, helps=True)], Step.ACT, None),
    ],
)
def test_advice_follows_the_windows(
    shown_windows: list[Window], step: Step, free_on: date | None
) -> None:
    advice = advise(shown_windows, AUTUMN)

    assert (advice.step, advice.free_on) == (step, free_on)


def test_what_hinders_is_said_before_what_helps() -> None:
    shown_windows = [
        window(0, 0, helps=True, kind="council"),
        window(-5, 9, helps=False, kind="news"),
    ]

    assert [one.kind for one in advise(shown_windows, AUTUMN).reasons] == ["news", "council"]


def test_an_election_without_its_days_says_so() -> None:
    (election_time,) = election_times("departement", "44", date(2028, 1, 1), date(2028, 6, 30))

    assert (election_time.first, election_time.last) == (date(2027, 9, 1), date(2028, 3, 31))
    assert election_time.reason.replace("\u00a0", " ") == (
        "période préélectorale (départementales et régionales) du 1er septembre 2027 au "
        "31 mars 2028, jours du scrutin à confirmer par décret"
    )


@pytest.mark.parametrize(
    ("departement", "words"),
    [("", ["n’est pas connu"]), ("01", [""]), ("44", [])],
)
def test_senators_concern_the_departements_of_their_series(
    departement: str, words: list[str]
) -> None:
    names = [
        one.reason
        for one in election_times("commune", departement, date(2026, 8, 1), date(2026, 9, 30))
    ]

    assert len(names) == len(words)
    assert all(word in reason for word, reason in zip(words, names, strict=True))


def test_news_opens_windows_for_each_structure(access: Access, cooperation: Cooperation) -> None:
    pornic = make_member_actor(cooperation=cooperation)
    make_signal(cooperation=cooperation, actors=[pornic], on=days(-3), until=days(20))
    make_signal(cooperation=cooperation, actors=[pornic], effect="neutral", on=days(1))
    make_signal(cooperation=cooperation, actors=[pornic], on=days(-400), until=days(-300))
    observer = make_access(cooperation=cooperation, role="observer")

    result, neutral = sorted(news_windows(access, TODAY, days(90)), key=lambda one: one.first)

    assert (neutral.first, neutral.helps) == (days(1), None)
    assert (result.organisation_id, result.first, result.last, result.helps, result.kind) == (
        pornic.organisation_id,
        days(-3),
        days(20),
        False,
        "news",
    )
    assert news_windows(observer, TODAY, days(90)) == ()


def test_postures_of_structures_alone_are_windows(access: Access, cooperation: Cooperation) -> None:
    whole = make_subject(cooperation=cooperation, kind=SubjectKind.COOPERATION, label="Retz")
    pornic = make_member_actor(cooperation=cooperation)
    person = Actor.objects.create(
        cooperation=cooperation, person=make_person(workspace=cooperation.workspace)
    )
    for actor in (pornic, person):
        make_posture(actor=actor, subject=whole, attitude="hostile")
    make_posture(actor=pornic, attitude="driver")
    team = make_access(cooperation=cooperation, role="team")

    (result,) = posture_windows(access, TODAY, days(90))

    assert (result.organisation_id, result.last, result.helps) == (
        pornic.organisation_id,
        None,
        False,
    )
    assert posture_windows(team, TODAY, days(90)) == []


def test_elections_of_members_are_windows(access: Access, cooperation: Cooperation) -> None:
    bouin = member_with_name(cooperation, "Bouin")
    Organisation.objects.filter(pk=bouin.pk).update(kind="commune")

    results = election_windows(access, date(2031, 9, 1), date(2032, 3, 1))

    assert [(one.organisation_id, one.kind, one.helps) for one in results] == [
        (bouin.pk, "election", False)
    ]


def test_councils_and_open_deliberations_are_windows(
    access: Access, cooperation: Cooperation
) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    dated = make_deliberation(decision=decision, session_on=days(12))
    waiting = make_deliberation(decision=decision)

    results = council_windows(access, TODAY, days(90))

    entry_by_organisation = {
        one.organisation_id: (one.first, one.last, one.helps, one.kind) for one in results
    }
    assert entry_by_organisation[dated.organisation_id] == (days(12), days(12), True, "council")
    assert entry_by_organisation[waiting.organisation_id][1:] == (None, False, "deliberation")


def test_every_room_answers_windows(
    access: Access, cooperation: Cooperation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_signal(cooperation=cooperation, on=TODAY)

    with django_assert_max_num_queries(6):
        results = windows.ask(access, days(-60), days(180))

    assert [one.kind for one in results if one.kind == "news"] == ["news"]


def planned(*organisations: Organisation, **other: object) -> dict[str, object]:
    """What the form of a gesture sends."""
    values_by_name = {
        "label": "Demander le vote",
        "aim": "Avant le budget",
        "around_on": f"{days(30):%d/%m/%Y}",
        "organisations": [one.pk for one in organisations],
        "visibility": "officers",
    }
    return values_by_name | other


def test_a_gesture_is_planned_and_advised(officer: Client, cooperation: Cooperation) -> None:
    bouin, machecoul = (member_with_name(cooperation, name) for name in ("Bouin", "Machecoul"))
    actor = Actor.objects.create(cooperation=cooperation, organisation=bouin)
    make_signal(
        cooperation=cooperation,
        actors=[actor],
        label="Budget contesté",
        on=days(-3),
        until=days(40),
    )

    sent = officer.post(url(cooperation, "move_add"), planned(bouin, machecoul))
    page = plain(officer.get(sent.headers["Location"]).text)

    assert plain(reading(officer.get(sent.headers["Location"]).text)) == plain(
        f"Autour du {long_date(days(30))} : préparer avec Machecoul ; attendre pour Bouin."
    )
    assert "Budget contesté le" in page
    assert "rien de connu autour de cette date" in page
    assert "ce qui se passe chez elle, sa posture" in page
    assert Move.objects.get().visibility == "officers"


def test_a_date_to_come_is_its_own_day_and_an_end_says_so(
    officer: Client, cooperation: Cooperation
) -> None:
    bouin = member_with_name(cooperation, "Bouin")
    actor = Actor.objects.create(cooperation=cooperation, organisation=bouin)
    make_signal(cooperation=cooperation, actors=[actor], on=days(-3), until=days(40))
    make_deliberation(
        decision=make_joint_decision(cooperation=cooperation),
        organisation=bouin,
        session_on=days(12),
    )

    sent = officer.post(url(cooperation, "move_add"), planned(bouin))
    coming = officer.get(sent.headers["Location"]).context["page"].coming

    assert [(one.on, one.reason) for one in coming] == [
        (days(12), "conseil"),
        (days(40), "fin : actualité"),
    ]


def test_a_posture_is_a_reason_and_no_moment(officer: Client, cooperation: Cooperation) -> None:
    whole = make_subject(cooperation=cooperation, kind=SubjectKind.COOPERATION, label="Retz")
    bouin = member_with_name(cooperation, "Bouin")
    actor = Actor.objects.create(cooperation=cooperation, organisation=bouin)
    make_posture(actor=actor, subject=whole, attitude="hostile")
    make_signal(cooperation=cooperation, actors=[actor], label="Budget contesté", on=days(-3))

    sent = officer.post(url(cooperation, "move_add"), planned(bouin))
    page = plain(officer.get(sent.headers["Location"]).text)
    advice, same = page.split("Structure par structure, date par date")

    assert ["posture : hostile" in part for part in (advice, same)] == [True, False]
    assert "Budget contesté" in same


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"around_on": "01/01/2020"}, "Cette date est passée"),
        ({"around_on": "01/01/2150"}, "à plus de cinq ans"),
        ({"around_on": "31/02/2027"}, "Février 2027 a 28 jours"),
        ({"organisations": []}, "Cochez au moins une structure"),
        ({"organisations": ["9" * 40]}, "n’est pas dans la liste"),
        ({"label": ""}, "Écrivez une réponse"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, object], sentence: str
) -> None:
    bouin = member_with_name(cooperation, "Bouin")

    page = officer.post(url(cooperation, "move_add"), planned(bouin) | wrong)

    assert (page.status_code, Move.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_a_gesture_is_said_to_be_made(officer: Client, cooperation: Cooperation) -> None:
    one = make_move(cooperation=cooperation)
    bouin = Organisation.objects.get(name="Bouin")
    page = url(cooperation, "move_edit", one.pk)
    made = planned(bouin, done_on=f"{TODAY:%d/%m/%Y}", outcome="Voté", version="1")

    early = officer.post(page, made | {"done_on": f"{days(3):%d/%m/%Y}"})
    officer.post(page, made)
    second = officer.post(page, made | {"outcome": "Refusé"})

    assert "Cette date est à venir" in plain(early.text)
    assert Move.objects.values_list("done_on", "outcome").get() == (TODAY, "Voté")
    assert second.status_code == 409
    assert names_in(officer.get(url(cooperation, "act_or_wait")).text, one.label) == []


def test_a_structure_that_left_or_merged_is_shown(
    officer: Client, cooperation: Cooperation
) -> None:
    bouin, other = (member_with_name(cooperation, name) for name in ("Bouin", "Machecoul"))
    one = make_move(cooperation=cooperation, organisations=[bouin, other])
    Organisation.objects.filter(pk=bouin.pk).update(successor=other, ended_on=days(-1))
    Member.objects.filter(organisation=other).update(until=days(-1))

    page = plain(officer.get(url(cooperation, "move", one.pk)).text)

    assert "devenue Machecoul : c’est elle qu’il faut viser" in page
    assert "n’est plus membre de la coopération" in page


def test_advice_is_that_of_the_reader(cooperation: Cooperation, sign_in: SignIn) -> None:
    pornic = make_member_actor(cooperation=cooperation)
    assert pornic.organisation is not None
    one = make_move(cooperation=cooperation, organisations=[pornic.organisation], visibility="team")
    make_signal(cooperation=cooperation, actors=[pornic], on=days(-1), until=days(60))

    is_answered_by_role = {
        role: "Attendre le" in plain(sign_in(role).get(url(cooperation, "move", one.pk)).text)
        for role in ("officer", "team")
    }

    assert is_answered_by_role == {"officer": True, "team": False}
    for role in ("elected", "partner", "observer"):
        assert sign_in(role).get(url(cooperation, "move", one.pk)).status_code == 403
    assert sign_in("team").get(url(cooperation, "move_add")).status_code == 403


def test_register_says_to_act_or_to_wait(officer: Client, cooperation: Cooperation) -> None:
    bouin, machecoul = (member_with_name(cooperation, name) for name in ("Bouin", "Machecoul"))
    actor = Actor.objects.create(cooperation=cooperation, organisation=bouin)
    make_signal(cooperation=cooperation, actors=[actor], on=days(-3), until=days(40))
    officer.post(url(cooperation, "move_add"), planned(bouin, machecoul))

    sentence = reading(officer.get(url(cooperation, "act_or_wait")).text)

    assert sentence.endswith(" : préparer avec Machecoul ; attendre pour Bouin.")


def test_empty_page_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    page = plain(officer.get(url(cooperation, "act_or_wait")).text)

    assert "Aucun geste prévu pour l’instant" in page
    assert "Prévoir un geste" in page


def test_a_gesture_asks_as_much_for_one_structure_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 3):
        organisations = [member_with_name(cooperation, f"Commune {n}") for n in range(count)]
        one = make_move(cooperation=cooperation, organisations=organisations)
        make_signal(cooperation=cooperation, on=TODAY)
        officer.get(url(cooperation, "move", one.pk))
        with django_assert_num_queries(11):
            officer.get(url(cooperation, "move", one.pk))


def test_register_asks_as_much_for_one_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 2):
        for number in range(count):
            make_move(cooperation=cooperation, label=f"Geste {count} {number}", organisations=())
        officer.get(url(cooperation, "act_or_wait"))
        with django_assert_num_queries(14):
            officer.get(url(cooperation, "act_or_wait"))


def test_a_gesture_is_found(cooperation: Cooperation, access: Access) -> None:
    make_move(cooperation=cooperation)

    names = [one.name for one in search(access, "convention") if one.kind == "Geste prévu"]

    assert names == ["Demander le vote de la convention"]
