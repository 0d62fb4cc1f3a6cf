"""Drafts of deliberations."""

import io
import re
from datetime import date

import docx

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import Deliberation
from tests.ground.directory.makers import make_mandate, make_organisation, make_person
from tests.trade.governance.joint_decisions.makers import (
    make_deliberation,
    make_joint_decision,
    make_text_version,
)

ARTICLE = re.compile(r"\b[LR]\. \d{3,4}(?:-\d+)*")


def council_of(
    access: Access, name: str, kind: str, council: str, title: str = "Charte de coopération"
) -> Deliberation:
    """A text of the cooperation put to the council of a structure of this kind."""
    decision = make_joint_decision(cooperation=access.cooperation, title=title)
    text = make_text_version(decision=decision)
    place = access.cooperation.workspace
    one = make_deliberation(
        decision=decision,
        organisation=make_organisation(workspace=place, name=name, kind=kind),
        council=council,
        session_on=date(2026, 12, 10),
    )
    one.text = text
    one.save()
    return one


def draft(access: Access, one: Deliberation) -> list[str]:
    """The head, the paragraphs and the cells of the DOCX, with plain spaces."""
    written = write_paper(access, "draft_deliberation", one.pk, "docx")
    assert written is not None
    read = docx.Document(io.BytesIO(written.content))
    heads = read.sections[0].first_page_header.tables[0].rows[0].cells
    head = [item.text for cell in heads for item in cell.paragraphs]
    foot = [item.text for item in read.sections[0].first_page_footer.paragraphs]
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    lines = [*head, *(item.text for item in read.paragraphs), *cells, *foot]
    return [line.replace("\xa0", " ").replace("\u2011", "-") for line in lines if line]


def in_office(organisation: Organisation, civility: str, function: str) -> None:
    """Anne Le Goff holds this function in the structure."""
    person = make_person(workspace=organisation.workspace, family_name="Le Goff", given_name="Anne")
    person.civility = civility
    person.save()
    make_mandate(person=person, organisation=organisation, function=function, kind="elected")


def articles(lines: list[str]) -> set[str]:
    """The articles of codes that the draft cites."""
    return {one.replace(". ", "") for one in ARTICLE.findall(" ".join(lines))}
