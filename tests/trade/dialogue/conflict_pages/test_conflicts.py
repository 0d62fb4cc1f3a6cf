"""What is disputed, between whom, how hot it is, and what comes next."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import Upcoming, dates, waiting
from maillage.core.panels import panels
from maillage.core.register.state import FILTERED
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.search.query import search
from maillage.trade.dialogue.choices import Heat
from maillage.trade.dialogue.models import Conflict, Party
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor, make_subject
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import names_in, plain, section
from tests.links_to import pages_of
from tests.trade.dialogue.makers import make_conflict, make_conflict_heat

TODAY = timezone.localdate
url = pages_of("dialogue", "conflicts")


def typed(**more: object) -> dict[str, object]:
    return {"title": "La clé", "since": "01/09/2026", "visibility": "officers"} | more


def in_days(days: int) -> date:
    return TODAY() + timedelta(days=days)


def test_a_conflict_is_noted_with_its_parties(officer: Client, cooperation: Cooperation) -> None:
    first = make_member_actor(cooperation=cooperation, name="Aubray")
    second = make_member_actor(cooperation=cooperation, name="Bourg-Vieux")
    subject = make_subject(cooperation=cooperation, label="Navette")

    answer = officer.post(
        url(cooperation, "conflict_add"),
        typed(parties=[first.pk, second.pk], subject=subject.pk, next_step="Appeler"),
    )

    conflict = Conflict.objects.get()
    assert answer.headers["Location"] == url(cooperation, "conflict", conflict.pk)
    assert (conflict.subject, conflict.visibility) == (subject, "officers")
    assert [str(one) for one in conflict.parties.all()] == ["Aubray", "Bourg-Vieux"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"parties": []}, "Cochez au moins deux parties."),
        ({"since": "01/01/2099"}, "Cette date est dans l’avenir"),
        ({"next_on": "01/10/2026"}, "Dites quelle étape est prévue ce jour-là."),
        (
            {"next_step": "Appeler", "next_on": "01/08/2026"},
            "La prochaine étape précède le conflit",
        ),
        ({"title": ""}, "Écrivez une réponse"),
        ({"title": "a" * 201}, "200"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, more: dict[str, object], sentence: str
) -> None:
    actors = [make_member_actor(cooperation=cooperation, name=name).pk for name in ("A", "B")]

    page = officer.post(
        url(cooperation, "conflict_add"),
        typed(parties=actors, mediator="La sous-préfecture") | more,
    )

    assert (page.status_code, Conflict.objects.count()) == (422, 0)
    assert sentence in page.text.replace("\u00a0", " ")
    assert "La sous-préfecture" in page.text


def test_one_party_is_no_conflict(officer: Client, cooperation: Cooperation) -> None:
    alone = make_member_actor(cooperation=cooperation)

    page = officer.post(url(cooperation, "conflict_add"), typed(parties=[alone.pk]))

    assert (page.status_code, Conflict.objects.count()) == (422, 0)


def test_a_conflict_ends_and_opens_again(officer: Client, access: Access) -> None:
    place = access.cooperation
    conflict = make_conflict(cooperation=place)
    end = {"outcome": "faded", "until": f"{TODAY():%d/%m/%Y}", "outcome_note": "", "version": 1}

    officer.post(url(place, "conflict_end", conflict.pk), end)
    conflict.refresh_from_db()
    ended = (conflict.until, conflict.outcome)
    listed = names_in(officer.get(url(place)).text, conflict.title)
    officer.post(url(place, "conflict_reopen", conflict.pk))
    conflict.refresh_from_db()

    assert (ended, listed) == ((TODAY(), "faded"), [])
    assert (conflict.until, conflict.outcome) == (None, "")


def test_an_end_before_the_beginning_is_refused(officer: Client, access: Access) -> None:
    conflict = make_conflict(cooperation=access.cooperation)

    page = officer.post(
        url(access.cooperation, "conflict_end", conflict.pk),
        {"outcome": "faded", "until": "01/01/2020", "outcome_note": "Fini.", "version": 1},
    )

    conflict.refresh_from_db()
    assert (page.status_code, conflict.until) == (422, None)
    assert "La fin précède le début" in page.text
    assert "Fini." in page.text


def test_second_writer_sees_both_texts(officer: Client, access: Access) -> None:
    place = access.cooperation
    conflict = make_conflict(cooperation=place)
    edit = url(place, "conflict_edit", conflict.pk)
    signed_in(make_access(cooperation=place)).post(edit, typed(about="Le sien.", version=1))

    page = officer.post(edit, typed(about="Le mien.", version=1))

    assert (page.status_code, Conflict.objects.get().about) == (409, "Le sien.")
    assert "mien." in page.text


def test_a_party_says_what_matters_to_it(officer: Client, access: Access) -> None:
    place = access.cooperation
    conflict = make_conflict(cooperation=place)
    actor = make_member_actor(cooperation=place, name="Aubray")
    add = url(place, "conflict_party_add", conflict.pk)

    officer.post(add, {"actor": actor.pk, "interests": "Ne pas payer les trajets des autres."})
    twice = officer.post(add, {"actor": actor.pk, "interests": ""})
    party = Party.objects.get()
    edit = url(place, "conflict_party_edit", party.pk)
    officer.post(edit, {"interests": "Un siège.", "version": 1})

    assert twice.status_code == 422
    page = officer.get(url(place, "conflict", conflict.pk)).text
    assert "Un siège." in section(page, "m-parties")
    officer.post(url(place, "conflict_party_remove", party.pk))
    assert Party.objects.count() == 0


def test_a_party_that_left_or_merged_is_shown(officer: Client, access: Access) -> None:
    place = access.cooperation
    gone = make_member_actor(cooperation=place, name="Les Étangs")
    merged = make_member_actor(cooperation=place, name="Bourg-Vieux")
    heir = make_organisation(workspace=place.workspace, name="Bourg-Neuf")
    assert merged.organisation
    merged.organisation.successor = heir
    merged.organisation.save()
    for one in (gone, merged):
        assert one.organisation
        one.organisation.memberships.update(until=in_days(-1))
    conflict = make_conflict(cooperation=place, parties=(gone, merged))

    words = section(officer.get(url(place, "conflict", conflict.pk)).text, "m-parties")

    assert "n’est plus membre de la coopération" in words
    assert "Bourg-Neuf lui a succédé" in words


def test_a_past_step_waits_for_officers(access: Access) -> None:
    place = access.cooperation
    late = make_conflict(cooperation=place, next_step="Appeler", next_on=in_days(-3))
    make_conflict(cooperation=place, next_step="Voir", next_on=in_days(3))
    make_conflict(cooperation=place, next_on=in_days(-3), next_step="X", until=in_days(-1))
    team = make_access(cooperation=place, role="team")

    assert [(one.label, one.url) for one in waiting.ask(access, TODAY())] == [
        ("Dire où en est le conflit : La clé de partage", url(place, "conflict", late.pk))
    ]
    assert waiting.ask(team, TODAY()) == []


def test_the_next_step_is_a_date(access: Access) -> None:
    place = access.cooperation
    one = make_conflict(cooperation=place, next_step="Voir", next_on=in_days(3))

    assert dates.ask(access, TODAY(), in_days(30)) == [
        Upcoming(in_days(3), "Voir", "La clé de partage", url(place, "conflict", one.pk))
    ]


def test_sheet_of_a_structure_and_search_know_open_conflicts(access: Access) -> None:
    place = access.cooperation
    actor = make_member_actor(cooperation=place, name="Aubray")
    make_conflict(cooperation=place, parties=(actor,))
    make_conflict(cooperation=place, title="Fini", parties=(actor,), until=TODAY())
    partner = make_access(cooperation=place, role="partner")

    def shown(reader: Access) -> list[str]:
        results = panels.ask(reader, "organisation", actor.organisation_id or 0)
        return [one.title for one in results if one.title == "Conflits ouverts"]

    def labels_for(reader: Access) -> list[str]:
        return [one.kind for one in search(reader, "clé partage") if one.kind != "Aide"]

    assert (shown(access), shown(partner)) == (["Conflits ouverts"], [])
    assert labels_for(access) == ["Conflit"]
    assert labels_for(partner) == []


def test_register_filters_by_heat_and_structure(officer: Client, access: Access) -> None:
    place = access.cooperation
    actor = make_member_actor(cooperation=place, name="Aubray")
    make_conflict_heat(
        conflict=make_conflict(cooperation=place, title="Vif", parties=(actor,)), level=Heat.SHARP
    )
    make_conflict(cooperation=place, title="Calme")

    def shown(name: str, value: str) -> list[str]:
        return names_in(officer.get(url(place), {name: value}).text, "Vif", "Calme")

    structure = str(actor.organisation_id)
    assert [shown("chaleur", "3"), shown("structure", structure), shown("q", "aubray")] == [
        ["Vif"],
        ["Vif"],
        ["Vif"],
    ]


def test_open_conflicts_come_first_by_their_step(officer: Client, access: Access) -> None:
    place = access.cooperation
    make_conflict(cooperation=place, title="Fini", until=TODAY(), next_on=in_days(-9))
    make_conflict(cooperation=place, title="Sans étape")
    make_conflict(cooperation=place, title="Demain", next_step="Voir", next_on=in_days(1))
    late = make_conflict(cooperation=place, title="Passé", next_step="Voir", next_on=in_days(-1))
    make_conflict_heat(conflict=late)

    def order(tri: str) -> list[str]:
        page = officer.get(url(place), {FILTERED: "1", "tri": tri}).text
        rows = page.partition("<tbody")[2].partition("</tbody>")[0]
        return sorted(("Fini", "Sans étape", "Demain", "Passé"), key=rows.find)

    assert order("etape") == ["Passé", "Demain", "Sans étape", "Fini"]
    assert order("chaleur")[0] == "Passé"


def test_opening_a_conflict_of_a_colleague_is_recorded(officer: Client, access: Access) -> None:
    conflict = make_conflict(cooperation=access.cooperation)

    officer.get(url(access.cooperation, "conflict", conflict.pk))

    opened = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, object_id=conflict.pk)
    assert opened.filter(content_type__model="conflict").count() == 1


@pytest.mark.parametrize("role", ["partner", "elected", "observer"])
def test_others_read_no_conflict(sign_in: SignIn, cooperation: Cooperation, role: str) -> None:
    assert sign_in(role).get(url(cooperation)).status_code == 403


def test_empty_register_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    assert "Commencez par le désaccord" in plain(officer.get(url(cooperation)).text)


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
        conflict = make_conflict(cooperation=place, author=access.user, parties=actors)
        for days in range(count):
            make_conflict_heat(conflict=conflict, on=in_days(-days))
    officer.get(url(place))

    with django_assert_num_queries(9):
        officer.get(url(place))
    with django_assert_num_queries(10):
        officer.get(url(place, "conflict", conflict.pk))


def test_a_conflict_shows_the_step_it_goes_to(officer: Client, cooperation: Cooperation) -> None:
    dated, undated = (
        make_conflict(cooperation=cooperation, next_step="Réunir les élus", next_on=on)
        for on in (date(2150, 12, 11), None)
    )

    gestures = [
        officer.get(url(cooperation, "conflict", one.pk)).context["gesture"]
        for one in (dated, undated)
    ]

    assert [(plain(one.reason), one.verb) for one in gestures] == [
        ("Réunir les élus, le 11 décembre 2150.", "Dire où l’on en est"),
        ("Réunir les élus", "Dire où l’on en est"),
    ]
