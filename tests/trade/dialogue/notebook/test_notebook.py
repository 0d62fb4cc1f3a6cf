"""What was heard is kept with its day and its source, read by whom it says, and becomes more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.ground.actors.models import Position, Source
from maillage.ground.directory.models import Organisation
from maillage.trade.dialogue.models import Note, NoteLink
from maillage.trade.dialogue.notebook.states import differences as notebook_states
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor, make_position, make_subject
from tests.ground.directory.makers import (
    make_member,
    make_member_person,
    make_organisation,
    make_person,
)
from tests.ground.directory.reading import names_in, plain, reading, section
from tests.links_to import pages_of
from tests.trade.dialogue.makers import make_conflict, make_conflict_heat, make_note
from tests.trade.stakes.makers import make_stake

TODAY = timezone.localdate
url = pages_of("dialogue", "notebook")


def typed(**more: object) -> dict[str, object]:
    return {
        "words": "Il est pour. Le budget est voté le 28.",
        "source_kind": "phone",
        "on": f"{TODAY():%d/%m/%Y}",
        "visibility": "officers",
    } | more


def a_member(cooperation: Cooperation, name: str = "Commune d’Aubray") -> Organisation:
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    make_member(cooperation=cooperation, organisation=organisation)
    return organisation


def test_rare_filters_wait_until_one_of_them_is_used(
    officer: Client, cooperation: Cooperation
) -> None:
    make_note(cooperation=cooperation)

    closed, used = (
        officer.get(url(cooperation) + requested).text for requested in ("", "?nature=phone")
    )

    assert '<details class="m-filters-rare">' in closed
    assert '<details class="m-filters-rare" open>' in used
    assert section(closed, "m-filters").count("<select") == 4


def test_a_note_is_written_with_its_source(officer: Client, cooperation: Cooperation) -> None:
    aubray, subject = a_member(cooperation), make_subject(cooperation=cooperation)
    person = make_member_person(cooperation=cooperation)

    answer = officer.post(
        url(cooperation, "note_add"),
        typed(organisations=[aubray.pk], person=str(person), subject=subject.pk, who="la maire"),
    )

    note = Note.objects.get()
    assert answer.headers["Location"] == url(cooperation, "note", note.pk)
    assert (note.source.kind, note.source.who, note.source.visibility) == (
        "phone",
        "la maire",
        "officers",
    )
    assert [str(one) for one in note.links.all()] == [str(aubray), str(person), str(subject)]
    history = section(officer.get(url(cooperation, "note", note.pk)).text, "m-history")
    assert ["a créé la fiche" in history, "(source)" in history] == [True, False]


def test_the_sheet_says_each_sentence_and_what_was_drawn(officer: Client, access: Access) -> None:
    place = access.cooperation
    note = make_note(cooperation=place, author=access.user, words="Il est pour.\nÀ revoir.")
    actor = make_member_actor(cooperation=place, name="Commune d’Aubray")
    subject = make_subject(cooperation=place, label="Navette")
    make_position(actor=actor, subject=subject, source=note.source, value=2)
    hidden = make_access(cooperation=place)
    make_position(
        actor=make_member_actor(cooperation=place, name="Bourg-Vieux"), source=note.source
    )
    Position.objects.filter(actor__organisation__name="Bourg-Vieux").update(
        visibility=Visibility.ME, author=hidden.user
    )

    page = officer.get(url(place, "note", note.pk)).text

    assert "Il est pour." in section(page, "phrases")
    assert "Commune d’Aubray : position +2" in section(page, "m-drawn").replace("\u00a0", " ")
    assert "Bourg-Vieux" not in section(page, "m-drawn")
    assert reading(page) == "Une lecture en a été tirée."


def test_a_conflict_and_an_answer_drawn_from_a_note_are_shown(
    officer: Client, access: Access
) -> None:
    place = access.cooperation
    note = make_note(cooperation=place, author=access.user)
    conflict = make_conflict(cooperation=place, title="La clé")
    make_conflict_heat(conflict=conflict, source=note.source)
    make_conflict_heat(
        conflict=make_conflict(cooperation=place, title="Le siège", visibility=Visibility.ME),
        source=note.source,
    )
    stake = make_stake(cooperation=place, label="Navette")
    actor = make_member_actor(cooperation=place, name="Aubray")
    make_position(actor=actor, subject=stake.subject, source=note.source)

    words = section(officer.get(url(place, "note", note.pk)).text, "m-drawn")

    assert url(place, "conflict", conflict.pk) in words
    assert f"?case={stake.pk}~{actor.pk}" in words
    assert "Le siège" not in words


def test_a_quick_note_is_of_today(officer: Client, cooperation: Cooperation) -> None:
    aubray = a_member(cooperation)

    officer.post(
        url(cooperation, "note_quick"), {"words": "Elle rappelle.", "organisation": aubray.pk}
    )

    note = Note.objects.get()
    assert (note.words, note.source.on, note.visibility) == ("Elle rappelle.", TODAY(), "officers")
    assert NoteLink.objects.get().organisation == aubray


def test_a_person_is_named_as_in_the_directory(officer: Client, access: Access) -> None:
    place = access.cooperation
    for given in ("Lise", "Lou"):
        make_person(workspace=place.workspace, family_name="Vrignaud", given_name=given)
    tie = url(place, "note_tie", make_note(cooperation=place).pk)

    several = officer.post(tie, {"person": "vrignaud"})
    nobody = officer.post(tie, {"person": "Dupont"})
    officer.post(tie, {"person": "vrignaud lise"})

    assert "Plusieurs personnes : " in several.text.replace("\u00a0", " ")
    assert "ne connaît personne de ce nom" in nobody.text
    assert [str(one.person) for one in NoteLink.objects.all()] == ["Lise Vrignaud"]


@pytest.mark.parametrize("page", ["note_add", "note_quick"])
def test_a_form_reminds_of_the_law(officer: Client, cooperation: Cooperation, page: str) -> None:
    text = officer.get(url(cooperation, page)).text

    assert "CADA" in text
    assert "RGPD" in text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"words": " "}, "Écrivez au moins une phrase."),
        ({"words": "a" * 40_001}, "Une note tient en 40 000 caractères"),
        ({"on": "01/01/2099"}, "Cette date est dans l’avenir"),
        ({"on": "31/04/2026"}, "Avril 2026 a 30 jours."),
        ({"source_kind": "third", "visibility": "team"}, "reste aux chargées de coopération"),
        ({"visibility": "members"}, "Sélectionnez un choix valide"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, more: dict[str, str], sentence: str
) -> None:
    page = officer.post(url(cooperation, "note_add"), typed(who="le secrétariat") | more)

    assert (page.status_code, Note.objects.count(), Source.objects.count()) == (422, 0, 0)
    assert sentence in page.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "le secrétariat" in page.text


def test_forty_thousand_characters_are_kept_and_read_in_parts(
    officer: Client, cooperation: Cooperation
) -> None:
    words = ("Une phrase de trente caractères. " * 1300)[:40_000].strip()

    answer = officer.post(url(cooperation, "note_add"), typed(words=words))
    page = officer.get(answer.headers["Location"]).text
    last = officer.get(f"{answer.headers['Location']}?partie=999").text

    assert Note.objects.get().words == words
    assert "Phrases suivantes" in page
    assert "Phrases suivantes" not in last
    assert "Phrases précédentes" in last


def test_visibility_of_a_note_is_that_of_its_source(officer: Client, access: Access) -> None:
    note = make_note(cooperation=access.cooperation, author=access.user)

    officer.post(url(access.cooperation, "note_edit", note.pk), typed(visibility="me", version=1))

    note.refresh_from_db()
    assert (note.visibility, note.source.visibility) == ("me", "me")


def test_second_writer_sees_both_texts(officer: Client, access: Access) -> None:
    place = access.cooperation
    note = make_note(cooperation=place)
    edit = url(place, "note_edit", note.pk)
    signed_in(make_access(cooperation=place)).post(edit, typed(words="Le sien.", version=1))

    page = officer.post(edit, typed(words="Le mien.", version=1))

    assert (page.status_code, Note.objects.get().words) == (409, "Le sien.")
    assert "sien." in page.text
    assert "mien." in page.text


def test_former_words_stay_in_the_history(officer: Client, access: Access) -> None:
    note = make_note(cooperation=access.cooperation, words="Il hésite.")

    officer.post(
        url(access.cooperation, "note_edit", note.pk), typed(words="Il est pour.", version=1)
    )

    assert "Il hésite." in plain(officer.get(url(access.cooperation, "note", note.pk)).text)


def test_an_erased_note_leaves_what_was_drawn(officer: Client, access: Access) -> None:
    place = access.cooperation
    note = make_note(cooperation=place, words="Il est pour.", who="Inès Gaborit")
    position = make_position(
        actor=make_member_actor(cooperation=place), source=note.source, said="Il est pour."
    )

    officer.post(url(place, "note_erase", note.pk))

    position.refresh_from_db()
    assert (Note.objects.count(), position.said) == (0, "Il est pour.")
    assert (position.source.words, position.source.who) == ("", "")
    value = LogEntry.objects.filter(content_type__model__in=["note", "source"])
    assert {str(entry.changes) for entry in value} == {"{}"}


def test_a_note_nothing_rests_on_goes_with_its_source(officer: Client, access: Access) -> None:
    note = make_note(cooperation=access.cooperation)

    officer.post(url(access.cooperation, "note_erase", note.pk))

    assert (Note.objects.count(), Source.objects.count()) == (0, 0)


def test_a_note_is_tied_then_untied(officer: Client, access: Access) -> None:
    place = access.cooperation
    note, subject = make_note(cooperation=place), make_subject(cooperation=place)
    tie = url(place, "note_tie", note.pk)

    nothing = officer.post(tie, {"subject": ""})
    officer.post(tie, {"subject": subject.pk})
    officer.post(tie, {"subject": subject.pk})
    link = NoteLink.objects.get()
    officer.post(url(place, "note_untie", link.pk))

    assert "Choisissez une structure, une personne ou un sujet." in nothing.text
    assert (link.subject, NoteLink.objects.count()) == (subject, 0)


def test_a_structure_that_left_or_merged_is_shown(officer: Client, access: Access) -> None:
    place = access.cooperation
    gone = make_organisation(workspace=place.workspace, name="Bourg-Vieux")
    heir = make_organisation(workspace=place.workspace, name="Bourg-Neuf")
    merged = make_organisation(workspace=place.workspace, name="Les Étangs")
    merged.successor, merged.ended_on = heir, TODAY()
    merged.save()
    first = make_note(cooperation=place, organisation=gone)
    second = make_note(cooperation=place, organisation=merged)

    parts = [
        section(officer.get(url(place, "note", one.pk)).text, "m-about") for one in (first, second)
    ]

    assert "n’est plus membre de la coopération" in parts[0]
    assert "Bourg-Neuf lui a succédé" in parts[1]


def test_register_finds_words_and_structures(officer: Client, access: Access) -> None:
    place = access.cooperation
    make_note(cooperation=place, title="Au marché", words="Rien.", organisation=a_member(place))
    make_note(cooperation=place, title="Navette", words="Elle passe par l’école.")

    def shown(query: str) -> list[str]:
        page = officer.get(url(place), {"q": query}).text
        return names_in(page, "Au marché", "Navette")

    assert [shown("ecole"), shown("aubray"), shown("")] == [
        ["Navette"],
        ["Au marché"],
        ["Au marché", "Navette"],
    ]


def test_the_mission_follows_the_notes(access: Access) -> None:
    place = access.cooperation
    first, second = a_member(place, "Aubray"), a_member(place, "Bourg-Vieux")
    moment = Moment(cooperation_id=place.pk, slug=place.slug, today=TODAY())

    levels = [notebook_states.differences_written(notebook_states.load(moment)).level]
    make_note(cooperation=place, organisation=first)
    make_note(cooperation=place, organisation=second, visibility=Visibility.ME)
    levels.append(notebook_states.differences_written(notebook_states.load(moment)).level)
    make_note(cooperation=place, organisation=second)
    levels.append(notebook_states.differences_written(notebook_states.load(moment)).level)

    assert levels == [Level.TODO, Level.DOING, Level.DONE]


def test_empty_notebook_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    assert "Commencez par votre dernier appel" in plain(officer.get(url(cooperation)).text)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    officer: Client,
    access: Access,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    place = access.cooperation
    for number in range(count):
        aubray = a_member(place, f"Commune {number}")
        note = make_note(
            cooperation=place,
            author=access.user,
            organisation=aubray,
            on=TODAY() - timedelta(days=number),
        )
        make_position(
            actor=make_member_actor(cooperation=place, name=f"C {number}"), source=note.source
        )
    officer.get(url(place))

    with django_assert_num_queries(11):
        officer.get(url(place))
    with django_assert_num_queries(16):
        officer.get(url(place, "note", note.pk))
