"""What the plan knows of somebody goes out with them, and is erased."""

import pytest

from maillage.core.personal import MASK, Somebody, personal
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.models import Subject
from maillage.ground.directory.rights.services import erase_people
from tests.ground.directory.makers import make_member_person
from tests.trade.plan.makers import make_action, make_progress_note, make_share, make_share_answer

pytestmark = pytest.mark.django_db


def test_person_leaves_the_plan(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    action = make_action(cooperation=access.cooperation, title="Le projet d’Inès Gaborit")
    action.elected = person
    action.save()
    share = make_share(action=action)
    share.person = person
    share.save()
    answer = make_share_answer(share=share, told_by="Inès Gaborit")
    note = make_progress_note(action=action, words="Vu avec Inès Gaborit mardi.")

    erase_people(author=access.user, place=access.cooperation, people=[person])

    for one in (action, share, answer, note):
        one.refresh_from_db()
    assert [action.elected_id, share.person_id, answer.told_by, note.words] == [
        None,
        None,
        MASK,
        MASK,
    ]
    assert (action.title, Subject.objects.get(pk=action.subject_id).label) == (MASK, MASK)


def test_person_reads_where_they_are_named(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    action = make_action(cooperation=access.cooperation, title="Une navette")
    share = make_share(action=action)
    share.person = person
    share.save()
    make_share_answer(share=share, told_by="Inès Gaborit")
    somebody = Somebody(
        person.pk, access.cooperation.workspace_id, "", str(person), (person.family_name,)
    )

    rows = [
        row
        for room in personal.ask()
        for chapter in room.export(access, somebody)
        if chapter.title == "Plan d’action"
        for row in chapter.rows
    ]

    assert [(row[0], row[2]) for row in rows] == [
        ("Une navette", "personne référente"),
        ("Une navette", "a dit la réponse"),
    ]
