"""When somebody is erased, is each text that may name them looked into?"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, Model, TextField
from django.test.utils import CaptureQueriesContext

from maillage.core.folded import FoldedField
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.ground.directory.models import OrganisationNote
from maillage.ground.directory.rights.services import erase_people
from maillage.ground.missions.models import Declaration, HandOver
from maillage.trade.stakes.models import (
    Finding,
    FindingReading,
    LabelChoice,
    Stake,
    Theme,
    ThemeChoice,
)
from tests.foundation.cooperations.makers import make_access, make_answer_link
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.makers import make_contact, make_member_person, make_organisation_note
from tests.ground.missions.makers import make_declaration, make_hand_over
from tests.trade.stakes.makers import (
    make_finding,
    make_finding_reading,
    make_label_choice,
    make_stake,
    make_theme,
    make_theme_choice,
)

WITH_NAME, UNNAMED = "Vu avec Inès Gaborit mardi.", "Rendez-vous en mairie."
# What is not searched, and why nobody is named there.
APPS = {
    "accounts": "an account belongs to its holder, who closes it",
    "journal": "entries are forgotten record by record, not by their texts",
    "territories": "official registers",
    "upkeep": "the machine's own",
}
MODELS = {
    "directory.Organisation": "a legal person",
    "directory.OrganisationName": "a legal person",
    "directory.Department": "a part of a legal person",
    "directory.Competence": "a domain of the law",
    "cooperations.Workspace": "an employer",
    "exchange.SavedMapping": "headers of a file",
    "governance.TextVersion": "submitted to councils: sealed by its fingerprint",
    "governance.AgreementText": "voted and signed: sealed by its fingerprint",
    "governance.Article": "voted and signed: sealed by its fingerprint",
    "governance.AgreementAct": "what the table of legal forms asks",
    "missions.MissionState": "computed again from the records",
    "mail.Enclosure": "goes with its letter",
    "mail.Rhythm": "an hour",
}
FIELDS = {
    *("cooperations.Cooperation.name", "cooperations.Cooperation.slug"),
    *("cooperations.Cooperation.profile", "cooperations.Cooperation.time_zone"),
    *("cooperations.AnswerLink.purpose", "cooperations.AnswerLink.about"),
    *("mail.Letter.key", "mail.Letter.stop_url", "mail.Letter.said"),
    *("governance.Body.colleges", "governance.Body.least_college", "governance.Commitment.unit"),
    *("governance.CommitmentStep.act_number", "governance.Deliberation.act_number"),
    *("governance.LeadPartner.act_number", "governance.Meeting.link", "governance.DatePoll.link"),
    *("governance.JointDecision.rule_source", "governance.JointDecision.silence_source"),
    *("missions.Declaration.leaf", "plan.FicheText.key", "context.SchemeText.key"),
    *("context.FacilityAgreement.act", "governance.FormStudy.chosen"),
    "governance.AgreementRemark.article_key",
    *("stakes.Finding.licence", "stakes.FindingFigure.period", "stakes.FindingFigure.unit"),
    *("stakes.FindingFigure.reference_label", "plan.ProjectStage.stage"),
}


def written_fields() -> Iterator[tuple[str, str, str]]:
    """The fields where somebody writes words of their own: its name, its table, its column."""
    for model in apps.get_models():
        label = model._meta.label
        if (
            not model.__module__.startswith("maillage.")
            or model._meta.app_label in APPS
            or label in MODELS
        ):
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, CharField | TextField) and field.editable
            if is_text and not field.choices and not isinstance(field, FoldedField):
                yield f"{label}.{field.name}", model._meta.db_table, field.column or ""


@pytest.mark.django_db
def test_each_text_is_looked_into(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    make_contact(person=person, value="ines.gaborit@retz.example.org")

    with CaptureQueriesContext(connection) as queries:
        erase_people(author=access.user, place=access.cooperation, people=[person])

    read_columns = {
        pair
        for query in queries.captured_queries
        for pair in re.findall(r'"(\w+)"\."(\w+)"', query["sql"])
    }
    assert {name for name, *place in written_fields() if tuple(place) not in read_columns} == FIELDS


TEXTS: list[tuple[type[Model], tuple[str, ...]]] = [
    (Cooperation, ("purpose", "closing_reason")),
    (OrganisationNote, ("text", "source")),
    (Declaration, ("reason",)),
    (HandOver, ("text",)),
    (Theme, ("label", "description")),
    (ThemeChoice, ("reason",)),
    (Stake, ("label", "description", "why_closed")),
    (LabelChoice, ("reason",)),
    (Finding, ("statement", "source", "why_retired")),
    (FindingReading, ("said", "proposes")),
]


MAKERS: dict[type[Model], Callable[[Cooperation], Model]] = {
    Cooperation: lambda place: place,
    OrganisationNote: lambda place: make_organisation_note(cooperation=place),
    Declaration: lambda place: make_declaration(cooperation=place),
    HandOver: lambda place: make_hand_over(cooperation=place),
    Theme: lambda place: make_theme(cooperation=place),
    ThemeChoice: lambda place: make_theme_choice(theme=make_theme(cooperation=place)),
    Stake: lambda place: make_stake(cooperation=place),
    LabelChoice: lambda place: make_label_choice(stake=make_stake(cooperation=place)),
    Finding: lambda place: make_finding(cooperation=place),
    FindingReading: lambda place: make_finding_reading(actor=make_member_actor(cooperation=place)),
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "fields"), [pytest.param(model, names, id=model.__name__) for model, names in TEXTS]
)
def test_an_erased_person_is_named_there_no_more(
    access: Access, model: type[Model], fields: tuple[str, ...]
) -> None:
    author = make_access(cooperation=access.cooperation).user
    person = make_member_person(cooperation=access.cooperation)
    record = MAKERS[model](access.cooperation)
    for name in fields:
        setattr(record, name, f"{WITH_NAME}\n{UNNAMED}")
    record.save()

    erase_people(author=author, place=access.cooperation, people=[person])

    record.refresh_from_db()
    assert {getattr(record, name) for name in fields} == {f"…\n{UNNAMED}"}


@pytest.mark.django_db
def test_a_link_that_waits_for_them_is_withdrawn(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    link = make_answer_link(cooperation=access.cooperation, recipient="Inès Gaborit, maire")
    other = make_answer_link(cooperation=access.cooperation, recipient="Zoé Évrard")

    erase_people(author=access.user, place=access.cooperation, people=[person])

    rows = AnswerLink.objects.order_by("pk")
    assert [(one.pk, one.recipient, one.revoked_at is None) for one in rows] == [
        (link.pk, "…", False),
        (other.pk, "Zoé Évrard", True),
    ]
