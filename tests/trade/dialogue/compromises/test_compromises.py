"""Options × structures: what each one says, which option all can live with, what would unlock."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.analysis.compromise import Answer
from maillage.analysis.compromise import compromise as analysed
from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.compromises import states as compromise_states
from maillage.trade.dialogue.compromises.queries import standing_answers
from maillage.trade.dialogue.compromises.rules import read_answers
from maillage.trade.dialogue.models import (
    Compromise,
    CompromiseOption,
    CompromiseParty,
    OptionAnswer,
)
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.reading import plain, reading, section
from tests.links_to import pages_of
from tests.trade.dialogue.compromises.table import ANSWERS, NAMES, OPTIONS, a_table
from tests.trade.dialogue.makers import (
    make_compromise,
    make_compromise_option,
    make_conflict,
    make_option_answer,
)

TODAY = timezone.localdate
url = pages_of("dialogue", "compromises")


def typed(actor: Actor, **more: object) -> dict[str, object]:
    return {
        "actor": actor.pk,
        "stance": "yes",
        "source_kind": "phone",
        "source_on": f"{TODAY():%d/%m/%Y}",
        "confidence": "likely",
        "visibility": "officers",
        "last": OptionAnswer.objects.order_by("-pk").values_list("pk", flat=True).first() or 0,
    } | more


def test_from_a_conflict_to_its_options(officer: Client, access: Access) -> None:
    place = access.cooperation
    actors = [make_member_actor(cooperation=place, name=name) for name in NAMES[:2]]
    conflict = make_conflict(cooperation=place, title="La clé", parties=actors)
    add = f"{url(place, 'compromise_add')}?conflit={conflict.pk}"

    shown = officer.get(add).text
    answer = officer.post(
        add,
        {
            "title": "La clé",
            "options": "Aux habitants\nMoitié-moitié\naux HABITANTS\n\n",
            "actors": [one.pk for one in actors],
            "visibility": "officers",
        },
    )

    compromise = Compromise.objects.get()
    assert shown.count("checked") >= 2
    assert answer.headers["Location"] == url(place, "compromise", compromise.pk)
    assert compromise.conflict == conflict
    assert [one.label for one in compromise.options.all()] == ["Aux habitants", "Moitié-moitié"]
    assert "La clé" in officer.get(url(place, "conflict", conflict.pk)).text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"options": " \n "}, "Écrivez une réponse"),
        ({"actors": []}, "Cochez au moins une structure."),
        ({"options": "\n".join(f"Option {n}" for n in range(13))}, "Au-delà de douze options"),
        ({"options": "a" * 201}, "Une option tient en 200 caractères"),
    ],
)
def test_bad_options_are_refused(
    officer: Client, cooperation: Cooperation, more: dict[str, object], sentence: str
) -> None:
    actor = make_member_actor(cooperation=cooperation)
    form = {"title": "Qui paie ?", "options": "A\nB", "actors": [actor.pk]}

    page = officer.post(
        url(cooperation, "compromise_add"), form | {"visibility": "officers"} | more
    )

    assert (page.status_code, Compromise.objects.count()) == (422, 0)
    assert sentence in page.text.replace("\u00a0", " ")
    assert "Qui paie" in page.text


def test_readings_are_those_of_the_analysis(access: Access) -> None:
    compromise, options, actors = a_table(access)
    answers_by_label = {
        label: {
            name: Answer(stance, ["un siege au comite" if "comité" in c else c] if c else [])
            for (option, name), (stance, c) in ANSWERS.items()
            if option == label
        }
        for label in OPTIONS
    }
    expected = analysed(OPTIONS, NAMES, answers_by_label)

    readings = read_answers(
        [one.pk for one in options.values()],
        [one.pk for one in actors.values()],
        standing_answers(access, compromise.pk, TODAY()),
    )

    labels = {one.pk: label for label, one in options.items()}
    names = {one.pk: name for name, one in actors.items()}
    assert [
        (labels[one.option], one.rank, tuple(names[who] for who in one.refusing), one.worst_regret)
        for one in readings.options
    ] == [(one.option, one.rank, one.refusing, one.worst_regret) for one in expected.options]
    assert [
        (len(one.actors), [labels[option] for option in one.options]) for one in readings.conditions
    ] == [(len(one.structures), list(one.options)) for one in expected.conditions]


def test_the_page_says_the_best_option_and_what_unlocks(officer: Client, access: Access) -> None:
    compromise, _options, _actors = a_table(access)

    page = officer.get(url(access.cooperation, "compromise", compromise.pk)).text

    assert reading(page).replace("\u00a0", " ") == (
        "« Moitié-moitié » est la mieux acceptée : "
        "aucun refus, deux structures posent leurs conditions."
    )
    assert section(page, "m-unlock").replace("\u00a0", " ").count("<li>") == 2
    assert "« Un siège au comité » : Bourg-Vieux et Les Étangs diraient oui." in section(
        page, "m-unlock"
    ).replace("\u00a0", " ")
    assert "Plus rien ne s’opposerait à « Moitié-moitié »." in section(page, "m-unlock").replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        ({}, "Cela ne se lit pas encore : aucune réponse sur neuf."),
        (dict(list(ANSWERS.items())[:3]), "Cela ne se lit pas encore : trois réponses sur neuf."),
        (
            dict.fromkeys(ANSWERS, ("refusal", "")),
            "Chaque option est refusée par quelqu’un",
        ),
        (dict.fromkeys(ANSWERS, ("yes", "")), "se valent : aucun refus."),
    ],
)
def test_what_cannot_be_read_is_shown(
    officer: Client,
    access: Access,
    answers: dict[tuple[str, str], tuple[str, str]],
    read: str,
) -> None:
    compromise, _options, _actors = a_table(access, answers)

    page = officer.get(url(access.cooperation, "compromise", compromise.pk)).text

    assert read in reading(page).replace("\u00a0", " ")


def test_one_option_and_one_structure_are_shown(officer: Client, access: Access) -> None:
    place = access.cooperation
    actor = make_member_actor(cooperation=place, name="Aubray")
    compromise = make_compromise(cooperation=place, options=("Seule",), actors=(actor,))
    make_option_answer(option=compromise.options.get(), actor=actor)

    page = plain(officer.get(url(place, "compromise", compromise.pk)).text).replace("\u00a0", " ")

    assert "Une seule option n’est pas un choix : ajoutez-en une." in page
    assert "Une seule structure est consultée : ce n’est que son avis." in page


def test_readings_rest_on_what_the_reader_sees(sign_in: SignIn, access: Access) -> None:
    compromise, _options, _actors = a_table(access)
    Compromise.objects.update(visibility=Visibility.TEAM)

    page = sign_in("team").get(url(access.cooperation, "compromise", compromise.pk)).text

    assert "Cela ne se lit pas encore : aucune réponse sur neuf." in reading(page).replace(
        "\u00a0", " "
    )
    assert "Un plafond" not in page


def test_an_option_is_added_corrected_and_removed(officer: Client, access: Access) -> None:
    place = access.cooperation
    compromise, options, _actors = a_table(access)

    same = officer.post(
        url(place, "compromise_option_add", compromise.pk), {"label": "aux trajets", "detail": ""}
    )
    officer.post(url(place, "compromise_option_add", compromise.pk), {"label": "Ne rien changer"})
    fresh = CompromiseOption.objects.get(label="Ne rien changer")
    officer.post(
        url(place, "compromise_option_edit", fresh.pk),
        {"label": "Ne rien changer", "detail": "Comme en 2025.", "version": 1},
    )
    fresh.refresh_from_db()
    officer.post(url(place, "compromise_option_remove", fresh.pk))
    officer.post(url(place, "compromise_option_remove", options["Aux trajets"].pk))

    assert same.status_code == 422
    assert (fresh.detail, fresh.rank) == ("Comme en 2025.", 4)
    assert [one.label for one in compromise.options.all()] == list(OPTIONS)


def test_what_a_structure_said_is_kept_when_it_is_no_longer_asked(
    officer: Client, access: Access
) -> None:
    compromise, _options, actors = a_table(access)
    form = {"title": compromise.title, "visibility": "officers", "version": 1}

    officer.post(
        url(access.cooperation, "compromise_edit", compromise.pk),
        form | {"actors": [actors["Aubray"].pk]},
    )

    assert CompromiseParty.objects.count() == 1
    assert OptionAnswer.objects.count() == 9


def test_an_option_is_accepted(officer: Client, access: Access) -> None:
    place = access.cooperation
    compromise, options, _actors = a_table(access)
    settle = url(place, "compromise_settle", compromise.pk)
    form = {"settlement": "accepted", "settled_on": f"{TODAY():%d/%m/%Y}", "version": 1}

    nothing = officer.post(settle, form | {"settled_note": "Au comité."})
    early = officer.post(
        settle,
        form | {"chosen": options["Moitié-moitié"].pk, "settled_on": "01/01/2020"},
    )
    officer.post(settle, form | {"chosen": options["Moitié-moitié"].pk})

    assert "Choisissez l’option acceptée." in nothing.text
    assert "Au comité." in nothing.text
    assert "Ce jour précède l’ouverture" in early.text.replace("\u00a0", " ")
    page = officer.get(url(place, "compromise", compromise.pk)).text
    assert reading(page).replace("\u00a0", " ").startswith("« Moitié-moitié » est acceptée depuis")
    officer.post(url(place, "compromise_reopen", compromise.pk))
    compromise.refresh_from_db()
    assert (compromise.settlement, compromise.chosen) == ("", None)


def test_second_writer_sees_both_texts(officer: Client, access: Access) -> None:
    place = access.cooperation
    compromise, _options, actors = a_table(access)
    edit = url(place, "compromise_edit", compromise.pk)
    form = {"visibility": "officers", "version": 1, "actors": [actors["Aubray"].pk]}
    signed_in(make_access(cooperation=place)).post(edit, form | {"title": "Le sien ?"})

    page = officer.post(edit, form | {"title": "Le mien ?"})

    assert page.status_code == 409
    assert "mien" in page.text


def test_the_mission_follows_conflicts_and_options(access: Access) -> None:
    place = access.cooperation
    moment = Moment(cooperation_id=place.pk, slug=place.slug, today=TODAY())

    def level() -> Level:
        return compromise_states.compromises_sought(compromise_states.load(moment)).level

    levels = [level()]
    conflict = make_conflict(cooperation=place)
    levels.append(level())
    compromise = make_compromise(cooperation=place, conflict=conflict)
    make_conflict(cooperation=place, title="Le siège", visibility=Visibility.ME)
    levels.append(level())
    Compromise.objects.update(opened_on=TODAY() - timedelta(days=200))
    levels.append(level())
    make_option_answer(option=make_compromise_option(compromise=compromise))
    levels.append(level())

    assert levels == [Level.TODO, Level.TODO, Level.DONE, Level.AGED, Level.DONE]


def test_a_solution_is_built_when_two_structures_answered(access: Access) -> None:
    place = access.cooperation
    moment = Moment(cooperation_id=place.pk, slug=place.slug, today=TODAY())

    def state() -> tuple[Level, str]:
        built = compromise_states.solutions_built(compromise_states.load(moment))
        return built.level, built.reason

    states = [state()]
    compromise = make_compromise(cooperation=place)
    option = make_compromise_option(compromise=compromise)
    make_option_answer(option=option, actor=make_member_actor(cooperation=place, name="Bouin"))
    states.append(state())
    make_option_answer(option=option, actor=make_member_actor(cooperation=place, name="Vue"))
    states.append(state())
    Compromise.objects.update(settlement="accepted", settled_on=TODAY())
    states.append(state())

    assert states == [
        (Level.TODO, "Aucune option n’est encore proposée."),
        (
            Level.DOING,
            "Moins de deux structures ont répondu aux options de « Comment partager le coût de la "
            "navette ? ».",
        ),
        (
            Level.DOING,
            "Deux structures ont répondu aux options ; aucune n’est encore acceptée.",
        ),
        (
            Level.DONE,
            "Deux structures ont répondu aux options ; un compromis est accepté.",
        ),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    officer: Client,
    access: Access,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    place = access.cooperation
    actors = [make_member_actor(cooperation=place, name=f"Commune {n}") for n in range(count)]
    for _number in range(count):
        compromise = make_compromise(
            cooperation=place, author=access.user, options=OPTIONS[:count], actors=actors
        )
        for option in compromise.options.all():
            for actor in actors:
                make_option_answer(option=option, actor=actor)
    officer.get(url(place))

    with django_assert_num_queries(9):
        officer.get(url(place))
    with django_assert_num_queries(9):
        officer.get(url(place, "compromise", compromise.pk))
