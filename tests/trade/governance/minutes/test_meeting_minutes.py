"""Notes and decisions typed during a meeting: saved as one goes, by two people, never lost."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core import french
from maillage.core.agenda import Upcoming, Waiting, waiting
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.minutes.points import decisions_are_reviewed, reviews_wait
from maillage.trade.governance.models import AgendaItem, Decision, ItemNote, NoteVariant
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain, section
from tests.reliability.meanwhile import written_meanwhile
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    a_meeting_of,
    make_agenda_item,
    make_decision,
    make_item_note,
    make_meeting,
    make_note_variant,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(cooperation: Cooperation) -> AgendaItem:
    """A point of a meeting of the cooperation."""
    return make_agenda_item(meeting=a_meeting_of(cooperation))


def write(client: Client, item: AgendaItem, text: str, base: str = "", version: int = 1) -> str:
    """What the page of whoever types gets back after this text."""
    page = url(item.meeting.body.cooperation, "meeting_note", item.pk)
    sent = {"text": text, "base": base, "version": version}
    return str(client.post(page, sent, headers=HTMX).text)


def test_a_note_is_kept_as_it_is_typed(officer: Client, item: AgendaItem) -> None:
    write(officer, item, "Le Dép")
    answer = write(officer, item, "Le Département\r\nvotera.", base="Le Dép", version=2)

    note = ItemNote.objects.get()
    assert (note.text, note.version) == ("Le Département\nvotera.", 3)
    assert f'id="note-{item.pk}-version" value="3" hx-swap-oob="true"' in answer
    assert f"note-{item.pk}-texte" not in answer


def test_without_script_a_button_keeps_it(officer: Client, item: AgendaItem) -> None:
    cooperation = item.meeting.body.cooperation
    sent = {"text": "Le Département votera.", "base": "", "version": 1}

    answer = officer.post(url(cooperation, "meeting_note", item.pk), sent)

    page = officer.get(url(cooperation, "meeting_minutes", item.meeting_id))
    assert (
        answer.headers["Location"]
        == url(cooperation, "meeting_minutes", item.meeting_id) + f"#point-{item.pk}"
    )
    assert "\nLe Département votera.</textarea>" in page.text


def test_what_the_other_types_appears(officer: Client, sign_in: SignIn, item: AgendaItem) -> None:
    write(officer, item, "Le Département votera.")

    polled = write(sign_in("team"), item, "")
    again = officer.post(
        url(item.meeting.body.cooperation, "meeting_note", item.pk),
        {"text": "Le Département votera.", "base": "Le Département votera.", "version": 2},
        headers=HTMX,
    )

    assert f'<div id="note-{item.pk}-champs" hx-swap-oob="true">' in polled
    assert "\nLe Département votera.</textarea>" in polled
    assert again.status_code == 204


def test_who_only_reads_asks_without_writing(officer: Client, item: AgendaItem) -> None:
    write(officer, item, "Le Département votera.")
    page = url(item.meeting.body.cooperation, "meeting_note", item.pk)

    responses = [officer.get(f"{page}?version={read}", headers=HTMX) for read in ("1", "2", "x")]

    assert [one.status_code for one in responses] == [200, 204, 200]
    assert "\nLe Département votera.</textarea>" in responses[0].text


def test_two_who_add_lines_are_both_kept(
    officer: Client, sign_in: SignIn, item: AgendaItem
) -> None:
    other = sign_in("team")
    write(officer, item, "Premier point")
    write(officer, item, "Premier point\nDe l’une", base="Premier point", version=2)

    write(other, item, "Premier point\nDe l’autre", base="Premier point", version=2)

    assert ItemNote.objects.get().text == "Premier point\nDe l’une\nDe l’autre"
    assert NoteVariant.objects.count() == 0


def test_two_texts_of_one_line_stay_in_the_item(
    officer: Client, sign_in: SignIn, item: AgendaItem
) -> None:
    other = sign_in("team")
    write(officer, item, "Vote le 18")
    write(officer, item, "Vote le 18, sous réserve", base="Vote le 18", version=2)

    answer = write(other, item, "Vote le 19", base="Vote le 18", version=2)
    write(other, item, "Vote le 19 au soir", base="Vote le 19", version=2)

    assert ItemNote.objects.get().text == "Vote le 18, sous réserve"
    assert list(NoteVariant.objects.values_list("text", flat=True)) == ["Vote le 19 au soir"]
    assert "Les deux textes sont gardés" in answer


@pytest.mark.parametrize(
    ("keep", "text"),
    [
        ("saved", "Le Département vote."),
        ("other", "Il ne vote pas."),
        ("both", "Le Département vote.\nIl ne vote pas."),
    ],
)
def test_one_chooses_between_two_texts(
    officer: Client, item: AgendaItem, keep: str, text: str
) -> None:
    variant = make_note_variant(note=make_item_note(item=item))
    settle = url(item.meeting.body.cooperation, "meeting_note_settle", variant.pk)

    officer.post(settle, {"keep": "neither"})
    officer.post(settle, {"keep": keep})

    assert (ItemNote.objects.get().text, NoteVariant.objects.count()) == (text, 0)


def test_a_choice_made_meanwhile_stands_with_what_was_typed_since(
    officer: Client, item: AgendaItem
) -> None:
    variant = make_note_variant(note=make_item_note(item=item))
    settle = url(item.meeting.body.cooperation, "meeting_note_settle", variant.pk)

    def chosen_and_written_on() -> None:
        NoteVariant.objects.all().delete()
        ItemNote.objects.update(text="Le Département votera.", version=3)

    with written_meanwhile(chosen_and_written_on):
        page = officer.post(settle, {"keep": "other"}, follow=True)

    assert (page.status_code, ItemNote.objects.get().text) == (200, "Le Département votera.")


def test_a_note_that_cannot_be_read_changes_nothing(officer: Client, item: AgendaItem) -> None:
    make_item_note(item=item)

    write(officer, item, "x" * 50_001)
    officer.post(url(item.meeting.body.cooperation, "meeting_note", item.pk), {"text": "y"})

    assert ItemNote.objects.get().text == "Le Département vote."


def test_a_point_with_a_note_stays_on_the_agenda(officer: Client, item: AgendaItem) -> None:
    make_item_note(item=item)
    cooperation = item.meeting.body.cooperation

    page = officer.post(url(cooperation, "meeting_item_remove", item.pk), follow=True)

    assert "Ce point porte une note ou une décision" in page.text
    assert AgendaItem.objects.count() == 1


def test_a_decision_is_typed_with_its_rule(officer: Client, item: AgendaItem) -> None:
    cooperation = item.meeting.body.cooperation
    pornic = member_with_name(cooperation, "Commune de Pornic")
    add = url(cooperation, "meeting_decision_add", item.meeting_id)
    shown = officer.get(f"{add}?point={item.pk}")

    officer.post(
        add,
        {
            "item": item.pk,
            "wording": "La clé par population est retenue.",
            "outcome": "to_deliberate",
            "rule": "unanimity",
            "effects": "Projet de texte avant le 12",
            "steward": pornic.pk,
            "review_on": "01/06/2027",
        },
    )

    entry = "item", "outcome", "rule", "steward", "review_on"
    assert shown.context["form"].instance.item == item
    assert Decision.objects.values_list(*entry).get() == (
        (item.pk, "to_deliberate", "unanimity", pornic.pk, date(2027, 6, 1))
    )
    sheet = officer.get(url(cooperation, "meeting", item.meeting_id)).text
    assert (
        "À délibérer par les conseils, unanimité. Aucun conseil n’est encore saisi. "
        "Suite : Commune de Pornic. À revoir le 1er juin 2027."
    ) in section(sheet, "m-decisions").replace("\u00a0", " ")


def test_the_point_of_another_meeting_is_refused(officer: Client, item: AgendaItem) -> None:
    cooperation = item.meeting.body.cooperation
    other = make_agenda_item(meeting=make_meeting(body=item.meeting.body))

    page = officer.post(
        url(cooperation, "meeting_decision_add", item.meeting_id),
        {"item": other.pk, "wording": "Oui.", "outcome": "opinion"},
    )

    assert (page.status_code, Decision.objects.count()) == (422, 0)


def test_second_writer_of_a_decision_sees_both_texts(officer: Client, item: AgendaItem) -> None:
    decision = make_decision(item=item)
    edit = url(item.meeting.body.cooperation, "meeting_decision_edit", decision.pk)
    sent = {"outcome": "decision", "version": 1}
    officer.post(edit, sent | {"wording": "Retenue."})

    page = officer.post(edit, sent | {"wording": "Ajournée."})

    decision.refresh_from_db()
    assert (page.status_code, decision.wording) == (409, "Retenue.")
    assert "Ajournée." in plain(page.text)


def test_a_decision_written_by_mistake_goes(officer: Client, item: AgendaItem) -> None:
    decision = make_decision(item=item)

    officer.post(url(item.meeting.body.cooperation, "meeting_decision_remove", decision.pk))

    assert Decision.objects.count() == 0


def test_observer_reads_decisions_and_no_note(sign_in: SignIn, item: AgendaItem) -> None:
    make_item_note(item=item)
    make_decision(item=item)
    cooperation = item.meeting.body.cooperation
    sheet = url(cooperation, "meeting", item.meeting_id)
    observer = sign_in("observer")

    assert "La clé par population" in section(observer.get(sheet).text, "m-decisions")
    assert "Le Département vote." not in observer.get(sheet).text
    notes = url(cooperation, "meeting_minutes", item.meeting_id)
    assert [sign_in(role).get(notes).status_code for role in ("team", "partner", "observer")] == [
        200,
        403,
        403,
    ]


def test_a_decision_to_review_is_a_date_then_waits(access: Access) -> None:
    today = timezone.localdate()
    meeting = a_meeting_of(access.cooperation)
    later, due = make_decision(meeting=meeting), make_decision(meeting=meeting, wording="Haies.")
    Decision.objects.filter(pk=later.pk).update(review_on=today + timedelta(days=9))
    Decision.objects.filter(pk=due.pk).update(review_on=today)
    observer = make_access(cooperation=access.cooperation, role="observer")

    assert list(decisions_are_reviewed(access, today, today + timedelta(days=30)))[1:] == [
        Upcoming(
            today + timedelta(days=9),
            "Décision à revoir : La clé par population est retenue.",
            str(meeting),
            url(access.cooperation, "decision", later.pk),
        )
    ]
    edit = url(access.cooperation, "decision", due.pk)
    assert list(reviews_wait(access, today)) == [
        Waiting(
            "Revoir une décision : Haies.",
            f"Elle devait être revue le {french.long_date(today)}.",
            edit,
            verb="Revoir",
        )
    ]
    assert waiting.ask(observer, today) == []


def test_page_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_meeting_of(cooperation)

    def add() -> None:
        item = make_agenda_item(meeting=meeting)
        make_note_variant(note=make_item_note(item=item))
        make_decision(item=item)

    add()
    with django_assert_num_queries(12):
        officer.get(url(cooperation, "meeting_minutes", meeting.pk))
    add()
    add()
    with django_assert_num_queries(12):
        officer.get(url(cooperation, "meeting_minutes", meeting.pk))
