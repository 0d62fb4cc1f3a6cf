"""Who changed a sheet, what, from what to what."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.journal.queries import FieldChange, Gesture, history, last_writer
from maillage.foundation.journal.seals import first_fault, seal_past_days
from maillage.ground.directory.models import Availability, Mandate, Organisation, Skill
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import (
    make_availability,
    make_mandate,
    make_organisation,
    make_person,
    make_skill,
)
from tests.ground.directory.reading import plain

pytestmark = pytest.mark.django_db


def sentences_of(gestures: list[Gesture]) -> list[str]:
    return [one.sentence for one in gestures]


def write(author: User, record: Organisation | Mandate | Skill, *, place: int = 0) -> None:
    """Saves the record as this author, in the workspace or in one cooperation."""
    with journal.write(author, workspace_id=1, cooperation_id=place or None, topic="people"):
        record.save()


def test_fields_read_in_french_before_and_after(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    caf = make_organisation(workspace=person.workspace, name="Caf de Retz")
    mandate = make_mandate(person=person)
    mandate.organisation, mandate.kind, mandate.until = caf, "elected", date(2026, 4, 16)

    write(access.user, mandate)

    last = history(person.sheet_key, cooperation_id=access.cooperation_id)[0]
    who, *values = re.split(" « | »(?:, « | et « |.$)", plain(last.sentence))
    assert who == "Hélène Marchadier a noté pour Inès Gaborit, Coordinatrice enfance"
    assert sorted(one for one in values if one) == [
        *("jusqu’au 16 avril 2026", "qualité : mandat électif", "structure : Caf de Retz"),
    ]
    of = "Inès Gaborit, Coordinatrice enfance"
    assert sorted(last.changes, key=lambda one: one.label) == [
        FieldChange(f"{of}, jusqu’au", "", "16\N{NO-BREAK SPACE}avril 2026", of),
        FieldChange(f"{of}, qualité", "poste technique", "mandat électif", of),
        FieldChange(f"{of}, structure", "Commune de Pornic", "Caf de Retz", of),
    ]


def test_parts_added_and_removed_are_shown(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    skill = make_skill(person=person, name="Finances")
    with journal.write(access.user, workspace_id=1, topic="people"):
        skill.delete()

    gestures = history(person.sheet_key, cooperation_id=access.cooperation_id)

    assert sentences_of(gestures) == [
        "Hélène Marchadier a retiré « Finances » (savoir-faire).",
        "Maillage a ajouté « Finances » (savoir-faire).",
        "Maillage a créé la fiche.",
    ]


FUNDER, STEP = "« CC de Retz » (financement)", "« accordé » (étape)"


def given(label: str, after: str, before: str = "", *, added_as: str = FUNDER) -> FieldChange:
    return FieldChange(f"CC de Retz, {label}", before, after, "CC de Retz", added_as)


@pytest.mark.parametrize(
    ("added", "changes", "sentence"),
    [
        (
            (FUNDER, STEP),
            (
                given("visible par", "tous les accès", "la mission"),
                given("où en est-on", "accordé"),
                given("accordé", "30 000 €"),
                given("retenu", "30 000 €", "0 €"),
            ),
            "a ajouté « CC de Retz » (financement, accordé : 30 000 €).",
        ),
        (
            ("« version 2 »",),
            (given("votée", "oui", added_as="« version 2 »"),),
            "a ajouté « version 2 » (votée : oui).",
        ),
        (
            (FUNDER,),
            (given("retenu", "9 €", "0 €"),),
            "a ajouté « CC de Retz » (financement).",
        ),
        (
            (STEP,),
            (given("accordé", "9 €", added_as=""),),
            "a ajouté « accordé » (étape) et a noté pour CC de Retz « accordé : 9 € ».",
        ),
    ],
)
def test_what_is_added_says_each_thing_once(
    added: tuple[str, ...], changes: tuple[FieldChange, ...], sentence: str
) -> None:
    one = Gesture(datetime(2026, 12, 1, tzinfo=UTC), "Inès", added, changes=changes)
    made = Gesture(one.at, "Inès", (FUNDER,), changes=(given("accordé", "9 €"),), is_first=True)

    assert plain(one.sentence) == f"Inès {sentence}"
    assert made.sentence == "Inès a créé la fiche avec « CC de Retz »."


def test_what_a_sheet_is_made_with_is_counted_by_kind_when_it_is_much() -> None:
    added = (*(f"« Étape {rank} » (étape)" for rank in range(4)), "« Blain » (part)")
    kinds = (*["étapes"] * 4, "parts")

    many, few = (
        Gesture(
            datetime(2026, 12, 1, tzinfo=UTC), "Inès", added[n:], is_first=True, kinds=kinds[n:]
        )
        for n in (0, 3)
    )

    assert many.sentence == "Inès a créé la fiche avec quatre étapes et « Blain » (part)."
    assert few.sentence == "Inès a créé la fiche avec « Étape 3 » et « Blain »."


def test_a_state_that_something_was_added_to_say_is_written_once() -> None:
    at, state = (
        datetime(2026, 12, 1, tzinfo=UTC),
        FieldChange("Où en est-elle", "prête", "en cours"),
    )
    news = ("« en cours » (nouvelle)",)

    one = Gesture(at, "Inès", news, changes=(state,))
    other = Gesture(at, "Inès", ("« Les plans sont remis. » (nouvelle)",), changes=(state,))

    assert one.sentence == "Inès a noté « en cours »."
    assert "« Les plans sont remis. » (nouvelle)" in other.sentence


def test_a_part_changed_by_the_gesture_that_adds_it_is_told_with_it(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    with journal.write(access.user, workspace_id=1, topic="people"):
        skill = make_skill(person=person, name="Finances")
        skill.name = "Budget"
        skill.save()

    last = history(person.sheet_key, cooperation_id=access.cooperation_id)[0]

    assert last.sentence == "Hélène Marchadier a ajouté « Finances » (savoir-faire)."
    assert {one.added_as for one in last.changes} == {"« Finances » (savoir-faire)"}


def test_one_gesture_is_reported_once(access: Access) -> None:
    organisation = make_organisation(workspace=access.cooperation.workspace)
    with journal.write(access.user, workspace_id=1, topic="organisations"):
        organisation.commune, organisation.address = "Pornic", "1 rue du Port"
        organisation.save()

    first = history(organisation.sheet_key, cooperation_id=access.cooperation_id)[0]

    assert sorted(change.label for change in first.changes) == [
        "Adresse du siège",
        "Commune du siège",
    ]


def test_other_cooperations_and_confidential_records_are_not_shown(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    beside = make_cooperation(workspace=person.workspace)
    skill = make_skill(person=person)
    skill.name = "Secret"
    write(access.user, skill, place=beside.pk)
    make_availability(cooperation=access.cooperation, person=person, said="Confidence")

    gestures = history(person.sheet_key, cooperation_id=access.cooperation_id)

    assert [text for text in ("Secret", "Confidence") if text in str(gestures)] == []


def test_hidden_fields_and_models_are_left_out(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    person.source = "dit par le maire"
    with journal.write(access.user, workspace_id=1, topic="people"):
        person.save()
    make_skill(person=person)

    gestures = history(
        person.sheet_key,
        cooperation_id=access.cooperation_id,
        hidden=frozenset({"person.source", "skill"}),
    )

    assert sentences_of(gestures) == ["Maillage a créé la fiche."]


def test_last_writer_is_whoever_touched_the_sheet(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    write(access.user, Skill(person=person, name="Finances"))

    writer = last_writer(person)

    assert writer is not None
    assert writer.name == "Hélène Marchadier"


def test_forgotten_record_leaves_who_and_when_and_the_seals_hold(access: Access) -> None:
    skill = make_skill(name="Motzq")
    LogEntry.objects.update(timestamp=datetime(2026, 11, 20, 12, tzinfo=UTC))
    seal_past_days(datetime(2026, 11, 22, 12, tzinfo=UTC))

    journal.forget(Skill, skill.pk)

    entry = LogEntry.objects.get(content_type__model="skill")
    assert (entry.object_repr, entry.changes, entry.object_id) == ("", {}, skill.pk)
    assert first_fault() is None


def test_queries_do_not_grow(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    for name in ("Caf", "Bouin", "Vue"):
        mandate = make_mandate(person=person)
        mandate.organisation = make_organisation(workspace=person.workspace, name=name)
        write(access.user, mandate)

        with django_assert_num_queries(2):
            history(person.sheet_key, cooperation_id=access.cooperation_id)


def test_journal_is_read_once_and_not_through(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    times = Availability.objects.filter(person=person)

    with CaptureQueriesContext(connection) as queries_context:
        history(person.sheet_key, cooperation_id=access.cooperation_id, also=[times])

    (sql,) = [query["sql"] for query in queries_context]
    assert sql.count('FROM "journal_logentry"') == 1
    assert "SCAN journal_logentry" not in plan_of(sql)


def plan_of(sql: str) -> str:
    """How the database answers; PostgreSQL reads a small table through, as it should."""
    sign = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"{sign} {sql}")
        return str(cursor.fetchall())
