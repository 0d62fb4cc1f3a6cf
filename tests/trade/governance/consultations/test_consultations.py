"""A question put in writing closes at its date; its result is told and registered."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import Upcoming
from maillage.core.chores import chores
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.journal.models import Change
from maillage.ground.directory.rights.services import anonymise_person
from maillage.trade.governance.choices import DecisionRule, QuorumKind, Voice
from maillage.trade.governance.consultations.points import consultations_close
from maillage.trade.governance.consultations.queries import all_lines
from maillage.trade.governance.consultations.services import close_due_consultations
from maillage.trade.governance.consultations.words import result_of
from maillage.trade.governance.models import Consultation, ConsultedSeat, Decision, Opinion
from tests.conftest import SignIn
from tests.foundation.mail.carried import sent_messages
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_member_person
from tests.ground.directory.reading import plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.consultations.makers import (
    a_consultation_of,
    make_consultation,
    make_consulted_seat,
    make_opinion,
)
from tests.trade.governance.makers import (
    a_body_of,
    make_body,
    make_holder,
    make_seat,
    make_spoken_seat,
)

LAST = date(2026, 11, 20)


def consulted(
    cooperation: Cooperation,
    *choices: str,
    rule: str = DecisionRule.WEIGHTED_SEATS,
    quorum: str = QuorumKind.NONE,
) -> Consultation:
    """A consultation that ended on 20 November; each seat said one of these, or nothing."""
    body = make_body(cooperation=cooperation, quorum=quorum)
    consultation = make_consultation(body=body, rule=rule, closes_on=LAST)
    for number, choice in enumerate(choices):
        seat = make_seat(body=body, organisation=member_with_name(cooperation, f"Nort {number}"))
        consulted_seat = make_consulted_seat(consultation=consultation, seat=seat)
        if choice:
            make_opinion(asked=consulted_seat, choice=choice)
    return consultation


def result(consultation: Consultation) -> tuple[str, str]:
    shown_result = result_of(consultation, all_lines(consultation))
    return shown_result.closing, shown_result.sentence


@pytest.mark.parametrize(
    ("rule", "choices", "expected"),
    [
        (
            DecisionRule.WEIGHTED_SEATS,
            ("for", "for", "against", "abstains", ""),
            ("adopted", "Adoptée. 2 voix pour, 1 contre, 1 en abstention, 1 sans réponse."),
        ),
        (
            DecisionRule.WEIGHTED_SEATS,
            ("for", "against"),
            ("rejected", "Non adoptée. 1 voix pour, 1 contre, 0 en abstention."),
        ),
        (
            DecisionRule.WEIGHTED_SEATS,
            ("abstains", ""),
            ("rejected", "Non adoptée. 0 voix pour, 0 contre, 1 en abstention, 1 sans réponse."),
        ),
        (
            DecisionRule.UNANIMITY,
            ("for", "for"),
            ("adopted", "Adoptée. 2 voix pour, 0 contre, 0 en abstention."),
        ),
        (
            DecisionRule.UNANIMITY,
            ("for", ""),
            ("rejected", "Non adoptée. 1 voix pour, 0 contre, 0 en abstention, 1 sans réponse."),
        ),
        (
            DecisionRule.TWO_THIRDS,
            ("for", "for", "against"),
            ("adopted", "Adoptée. 2 voix pour, 1 contre, 0 en abstention."),
        ),
        (
            DecisionRule.TWO_THIRDS,
            ("for", "for", "", ""),
            ("rejected", "Non adoptée. 2 voix pour, 0 contre, 0 en abstention, 2 sans réponse."),
        ),
        (
            DecisionRule.CONSENSUS,
            ("for", "", ""),
            ("adopted", "Adoptée. 1 voix pour, 0 contre, 0 en abstention, 2 sans réponse."),
        ),
        (
            DecisionRule.CONSENSUS,
            ("for", "against"),
            ("rejected", "Non adoptée. 1 voix pour, 1 contre, 0 en abstention."),
        ),
        (
            DecisionRule.WEIGHTED_SEATS,
            ("for", "for", "objects"),
            (
                "meeting",
                "Une réunion est demandée par Nort 2 : la question va à la prochaine séance. "
                "2 voix pour, 0 contre, 0 en abstention.",
            ),
        ),
    ],
)
def test_the_rule_makes_the_result(
    cooperation: Cooperation, rule: str, choices: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert result(consulted(cooperation, *choices, rule=rule)) == expected


def test_who_answers_counts_at_the_quorum(cooperation: Cooperation) -> None:
    short = consulted(cooperation, "for", "", "", quorum=QuorumKind.WHOLE)

    assert result(short) == (
        "no_quorum",
        "Sans effet : le quorum n’est pas atteint par les réponses. "
        "1 voix pour, 0 contre, 0 en abstention, 2 sans réponse.",
    )


def test_a_consultative_voice_is_shown_and_not_counted(cooperation: Cooperation) -> None:
    consultation = consulted(cooperation, "for")
    listened = make_seat(body=consultation.body, voice=Voice.CONSULTATIVE)
    make_opinion(
        asked=make_consulted_seat(consultation=consultation, seat=listened), choice="against"
    )

    assert result(consultation) == ("adopted", "Adoptée. 1 voix pour, 0 contre, 0 en abstention.")


def test_it_closes_by_itself_and_enters_the_register(cooperation: Cooperation) -> None:
    consultation = consulted(cooperation, "for")

    counts = [close_due_consultations(LAST + timedelta(days=days)) for days in (0, 1, 1)]

    consultation.refresh_from_db()
    rows = "question", "wording", "outcome", "rule", "body", "decided_on", "meeting"
    assert counts == [0, 1, 0]
    assert (consultation.closing, consultation.closed_on) == ("adopted", date(2026, 11, 21))
    assert Decision.objects.values_list(*rows).get() == (
        (
            consultation.question,
            "Par consultation écrite. Adoptée. 1 voix pour, 0 contre, 0 en abstention.",
            "decision",
            "weighted_seats",
            consultation.body_id,
            LAST,
            None,
        )
    )
    assert Change.objects.latest("pk").via == "Clôture à la date prévue"


def test_a_meeting_asked_for_decides_nothing(cooperation: Cooperation) -> None:
    consultation = consulted(cooperation, "for", "objects")

    close_due_consultations(LAST + timedelta(days=1))

    consultation.refresh_from_db()
    assert (consultation.closing, Decision.objects.count()) == ("meeting", 0)


def test_the_tick_closes_it(cooperation: Cooperation) -> None:
    consulted(cooperation, "for")

    parts = chores.ask(timezone.now())

    assert "consultations : 1 closes" in parts


def test_each_seat_that_has_a_voice_is_asked(officer: Client, cooperation: Cooperation) -> None:
    body = a_body_of(cooperation)
    seat, empty = make_seat(body=body), make_seat(body=body)
    make_seat(body=body, voice=Voice.OBSERVER)
    person = make_member_person(cooperation=cooperation)
    make_holder(seat=seat, person=person)
    day = timezone.localdate() + timedelta(days=8)

    officer.post(
        url(cooperation, "consultation_add"),
        {
            "body": body.pk,
            "question": "D’accord ?",
            "rule": "consensus",
            "closes_on": f"{day:%d/%m/%Y}",
        },
    )

    assert set(ConsultedSeat.objects.values_list("seat", "person")) == {
        (seat.pk, person.pk),
        (empty.pk, None),
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"closes_on": "01/01/2020"}, "Cette date est passée"),
        ({"closes_on": "01/01/2100"}, "C’est dans plus de six mois"),
        ({"question": ""}, "Écrivez une réponse"),
        ({"rule": "qualified_epci"}, "Sélectionnez un choix valide"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, str], sentence: str
) -> None:
    day = timezone.localdate() + timedelta(days=8)
    good = {
        "body": a_body_of(cooperation).pk,
        "question": "D’accord ?",
        "rule": "consensus",
        "closes_on": f"{day:%d/%m/%Y}",
    }

    page = officer.post(url(cooperation, "consultation_add"), good | wrong)

    assert (page.status_code, Consultation.objects.count()) == (422, 0)
    assert sentence in plain(page.text).replace("\u00a0", " ")


def test_the_page_tells_who_says_what(officer: Client, cooperation: Cooperation) -> None:
    consultation = a_consultation_of(cooperation)
    seat = make_seat(body=consultation.body, organisation=member_with_name(cooperation, "Bouin"))
    make_opinion(
        asked=make_consulted_seat(consultation=consultation, seat=seat),
        choice="objects",
        words="Le plan de financement",
    )

    page = officer.get(url(cooperation, "consultation", consultation.pk))

    row = plain(page.text.partition("Bouin")[2].partition("</tr>")[0]).replace("\u00a0", " ")
    assert "Réponses jusqu’au 20 janvier 2100" in reading(page.text).replace("\u00a0", " ")
    assert "Objection, demande une réunion" in row
    assert "« Le plan de financement »" in row


def test_observers_read_no_name_and_no_words(sign_in: SignIn, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    consultation = a_consultation_of(cooperation)
    consulted_seat = make_consulted_seat(consultation=consultation, person=person)
    make_opinion(asked=consulted_seat, words="Le reste à charge", told_by="Lise Vrignaud")
    page = url(cooperation, "consultation", consultation.pk)

    read = [
        [
            word in sign_in(role).get(page).text
            for word in (str(person), "reste à charge", "Vrignaud")
        ]
        for role in ("officer", "observer")
    ]

    assert read == [[True, True, False], [False, False, False]]


def test_an_officer_hears_a_partner_answers_for_theirs(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    consultation, partner = a_consultation_of(cooperation), sign_in("partner")
    mine = make_consulted_seat(
        consultation=consultation, seat=make_spoken_seat(cooperation=cooperation)
    )
    other = make_consulted_seat(consultation=consultation)
    values = {"choice": "for", "means": "phone", "told_by": "L. Roux", "told_on": "24/11/2026"}

    officer.post(url(cooperation, "consultation_answer", mine.pk), values)
    own = partner.post(
        url(cooperation, "consultation_answer", mine.pk),
        {"choice": "against", "read": Opinion.objects.get().pk},
    )
    refused = partner.post(url(cooperation, "consultation_answer", other.pk), {"choice": "for"})

    rows = [(one.choice, one.means, one.replaced_at is None) for one in Opinion.objects.all()]
    assert (own.status_code, refused.status_code) == (302, 404)
    assert rows == [("for", "phone", False), ("against", "account", True)]


def test_a_closed_consultation_takes_nothing(officer: Client, cooperation: Cooperation) -> None:
    consulted_seat = make_consulted_seat(consultation=a_consultation_of(cooperation))
    page = url(cooperation, "consultation_drop", consulted_seat.consultation_id)
    officer.post(page, {"reason": "question reportée", "version": 1})

    values = {"choice": "for", "means": "phone", "told_by": "L. Roux", "told_on": "24/11/2026"}
    late = officer.post(
        url(cooperation, "consultation_answer", consulted_seat.pk), values, follow=True
    )
    again = officer.post(page, {"reason": "encore", "version": 2}, follow=True)

    assert "plus rien ne s’y écrit" in late.text
    assert "plus rien ne s’y écrit" in again.text
    assert (Opinion.objects.count(), Consultation.objects.get().result) == (0, "question reportée")


def test_links_leave_by_letter_once_and_remind_once_a_day(
    officer: Client, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="ines@bouin.example.org")
    consultation = a_consultation_of(cooperation)
    reached = make_consulted_seat(consultation=consultation, person=person)
    unreached = make_consulted_seat(consultation=consultation)

    for _day in range(2):
        for _double_click in range(2):
            officer.post(
                url(cooperation, "consultation_invite", consultation.pk),
                {"seats": [reached.pk, unreached.pk]},
            )
        sent_messages()

    assert set(AnswerLink.objects.values_list("target", "email")) == {
        (reached.pk, "ines@bouin.example.org"),
        (unreached.pk, ""),
    }
    assert [message.to for message in sent_messages()] == [["ines@bouin.example.org"]] * 2


def test_its_last_day_is_among_the_dates(access: Access, cooperation: Cooperation) -> None:
    consultation = a_consultation_of(cooperation)
    day = consultation.closes_on

    assert consultations_close(access, day, day) == [
        Upcoming(
            day,
            f"Consultation écrite : {consultation.question}",
            "Dernier jour pour répondre ; elle se clôt d’elle-même le lendemain.",
            url(cooperation, "consultation", consultation.pk),
        )
    ]


def test_who_is_anonymised_is_named_in_no_answer(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    consulted_seat = make_consulted_seat(consultation=a_consultation_of(access.cooperation))
    make_opinion(asked=consulted_seat, told_by=str(person), words=f"D’accord.\nSigné {person}")

    anonymise_person(author=access.user, place=access.cooperation, person=person)

    assert Opinion.objects.values_list("told_by", "words").get() == ("…", "D’accord.\n…")


def test_the_page_reads_in_a_constant_number_of_queries(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    consultation = a_consultation_of(cooperation)
    make_opinion(asked=make_consulted_seat(consultation=consultation))
    page = url(cooperation, "consultation", consultation.pk)
    with django_assert_num_queries(8):
        officer.get(page)
    for _more in range(3):
        make_opinion(asked=make_consulted_seat(consultation=consultation))
    with django_assert_num_queries(8):
        officer.get(page)
