"""Whoever is erased is named nowhere in what governance wrote, nor in what a search reads of it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import Model

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.models import Subject
from maillage.ground.directory.rights.services import erase_people
from maillage.trade.governance import models
from maillage.trade.governance.personal_meetings import WRITTEN
from tests.ground.directory.makers import make_member_person
from tests.trade.governance.agreements.makers import (
    make_agreement,
    make_agreement_party,
    make_agreement_remark,
    make_article_amendment,
)
from tests.trade.governance.consultations.makers import (
    make_consultation,
    make_consulted_seat,
    make_opinion,
)
from tests.trade.governance.date_polls.makers import (
    make_date_answer,
    make_date_poll,
    make_poll_invitee,
)
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)
from tests.trade.governance.makers import (
    a_body_of,
    a_meeting_of,
    make_agenda_item,
    make_amendment,
    make_decision_option,
    make_form_study,
    make_guest,
    make_item_note,
    make_lead_partner,
    make_nomination,
    make_note_variant,
    make_presence,
    make_question,
    make_seat_call,
    make_stand_down,
)

Make = Callable[[Cooperation], Model]
WITH_NAME, REST = "Vu avec Mme Gaborit", "On garde cette ligne"


def _item(place: Cooperation) -> models.AgendaItem:
    return make_agenda_item(meeting=a_meeting_of(place))


def _council(place: Cooperation) -> models.Deliberation:
    return make_deliberation(decision=make_joint_decision(cooperation=place))


def _invitee(place: Cooperation) -> models.PollInvitee:
    return make_poll_invitee(poll=make_date_poll(body=a_body_of(place)))


def _call(place: Cooperation) -> models.SeatCall:
    return make_seat_call(nomination=make_nomination(body=a_body_of(place)))


MADE: dict[type[Model], Make] = {
    models.ItemNote: lambda place: make_item_note(item=_item(place)),
    models.NoteVariant: lambda place: make_note_variant(note=make_item_note(item=_item(place))),
    models.Decision: lambda place: make_question(cooperation=place),
    models.DecisionOption: lambda place: make_decision_option(
        decision=make_question(cooperation=place)
    ),
    models.Body: a_body_of,
    models.JointDecision: lambda place: make_joint_decision(cooperation=place),
    models.Deliberation: _council,
    models.Answer: lambda place: make_answer(deliberation=_council(place)),
    models.Nomination: lambda place: make_nomination(body=a_body_of(place)),
    models.SeatCall: _call,
    models.DatePoll: lambda place: make_date_poll(body=a_body_of(place)),
    models.LeadPartner: lambda place: make_lead_partner(cooperation=place),
    models.FormStudy: lambda place: make_form_study(
        cooperation=place, chosen="entente", reason="Simple.", chosen_on=date(2026, 9, 24)
    ),
    models.Agreement: lambda place: make_agreement(cooperation=place),
    models.AgreementParty: lambda place: make_agreement_party(
        agreement=make_agreement(cooperation=place)
    ),
    models.AgreementRemark: lambda place: make_agreement_remark(
        agreement=make_agreement(cooperation=place)
    ),
    models.ArticleAmendment: lambda place: make_article_amendment(
        agreement=make_agreement(cooperation=place)
    ),
    models.Amendment: lambda place: make_amendment(meeting=a_meeting_of(place)),
    models.AgendaItem: _item,
    models.Meeting: a_meeting_of,
    models.StandDown: lambda place: make_stand_down(item=_item(place)),
    models.Guest: lambda place: make_guest(meeting=a_meeting_of(place)),
    models.Presence: lambda place: make_presence(meeting=a_meeting_of(place)),
    models.DateAnswer: lambda place: make_date_answer(invitee=_invitee(place)),
    models.Opinion: lambda place: make_opinion(
        asked=make_consulted_seat(consultation=make_consultation(body=a_body_of(place)))
    ),
    models.Consultation: lambda place: make_consultation(body=a_body_of(place)),
}


@pytest.mark.parametrize(
    ("model", "fields"),
    [pytest.param(model, fields, id=model.__name__) for model, _body, fields in WRITTEN],
)
def test_an_erased_person_is_named_in_no_text(
    access: Access, model: type[Model], fields: tuple[str, ...]
) -> None:
    person = make_member_person(cooperation=access.cooperation)
    record = MADE[model](access.cooperation)
    for name in fields:
        setattr(record, name, f"{WITH_NAME}\n{REST}")
    record.save()

    erase_people(author=access.user, place=access.cooperation, people=[person])

    record.refresh_from_db()
    assert {getattr(record, name) for name in fields} == {f"…\n{REST}"}
    assert "gaborit" not in getattr(record, "folded", "")


def test_the_subject_of_a_decision_names_them_no_more(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    decision = make_joint_decision(cooperation=access.cooperation)
    Subject.objects.filter(pk=decision.subject_id).update(label=WITH_NAME)

    erase_people(author=access.user, place=access.cooperation, people=[person])

    assert Subject.objects.get(pk=decision.subject_id).label == "…"
