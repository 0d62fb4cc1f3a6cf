"""Entries written in bulk say what the audit says one by one."""

from datetime import date

import pytest
from auditlog.diff import model_instance_diff
from django.db import IntegrityError

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.bulk import creations
from maillage.foundation.journal.inserts import records_like
from maillage.foundation.journal.models import LogEntry
from maillage.ground.directory.models import Contact, Organisation, Person
from tests.ground.directory.makers import make_contact, make_mandate, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_creation_is_recorded_as_the_audit_records_it() -> None:
    for record in (
        make_organisation(),
        make_person(),
        make_mandate(since=date(2026, 4, 1)),
        make_contact(),
    ):
        own = {field.name for field in record._meta.concrete_fields}

        value = model_instance_diff(None, record)

        filled = {n: v for n, v in value.items() if n in own and v[1] not in {"", "None"}}
        assert creations([record]) == [filled]


def test_creations_are_recorded_together_as_one_by_one() -> None:
    person = make_person()
    people = [person, Person(), Person(family_name="Roy", informed_on=date(2026, 4, 1))]

    assert creations(people) == [
        pair_by_name for one in people for pair_by_name in creations([one])
    ]
    assert creations([]) == []


def test_bulk_entries_have_their_author_gesture_and_sheet(access: Access) -> None:
    workspace = access.cooperation.workspace
    with journal.write(access.user, workspace_id=workspace.pk, topic="imports") as change:
        made = journal.bulk_create(Organisation, [Organisation(workspace=workspace, name="CC A")])

    entry = LogEntry.objects.get(object_id=made[0].pk, sheet=f"organisation:{made[0].pk}")
    assert (entry.change_id, entry.actor_id, entry.action) == (
        change.pk, access.user.pk, LogEntry.Action.CREATE,
    )  # fmt: skip
    assert entry.changes["name"] == ["None", "CC A"]


def test_bulk_set_tells_what_each_record_said_before(access: Access) -> None:
    people, place = [make_person(), make_person()], access.cooperation
    people[1].informed_on = date(2026, 4, 1)
    with journal.write(access.user, workspace_id=place.workspace_id, topic="people"):
        journal.bulk_set(people, "informed_on", date(2026, 12, 1))

    entries = LogEntry.objects.filter(action=LogEntry.Action.UPDATE).order_by("object_id")
    assert [entry.changes for entry in entries] == [
        {"informed_on": ["None", "2026-12-01"]},
        {"informed_on": ["2026-04-01", "2026-12-01"]},
    ]
    assert set(Person.objects.values_list("informed_on", flat=True)) == {date(2026, 12, 1)}


def test_bulk_delete_takes_the_parts_and_tells_it(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    make_contact(person=person)
    with journal.write(access.user, workspace_id=person.workspace_id, topic="imports"):
        removed = journal.bulk_delete(Person, [person.pk])

    entry = LogEntry.objects.get(object_id=person.pk, action=LogEntry.Action.DELETE)
    assert (removed, Person.objects.count(), Contact.objects.count()) == (1, 0, 0)
    assert entry.changes["family_name"] == ["Gaborit", "None"]


def test_bulk_writes_need_a_gesture() -> None:
    with pytest.raises(RuntimeError, match="groupée"):
        journal.bulk_create_parts(Contact, ("kind", "value"), [("email", "a@x.fr")])


def test_bulk_records_are_saved_at_one_moment(access: Access) -> None:
    workspace = access.cooperation.workspace
    with journal.write(access.user, workspace_id=workspace.pk, topic="imports"):
        made = journal.bulk_create(
            Person, [Person(workspace=workspace, family_name=name) for name in ("Roy", "Zed")]
        )

    people = Person.objects.filter(pk__in=[one.pk for one in made])
    assert {one.recorded_at for one in people} == {made[0].recorded_at} == {made[1].recorded_at}


def test_bulk_records_have_keys_that_later_ones_do_not_take(access: Access) -> None:
    workspace = access.cooperation.workspace
    first = make_person(workspace=workspace)
    names = ["Roy", "Zed"]
    with journal.write(access.user, workspace_id=workspace.pk, topic="imports"):
        made = journal.bulk_create(
            Person, [Person(workspace=workspace, family_name=name) for name in names]
        )
    last = make_person(workspace=workspace)

    assert len({first.pk, *(person.pk for person in made), last.pk}) == 4
    people = Person.objects.filter(pk__in=[person.pk for person in made])
    assert sorted(people.values_list("family_name", "folded")) == [("Roy", "roy"), ("Zed", "zed")]


def test_records_like_another_are_those_made_by_name() -> None:
    shared = Person(workspace_id=7, retained_until=date(2029, 1, 5))

    made = records_like(shared, ("given_name", "family_name"), [("Ève", "Roy"), ("", "Zed")])

    by_name = [
        Person(
            workspace_id=7, retained_until=date(2029, 1, 5), given_name=given, family_name=family
        )
        for given, family in (("Ève", "Roy"), ("", "Zed"))
    ]
    assert creations(made) == creations(by_name)


def test_bulk_of_nothing_writes_nothing(access: Access) -> None:
    with journal.write(access.user, workspace_id=access.cooperation.workspace_id, topic="imports"):
        assert journal.bulk_create(Person, []) == []


def test_bulk_texts_are_kept_letter_for_letter(access: Access) -> None:
    workspace = access.cooperation.workspace
    names = ["Roy\tDupont", "ligne\nligne", "\\N", "\\.", "«Élus», d’ici", "🌻", ""]
    with journal.write(access.user, workspace_id=workspace.pk, topic="imports"):
        rows = [Person(workspace=workspace, family_name="Roy", given_name=name) for name in names]
        made = journal.bulk_create(Person, rows)

    people = Person.objects.filter(pk__in=[person.pk for person in made]).order_by("pk")
    assert list(people.values_list("given_name", flat=True)) == names


def test_bulk_rows_that_break_a_rule_are_refused_whole(access: Access) -> None:
    workspace = access.cooperation.workspace
    twins = [Organisation(workspace=workspace, name=name, siren="200000172") for name in "AB"]

    with (
        pytest.raises(IntegrityError),
        journal.write(access.user, workspace_id=workspace.pk, topic="imports"),
    ):
        journal.bulk_create(Organisation, twins)

    assert not Organisation.objects.filter(siren="200000172").exists()
