"""What is kept of letters: swept, taken away, erased with whom it names."""

import io
import os
import time

import docx
import pytest

from maillage.core.personal import MASK, Somebody, personal
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files import store
from maillage.foundation.documents.models import Letterhead, Template
from maillage.foundation.documents.writing.kinds import paper_by_word
from maillage.foundation.documents.writing.letters import write_sample
from tests.foundation.cooperations.makers import make_cooperation
from tests.foundation.documents.makers import make_letterhead, make_template
from tests.foundation.documents.templates import docx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(access: Access) -> Somebody:
    """Anne Le Goff, who signs."""
    return Somebody(
        number=1,
        workspace_id=access.cooperation.workspace_id,
        sheet="person:1",
        name="Anne Le Goff",
        marks=("Le Goff",),
    )


def signed(access: Access) -> Letterhead:
    """A letterhead that Anne Le Goff signs."""
    head = make_letterhead(cooperation=access.cooperation)
    head.signatory = "La présidente, Anne Le Goff"
    head.save()
    return head


def test_templates_and_logos_are_not_swept(access: Access) -> None:
    one = make_template(cooperation=access.cooperation, content=b"x")
    head = make_letterhead(cooperation=access.cooperation)
    head.logo = store.keep([b"logo"])
    head.save()
    lost = store.keep([b"lost"])
    for path in store.folder().iterdir():
        os.utime(path, (time.time() - 7200,) * 2)

    assert store.sweep() == 1
    assert sorted(path.name for path in store.folder().iterdir()) == sorted([one.stored, head.logo])
    assert lost not in store.names_of()


def test_files_of_one_cooperation_are_named_alone(access: Access) -> None:
    one = make_template(cooperation=access.cooperation, content=b"x")
    make_template(cooperation=make_cooperation(), content=b"y")

    assert store.names_of(access.cooperation_id) == {one.stored}


def test_who_signs_is_informed_of_it(access: Access, somebody: Somebody) -> None:
    signed(access)

    rows = [
        row
        for room in personal.ask()
        for chapter in room.export(access, somebody)
        for row in chapter.rows
    ]

    assert ("Papier à en-tête", "La présidente, Anne Le Goff") in rows


def test_who_is_erased_signs_no_more(access: Access, somebody: Somebody) -> None:
    signed(access)
    template = make_template(cooperation=access.cooperation)
    Template.objects.filter(pk=template.pk).update(name="Lettre de Mme Le Goff.docx")

    for room in personal.ask():
        room.forget(somebody)

    head = Letterhead.objects.get()
    assert (head.signatory, head.place) == ("", "Aubry")
    assert Template.objects.get().name == f"{MASK}.docx"


def test_template_whose_file_is_gone_gives_way_to_ours(access: Access) -> None:
    one = make_template(cooperation=access.cooperation, content=docx_of("Le nôtre"))
    paper = paper_by_word("convocation")
    assert paper is not None
    store.forget(one.stored)

    made = write_sample(access, paper, "docx")

    assert docx.Document(io.BytesIO(made.content)).paragraphs[0].text == "Convocation"
