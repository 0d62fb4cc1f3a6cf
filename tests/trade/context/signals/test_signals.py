"""Partner news: noted, answered, recalled; who reads it, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import Upcoming, Waiting, dates, gestures_of, waiting
from maillage.core.excerpts import excerpts
from maillage.core.personal import Somebody
from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.directory.models import Actor, Member, Organisation
from maillage.trade.context.heading.states import MovingFacts, heading_state, timing_state
from maillage.trade.context.models import HeadingStep, Relation, Signal, SignalAnswer
from maillage.trade.context.personal import context_rooms
from maillage.trade.context.signals.queries import SignalFact
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor, make_source
from tests.ground.directory.reading import names_in, plain, reading
from tests.trade.context.history.test_history import url
from tests.trade.context.makers import (
    make_heading_step,
    make_nature_reading,
    make_relation,
    make_signal,
    make_signal_answer,
)

TODAY = timezone.localdate()
NOW = f"{TODAY:%d/%m/%Y}"


def days(count: int) -> date:
    """That many days from today."""
    return TODAY + timedelta(days=count)


def signal_data(**other: object) -> dict[str, object]:
    """What the form of a piece of news sends."""
    parts_by_name = {
        "kind": "budget",
        "label": "Vote du budget du département",
        "on": "05/10/2026",
        "actors": [],
        "effect": "adverse",
        "effect_on": "le poste partagé",
        "until": "31/03/2027",
        "said": "Les crédits baissent d’un tiers.",
        "source_kind": "written",
        "source_on": NOW,
        "source_who": "Ouest-Journal",
        "visibility": "officers",
    }
    return parts_by_name | other


def answered(**other: object) -> dict[str, object]:
    """What the form of an answer sends."""
    return {"answer": "hold", "reason": "Le poste est voté.", "on": NOW, "version": "1"} | other


@pytest.fixture
def pornic(cooperation: Cooperation) -> Actor:
    """A member structure, as an actor."""
    return make_member_actor(cooperation=cooperation)


def test_news_is_noted_with_whom_it_concerns(
    officer: Client, access: Access, cooperation: Cooperation, pornic: Actor
) -> None:
    officer.post(url(cooperation, "signal_add"), signal_data(actors=[pornic.pk]))

    signal = Signal.objects.get()
    assert [party.actor for party in signal.parties.all()] == [pornic]
    assert (signal.author, signal.source.who) == (access.user, "Ouest-Journal")
    sheet = plain(officer.get(url(cooperation, "signal", signal.pk)).text)
    assert "contraire sur « le poste partagé », jusqu’au 31 mars 2027" in sheet
    assert "un écrit" in sheet


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"until": "01/10/2026"}, "L’effet finit avant l’actualité"),
        ({"on": "01/01/2150", "until": ""}, "à plus de dix ans"),
        ({"until": "01/01/2150"}, "à plus de dix ans"),
        ({"on": "31/02/2026"}, "Février 2026 a 28 jours"),
        ({"kind": "rumeur"}, "n’en fait pas partie"),
        ({"label": ""}, "Écrivez une réponse"),
        ({"actors": ["9" * 40]}, "n’est pas dans la liste"),
        ({"source_kind": "third", "visibility": "team"}, "reste aux chargées de coopération"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, object], sentence: str
) -> None:
    page = officer.post(url(cooperation, "signal_add"), signal_data() | wrong)

    assert (page.status_code, Signal.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_an_answer_follows_the_former(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    one = make_signal(cooperation=cooperation)
    page = url(cooperation, "signal_answer", one.pk)

    officer.post(page, answered(answer="wait", again_on=f"{days(30):%d/%m/%Y}"))
    waits = Signal.objects.get()
    officer.post(page, answered(version="2", reason="Le budget est voté."))

    assert (waits.answer, waits.again_on) == ("wait", days(30))
    signal = Signal.objects.get()
    assert (signal.answer, signal.answered_on, signal.again_on) == ("hold", TODAY, None)
    rows = SignalAnswer.objects.values_list("answer", "reason", "recorded_by")
    assert list(rows) == [
        ("wait", "Le poste est voté.", access.user_id),
        ("hold", "Le budget est voté.", access.user_id),
    ]


def test_to_adapt_leads_to_the_heading(officer: Client, cooperation: Cooperation) -> None:
    one = make_signal(cooperation=cooperation)

    page = officer.post(url(cooperation, "signal_answer", one.pk), answered(answer="adapt"))

    assert page.headers["Location"] == url(cooperation, "heading_amend") + f"?actualite={one.pk}"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "Dites pourquoi, en une phrase."),
        ({"answer": "wait"}, "Attendre, c’est jusqu’à un jour"),
        ({"answer": "wait", "again_on": "01/01/2150"}, "dans les deux ans"),
        ({"answer": "wait", "again_on": "01/01/2020"}, "Choisissez un jour à venir"),
        ({"on": "01/01/2150"}, "Cette date est à venir"),
        ({"on": "01/01/1990"}, "à plus de dix ans"),
        ({"answer": "fuir"}, "n’en fait pas partie"),
    ],
)
def test_a_bad_answer_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, object], sentence: str
) -> None:
    one = make_signal(cooperation=cooperation)

    page = officer.post(url(cooperation, "signal_answer", one.pk), answered(**wrong))

    assert (page.status_code, SignalAnswer.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_two_officers_answering_see_both_texts(officer: Client, cooperation: Cooperation) -> None:
    one = make_signal(cooperation=cooperation)
    page = url(cooperation, "signal_answer", one.pk)
    officer.post(page, answered())

    second = officer.post(page, answered(answer="adapt", reason="Le poste disparaît."))

    assert second.status_code == 409
    assert "disparaît" in second.text
    assert SignalAnswer.objects.count() == 1


def test_register_says_what_waits_and_narrows(officer: Client, cooperation: Cooperation) -> None:
    make_signal(cooperation=cooperation, label="Vote refusé", on=date(2026, 5, 4))
    signal = make_signal(cooperation=cooperation, label="Départ annoncé", kind="departure")
    make_signal_answer(signal=signal)
    make_signal(cooperation=cooperation, label="Élection", kind="election", on=days(90))

    page = officer.get(url(cooperation, "signals"))
    waiting = officer.get(url(cooperation, "signals") + "?filtres=1&sans-reponse=on")
    left = officer.get(url(cooperation, "signals") + "?filtres=1&nature=departure")

    names = ("Vote refusé", "Départ annoncé", "Élection")
    assert plain(reading(page.text)) == "Une actualité attend une réponse, depuis le 4 mai 2026."
    assert names_in(page.text, *names) == list(names)
    assert names_in(waiting.text, *names) == ["Vote refusé"]
    assert names_in(left.text, *names) == ["Départ annoncé"]


def test_unanswered_news_is_in_my_day(access: Access, cooperation: Cooperation) -> None:
    one = make_signal(cooperation=cooperation, on=date(2026, 5, 4))
    waited = make_signal(cooperation=cooperation, label="Fusion")
    make_signal_answer(signal=waited, answer="wait", again_on=days(-1))
    make_signal(cooperation=cooperation, label="À venir", on=days(10))
    partner = make_access(cooperation=cooperation, role="partner")

    waiting_lines = waiting.ask(access, TODAY)

    assert replace(waiting_lines[0], alike=None) == Waiting(
        "Répondre à « Vote du budget »",
        "Depuis le 4\u00a0mai 2026 : tenir le cap, s’adapter ou attendre ?",
        url(cooperation, "signal_answer", one.pk),
        minutes=3,
        verb="Répondre",
        part="Vote du budget",
    )
    assert [one.label for one in waiting_lines[1:]] == ["Répondre à « Fusion »"]
    assert waiting.ask(partner, TODAY) == []


def test_news_past_three_is_one_gesture(access: Access, cooperation: Cooperation) -> None:
    for number in range(4):
        make_signal(cooperation=cooperation, label=f"Vote {number}", on=date(2026, 5, 4))

    lines = waiting.ask(access, TODAY)
    (gesture,) = gestures_of(lines)

    assert [one.alike.total for one in lines if one.alike] == [4] * 4
    assert gesture.label == "Quatre actualités attendent une réponse"
    assert gesture.url == url(cooperation, "signals") + "?filtres=1&sans-reponse=1"


def test_dated_news_is_among_the_next_dates(access: Access, cooperation: Cooperation) -> None:
    one = make_signal(cooperation=cooperation, on=days(3), until=days(40))
    observer = make_access(cooperation=cooperation, role="observer")

    assert dates.ask(access, TODAY, days(30)) == [
        Upcoming(
            days(3),
            "Vote du budget",
            "Actualité, effet contraire",
            url(cooperation, "signal", one.pk),
        )
    ]
    assert dates.ask(observer, TODAY, days(30)) == []


def test_a_sentence_of_a_note_becomes_news(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    note = make_source(cooperation=cooperation, words="La directrice part en mars. Suite.")
    sent = {name: value for name, value in signal_data().items() if not name.startswith("source")}
    page = url(cooperation, "signal_add") + f"?note={note.pk}&start=0&end=27"

    shown = officer.get(page)
    officer.post(page, sent)

    offered = [one.label for one in excerpts.ask(access)]
    assert "En faire une actualité" in offered
    assert shown.context["form"].initial["said"] == "La directrice part en mars."
    assert Signal.objects.get().source == note


def test_who_left_stays_on_the_news(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    one = make_signal(cooperation=cooperation, actors=[pornic])
    Member.objects.filter(organisation__actors=pornic).update(until=date(2026, 1, 1))
    Organisation.objects.filter(actors=pornic).update(ended_on=date(2026, 1, 1))

    officer.post(
        url(cooperation, "signal_edit", one.pk), signal_data(actors=[pornic.pk], version="1")
    )

    assert [party.actor for party in one.parties.all()] == [pornic]
    form = officer.get(url(cooperation, "signal_add")).context["form"]
    assert list(form.fields["actors"].queryset) == []


def test_roles_read_their_levels(cooperation: Cooperation, sign_in: SignIn) -> None:
    make_signal(cooperation=cooperation, label="Presse", visibility="members")
    make_signal(cooperation=cooperation, label="Confidence")

    seen = {
        role: names_in(sign_in(role).get(url(cooperation, "signals")).text, "Presse", "Confidence")
        for role in ("officer", "team", "partner")
    }

    assert seen == {"officer": ["Presse", "Confidence"], "team": ["Presse"], "partner": ["Presse"]}
    assert sign_in("observer").get(url(cooperation, "signals")).status_code == 403
    assert sign_in("team").get(url(cooperation, "signal_add")).status_code == 403


def test_signals_ask_as_much_for_one_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 2):
        for _number in range(count):
            make_signal(cooperation=cooperation)
        officer.get(url(cooperation, "signals"))
        with django_assert_num_queries(11):
            officer.get(url(cooperation, "signals"))


def test_sheet_of_a_structure_tells_what_happens(
    officer: Client, cooperation: Cooperation, pornic: Actor
) -> None:
    make_signal(cooperation=cooperation, actors=[pornic])
    page = reverse("directory:organisation", args=[cooperation.slug, pornic.organisation_id])

    assert "Ce qui arrive chez elle" in plain(officer.get(page).text)


def test_news_is_found(cooperation: Cooperation, access: Access) -> None:
    make_signal(cooperation=cooperation, label="Le département se retire")

    names = [one.name for one in search(access, "département") if one.kind == "Actualité"]

    assert names == ["Le département se retire"]


def test_a_person_is_told_and_forgotten(access: Access, cooperation: Cooperation) -> None:
    somebody = Somebody(1, cooperation.workspace_id, "person:1", "Lise Vrignaud", ("Vrignaud",))
    make_relation(cooperation=cooperation, said="Mme Vrignaud a claqué la porte.")
    make_nature_reading(actor=make_member_actor(cooperation=cooperation), said="Vrignaud")
    make_heading_step(cooperation=cooperation, why="Mme Vrignaud le demande.")
    make_signal_answer(
        signal=make_signal(cooperation=cooperation, label="Départ de Mme Vrignaud"),
        reason="Vrignaud part.",
    )

    numbers = [
        len(chapter.rows) for room in context_rooms() for chapter in room.export(access, somebody)
    ]
    for room in context_rooms():
        room.forget(somebody)

    assert numbers == [1, 4]
    assert Relation.objects.get().said == "…"
    assert HeadingStep.objects.get().why == "…"
    assert Signal.objects.values_list("label", "folded").get() == ("…", "...")
    assert SignalAnswer.objects.get().reason == "…"
    assert [c.rows for room in context_rooms() for c in room.export(access, somebody)] == [[], []]


def facts(
    heading_on: date | None, *signals: tuple[str, date, date | None], today: date = TODAY
) -> MovingFacts:
    """A heading of this day, and news: its answer, its day, the day to look at it again."""
    signal_facts = [
        SignalFact("Vote", on, answer, on if answer else None, again)
        for answer, on, again in signals
    ]
    return MovingFacts(heading_on, signal_facts, today, "/cap/", "/actualites/")


@pytest.mark.parametrize(
    ("moving_facts", "heading", "timing"),
    [
        (facts(None), Level.TODO, Level.TODO),
        (facts(days(-10)), Level.DONE, Level.TODO),
        (facts(None, ("hold", days(-10), None)), Level.DOING, Level.DONE),
        (facts(days(-10), ("", days(-1), None)), Level.DOING, Level.DOING),
        (facts(days(-10), ("hold", days(-2), None)), Level.DONE, Level.DONE),
        (
            facts(days(-10), ("hold", days(-2), None), ("", days(-1), None)),
            Level.AGED,
            Level.AGED,
        ),
        (facts(days(-10), ("wait", days(-9), days(-1))), Level.AGED, Level.AGED),
        (facts(days(-200), ("hold", days(-190), None)), Level.AGED, Level.AGED),
    ],
)
def test_missions_follow_the_heading_and_the_news(
    moving_facts: MovingFacts, heading: Level, timing: Level
) -> None:
    assert (heading_state(moving_facts).level, timing_state(moving_facts).level) == (
        heading,
        timing,
    )


def test_a_state_holds_until_news_calls() -> None:
    moving_facts = facts(days(-10), ("hold", days(-2), None), ("", days(5), None))

    assert heading_state(moving_facts).until == days(5)
