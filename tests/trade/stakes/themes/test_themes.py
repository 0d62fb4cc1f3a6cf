"""A short list, and what is not for now with its reasons."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.models import Subject
from maillage.trade.stakes.allies import states as theme_states
from maillage.trade.stakes.models import Theme, ThemeChoice
from maillage.trade.stakes.positions import states as stake_states
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position, make_subject
from tests.ground.directory.reading import reading
from tests.reliability.meanwhile import written_meanwhile
from tests.trade.stakes.makers import make_stake, make_theme, make_theme_choice
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()


def test_the_usual_themes_are_taken_up_at_once(officer: Client, cooperation: Cooperation) -> None:
    cooperation.profile = "petr"
    cooperation.save()
    address = url(cooperation, "theme_adopt")
    page = officer.get(address).text
    labels = [part.partition('"')[0] for part in page.split('name="labels" value="')[1:]]

    officer.post(address, {"labels": labels})

    assert list(Theme.objects.order_by("pk").values_list("label", flat=True)) == labels
    assert labels[0] == "Mobilités"
    assert officer.get(address).status_code == 302


def test_themes_taken_up_by_somebody_else_meanwhile_leave_the_others(
    officer: Client, cooperation: Cooperation
) -> None:
    cooperation.profile = "petr"
    cooperation.save()
    address = url(cooperation, "theme_adopt")
    labels = [one for one, _label in officer.get(address).context["form"].fields["labels"].choices]

    with written_meanwhile(lambda: make_theme(cooperation=cooperation, label="Mobilités")):
        page = officer.post(address, {"labels": labels}, follow=True)

    assert list(Theme.objects.values_list("label", flat=True)) == ["Mobilités"]
    assert (page.status_code, page.redirect_chain[0][0]) == (200, address)
    assert "Un de ces thèmes vient d’être nommé" in page.text


def test_a_theme_takes_the_subject_that_bears_its_name(
    officer: Client, cooperation: Cooperation
) -> None:
    subject = make_subject(cooperation=cooperation, label="Mobilités", kind="theme")

    officer.post(url(cooperation, "theme_add"), {"label": "mobilités", "description": ""})
    again = officer.post(url(cooperation, "theme_add"), {"label": "MOBILITÉS"})

    assert Theme.objects.get().subject == subject
    assert (again.status_code, Subject.objects.count()) == (422, 1)
    assert "Un thème porte déjà ce nom." in again.text


def test_what_waits_says_why(officer: Client, cooperation: Cooperation) -> None:
    theme = make_theme(cooperation=cooperation)
    make_theme_choice(theme=theme, on=TODAY - timedelta(days=90), reason="Urgent.")

    officer.post(
        url(cooperation, "theme_choose", theme.pk),
        {
            "state": "later",
            "reason": "Après les élections de mars.",
            "on": TODAY.strftime("%d/%m/%Y"),
        },
    )

    page = officer.get(url(cooperation, "themes")).text
    assert plain(reading(page)) == "Un remis à plus tard."
    assert page.index("Après les élections de mars.") < page.index("Urgent.")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"state": "kept", "reason": "", "on": "01/02/2026"}, "Écrivez une réponse"),
        ({"state": "kept", "reason": "x", "on": "01/01/2099"}, "est à venir"),
        ({"state": "x", "reason": "x", "on": "01/02/2026"}, "Sélectionnez un choix valide"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, typed: dict[str, str], sentence: str
) -> None:
    theme = make_theme(cooperation=cooperation)

    page = officer.post(url(cooperation, "theme_choose", theme.pk), typed)

    assert (page.status_code, ThemeChoice.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_a_stake_belongs_to_a_theme(officer: Client, cooperation: Cooperation) -> None:
    theme = make_theme(cooperation=cooperation)

    officer.post(
        url(cooperation, "stake_add"), {"label": "Car du matin", "theme": theme.pk}, follow=True
    )

    assert "1 enjeu ouvert" in plain(officer.get(url(cooperation, "themes")).text)


def test_an_empty_page_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    assert "Nommez deux ou trois thèmes" in officer.get(url(cooperation, "themes")).text


@pytest.mark.parametrize(
    ("role", "reads"), [("team", 200), ("elected", 200), ("partner", 200), ("observer", 403)]
)
def test_who_takes_part_reads_the_themes(
    sign_in: SignIn, cooperation: Cooperation, role: str, reads: int
) -> None:
    theme = make_theme(cooperation=cooperation)
    client = sign_in(role)

    assert client.get(url(cooperation, "themes")).status_code == reads
    assert client.get(url(cooperation, "theme_choose", theme.pk)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for place in range(rows):
        theme = make_theme(cooperation=cooperation, label=f"Thème {place}")
        make_theme_choice(theme=theme)

    with django_assert_num_queries(6):
        officer.get(url(cooperation, "themes"))


def states(access: Access) -> tuple[Level, Level]:
    facts = theme_states.load(Moment(access.cooperation_id, access.cooperation.slug, TODAY))
    return theme_states.focused(facts).level, theme_states.allied(facts).level


def test_the_missions_follow_the_themes(access: Access) -> None:
    cooperation = access.cooperation
    assert states(access) == (Level.TODO, Level.TODO)
    theme = make_theme(cooperation=cooperation)
    make_theme_choice(theme=theme)
    assert states(access) == (Level.DOING, Level.DOING)
    later = make_theme(cooperation=cooperation, label="Paysages")
    make_theme_choice(theme=later, state="later")
    assert states(access) == (Level.DONE, Level.DOING)
    stake = make_stake(cooperation=cooperation)
    stake.theme = theme
    stake.save()
    actor = make_member_actor(cooperation=cooperation)
    make_position(actor=actor, subject=stake.subject, value=2)

    assert states(access) == (Level.DONE, Level.DONE)


def test_the_missions_of_themes_and_stakes_read_the_positions_once(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stake = make_stake(cooperation=access.cooperation)
    actor = make_member_actor(cooperation=access.cooperation)
    make_position(actor=actor, subject=stake.subject, value=2)
    moment = Moment(access.cooperation_id, access.cooperation.slug, TODAY)
    with django_assert_num_queries(4):
        read = stake_states.load(moment).read

    with django_assert_num_queries(2):
        theme_states.load(moment)

    assert list(read.table.spoken) == [(actor.pk, stake.subject_id)]
