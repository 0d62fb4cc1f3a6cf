"""In which order the structures see the themes: read as the engine does, by whoever may read it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from maillage.analysis.priorities import Criterion, rank_acceptability, weighted_priorities
from maillage.core.folded import fold
from maillage.core.personal import Somebody
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.ground.actors.models import Position
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.models import Theme
from maillage.trade.stakes.personal import export_positions
from maillage.trade.stakes.priorities.queries import priorities
from maillage.trade.stakes.priorities.words import disagreement_words, robust_words
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position, make_source
from tests.ground.directory.makers import make_member_person
from tests.trade.stakes.makers import make_theme
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()
VALUES: dict[str, list[int | None]] = {
    "Mobilités": [4, 3, 4, 3],
    "Éolien": [4, -3, 1, 0],
    "Haies": [1, 2, None, 2],
    "Piscine": [-2, None, -1, -2],
}
NAMES = ["Agglo", "Bourg", "Club", "Domaine"]


def four(cooperation: Cooperation, visibility: str = Visibility.OFFICERS) -> None:
    """Four structures that have spoken of four themes, with two silences."""
    actors = [make_member_actor(cooperation=cooperation, name=name) for name in NAMES]
    for label, column in VALUES.items():
        theme = make_theme(cooperation=cooperation, label=label)
        for actor, value in zip(actors, column, strict=True):
            if value is not None:
                make_position(
                    actor=actor, subject=theme.subject, value=value, visibility=visibility
                )


def typed(themes: dict[Theme, tuple[str, int]], **more: str) -> dict[str, str]:
    """What the form sends: for each theme the choice and the position it was shown."""
    sent = {
        "source_kind": "interview",
        "source_on": TODAY.strftime("%d/%m/%Y"),
        "source_who": "le secrétariat",
        "said": "Ils en ont parlé deux fois.",
        "confidence": "likely",
        "visibility": "officers",
    }
    for theme, (value, last) in themes.items():
        sent |= {f"value_{theme.pk}": value, f"last_{theme.pk}": str(last)}
    return sent | more


def test_the_figures_are_those_of_the_engine(access: Access) -> None:
    four(access.cooperation)
    labels = sorted(VALUES, key=fold)
    marks = {name: [[VALUES[label][place]] for label in labels] for place, name in enumerate(NAMES)}
    seen = weighted_priorities(labels, [Criterion("position", -4, 4)], marks)
    table = [[one.mean or 0 if u is None else u for u in one.by_structure] for one in seen]
    shares = dict(zip(labels, rank_acceptability(table).first(3), strict=True))
    expected = {one.action: (one.mean, one.disagreement) for one in seen}

    read = priorities(access)

    assert {one.theme.label: (one.mean, one.disagreement) for one in read.ranked} == expected
    assert {one.theme.label: one.first for one in read.ranked} == shares
    assert [one.theme.label for one in read.ranked] == ["Mobilités", "Haies", "Éolien", "Piscine"]


def test_mean_disagreement_and_robustness_stand_side_by_side(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    four(cooperation)

    page = plain(officer.get(url(cooperation, "theme_priorities")).text)
    ranking_by_label = {one.theme.label: one for one in priorities(access).ranked}

    assert (
        "En tête : Mobilités. Si chaque structure pesait autrement, il serait presque toujours "
        "parmi les trois premiers."
    ) in page
    assert "Elles se rejoignent, en moyenne « sert ses missions »" in strip_tags(page)
    assert "de « sert ses missions » à « en fait une condition d’existence »" in page
    assert page.count('class="m-spread-main"') == 1
    assert [word for word in ("+3,5", "0,1", "deux mille") if word in page] == []
    assert disagreement_words(ranking_by_label["Mobilités"]) == "elles se rejoignent"
    assert disagreement_words(ranking_by_label["Éolien"]) == "elles se divisent"
    assert robust_words(ranking_by_label["Piscine"]) == "presque jamais parmi les trois premiers"
    assert "4 structures entendues sur 4" in page


def test_a_place_may_depend_on_the_weights(access: Access) -> None:
    actors = [make_member_actor(cooperation=access.cooperation, name=name) for name in NAMES[:2]]
    for label, values in {"Eau": (4, -4), "Bois": (-4, 4)}.items():
        theme = make_theme(cooperation=access.cooperation, label=label)
        for actor, value in zip(actors, values, strict=True):
            make_position(actor=actor, subject=theme.subject, value=value)

    words = [robust_words(one) for one in priorities(access).ranked]

    assert words == ["en tête cinq fois sur dix"] * 2


def test_under_forty_percent_a_theme_cannot_be_read(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    actor, *_others = [make_member_actor(cooperation=cooperation, name=name) for name in NAMES]
    theme = make_theme(cooperation=cooperation)
    make_position(actor=actor, subject=theme.subject, value=4)

    page = plain(officer.get(url(cooperation, "theme_priorities")).text)

    assert "Trop peu de structures ont parlé" in page
    assert "ne peut pas encore être lu" in page
    assert priorities(access).ranked[0].mean is None


def test_a_structure_says_all_its_themes_at_once(officer: Client, cooperation: Cooperation) -> None:
    actor = make_member_actor(cooperation=cooperation)
    first, second = (make_theme(cooperation=cooperation, label=one) for one in ("Eau", "Bois"))
    position = make_position(
        actor=actor, subject=first.subject, value=1, on=TODAY - timedelta(days=60)
    )
    address = url(cooperation, "theme_priority_note", actor.pk)

    same = officer.post(address, typed({first: ("1", position.pk), second: ("", 0)}))
    response = officer.post(address, typed({first: ("3", position.pk), second: ("-1", 0)}))

    assert (same.status_code, response.status_code) == (422, 302)
    assert "Rien n’a changé" in plain(same.text)
    fresh = list(Position.objects.order_by("pk"))[1:]
    assert {one.subject.label: one.value for one in fresh} == {"Eau": 3, "Bois": -1}
    assert len({one.source_id for one in fresh}) == 1
    assert fresh[0].source.who == "le secrétariat"


def test_two_officers_read_what_came_meanwhile(officer: Client, cooperation: Cooperation) -> None:
    actor, theme = make_member_actor(cooperation=cooperation), make_theme(cooperation=cooperation)
    other = make_position(actor=actor, subject=theme.subject, value=4)
    address = url(cooperation, "theme_priority_note", actor.pk)

    page = officer.post(address, typed({theme: ("-2", 0)}))

    assert (page.status_code, Position.objects.count()) == (409, 1)
    assert "« Mobilités » vient d’être noté autrement" in plain(page.text)
    assert "+4, en fait une condition d’existence" in plain(page.text)
    assert "Ils en ont parlé deux fois." in page.text
    assert f'name="last_{theme.pk}" value="{other.pk}"' in page.text

    officer.post(address, typed({theme: ("-2", other.pk)}))

    assert list(Position.objects.order_by("pk").values_list("value", flat=True)) == [4, -2]


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ({}, "7"),
        ({}, "beaucoup"),
        ({"source_on": "01/01/2099"}, "2"),
        ({"source_kind": "third", "visibility": "members"}, "2"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, more: dict[str, str], value: str
) -> None:
    actor, theme = make_member_actor(cooperation=cooperation), make_theme(cooperation=cooperation)

    page = officer.post(
        url(cooperation, "theme_priority_note", actor.pk), typed({theme: (value, 0)}, **more)
    )

    assert (page.status_code, Position.objects.count()) == (422, 0)
    assert "Ils en ont parlé deux fois." in page.text


def test_a_partner_reads_what_is_shown_to_all(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    four(cooperation)
    opened = LogEntry.objects.filter(additional_data__event="opening")
    address = url(cooperation, "theme_priorities")

    partner = plain(sign_in("partner").get(address).text)
    assert opened.count() == 0
    page = officer.get(address).text

    assert "Trop peu de structures ont parlé" in partner
    assert "condition d’existence" not in partner
    assert opened.count() == 1
    assert "Confidentiel, visible des chargées de coopération." in page


def test_doors(sign_in: SignIn, stranger: Client, cooperation: Cooperation) -> None:
    actor, _theme = make_member_actor(cooperation=cooperation), make_theme(cooperation=cooperation)
    page = url(cooperation, "theme_priorities")
    note = url(cooperation, "theme_priority_note", actor.pk)

    assert [sign_in(role).get(page).status_code for role in ("team", "observer")] == [200, 403]
    assert [sign_in(role).get(note).status_code for role in ("team", "partner")] == [403, 403]
    assert [stranger.get(one).status_code for one in (page, note)] == [404, 404]


def test_a_person_is_not_asked(officer: Client, cooperation: Cooperation) -> None:
    make_theme(cooperation=cooperation)
    person = make_member_person(cooperation=cooperation)
    actor = Actor.objects.create(cooperation=cooperation, person=person)

    assert officer.get(url(cooperation, "theme_priority_note", actor.pk)).status_code == 404
    assert str(person) not in officer.get(url(cooperation, "theme_priorities")).text


def test_an_empty_page_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    actor = make_member_actor(cooperation=cooperation)
    page = url(cooperation, "theme_priorities")

    assert "Aucun thème pour l’instant" in officer.get(page).text
    note = officer.get(url(cooperation, "theme_priority_note", actor.pk))
    assert note.headers["Location"] == page


def test_who_told_it_is_told_to_that_person(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    theme = make_theme(cooperation=access.cooperation)
    source = make_source(cooperation=access.cooperation, who=str(person))
    make_position(
        actor=make_member_actor(cooperation=access.cooperation),
        subject=theme.subject,
        source=source,
    )

    workspace = access.cooperation.workspace_id
    somebody = Somebody(person.pk, workspace, "", str(person), (person.family_name,))
    chapters = export_positions(access, somebody)

    assert [row[1] for row in chapters[0].rows] == [theme.label]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for place in range(rows):
        theme = make_theme(cooperation=cooperation, label=f"Thème {place}")
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {place}")
        make_position(actor=actor, subject=theme.subject, visibility=Visibility.MEMBERS)

    with django_assert_num_queries(6):
        page = officer.get(url(cooperation, "theme_priorities"))

    assert page.text.count("Thème ") >= rows
