"""The answer of a council, recorded during a phone call, corrected without being lost."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.models import Attachment
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.rights.services import anonymise_person, erase_people
from maillage.trade.governance.joint_decisions.services.deliberations import (
    NotConcernedError,
    record_answer,
)
from maillage.trade.governance.models import Answer, Deliberation
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member_person, make_spokesperson
from tests.ground.directory.reading import expected, plain, section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_spoken_deliberation,
    make_text_version,
)
from tests.trade.governance.joint_decisions.test_joint_decision_texts import PDF

SENT = date(2026, 9, 14)
VOTED = {
    "vote": "adopted",
    "voted_on": "06/10/2026",
    "told_by": "Lise Vrignaud, secrétaire générale",
    "means": "phone",
    "told_on": "07/10/2026",
    "version": "1",
}


def answers(bouin: Deliberation) -> list[tuple[str, date, bool]]:
    """Every answer: the vote, its day, whether it stands."""
    rows = bouin.answers.order_by("pk")
    return [(one.vote, one.voted_on, one.replaced_at is None) for one in rows]


def council(cooperation: Cooperation, bouin: Deliberation, page: str = "") -> str:
    name = f"joint_decision_council{page}" if not page or page == "_edit" else page
    return url(cooperation, name, bouin.pk)


def test_an_answer_is_recorded_with_its_source(
    officer: Client, access: Access, cooperation: Cooperation, bouin: Deliberation
) -> None:
    text = make_text_version(decision=bouin.decision)

    officer.post(
        url(cooperation, "joint_decision_answer", bouin.pk), VOTED | {"act_number": "2026-84"}
    )

    entry = "vote", "voted_on", "text", "means", "told_by", "told_on", "recorded_by"
    assert list(Answer.objects.values_list(*entry)) == [
        (
            "adopted",
            date(2026, 10, 6),
            text.pk,
            "phone",
            "Lise Vrignaud, secrétaire générale",
            date(2026, 10, 7),
            access.user_id,
        )
    ]
    bouin.refresh_from_db()
    bouin.decision.refresh_from_db()
    assert (bouin.act_number, bouin.decision.standing) == ("2026-84", "yes")
    page = plain(officer.get(council(cooperation, bouin)).text).replace("\u00a0", " ")
    assert "recueilli par téléphone auprès de Lise Vrignaud, secrétaire générale le 7 octobre" in (
        page
    )


def test_a_corrected_vote_keeps_the_first(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    page = url(cooperation, "joint_decision_answer", bouin.pk)
    officer.post(page, VOTED)

    officer.post(page, VOTED | {"vote": "refused", "version": "2"})

    assert answers(bouin) == [
        ("adopted", date(2026, 10, 6), False),
        ("refused", date(2026, 10, 6), True),
    ]
    text = section(officer.get(council(cooperation, bouin)).text, "m-answers")
    assert ["Refusée" in text, "Adoptée" in text, "(remplacée)" in text] == [True, True, True]


def test_two_people_record_the_same_vote(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    page = url(cooperation, "joint_decision_answer", bouin.pk)
    officer.post(page, VOTED)

    second = officer.post(page, VOTED | {"vote": "deferred"})

    assert (second.status_code, answers(bouin)) == (409, [("adopted", date(2026, 10, 6), True)])
    assert ["Ajournée" in second.text, "Adoptée" in second.text] == [True, True]


def future() -> str:
    """The day after tomorrow, as one types it."""
    return f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"vote": ""}, "Choisissez une réponse"),
        ({"vote": "reserved"}, "Écrivez la réserve"),
        ({"voted_on": "01/09/2026"}, "Le conseil précède l’envoi du texte, le"),
        ({"voted_on": future()}, "Cette date est dans l’avenir"),
        ({"told_on": future()}, "Cette date est dans l’avenir"),
        ({"voted_on": "30/02/2026"}, "Février 2026 a 28 jours"),
        ({"means": "link"}, "Sélectionnez un choix valide"),
    ],
)
def test_bad_input_is_refused(
    officer: Client,
    cooperation: Cooperation,
    bouin: Deliberation,
    typed: dict[str, str],
    sentence: str,
) -> None:
    page = officer.post(url(cooperation, "joint_decision_answer", bouin.pk), VOTED | typed)

    assert (page.status_code, Answer.objects.count()) == (422, 0)
    assert sentence in page.text.replace("\u00a0", " ")


def test_a_structure_no_longer_asked_does_not_vote(
    officer: Client, access: Access, cooperation: Cooperation, bouin: Deliberation
) -> None:
    bouin.until = date(2026, 10, 1)
    bouin.save()

    page = officer.post(url(cooperation, "joint_decision_answer", bouin.pk), VOTED)

    assert (page.status_code, Answer.objects.count()) == (422, 0)
    assert "n’était plus appelée à décider ce jour-là" in page.text
    late = Answer(vote="adopted", voted_on=date(2026, 10, 6), told_on=date(2026, 10, 7))
    with pytest.raises(NotConcernedError):
        record_answer(author=access.user, deliberation=bouin, read=1, answer=late)


def test_partner_answers_for_their_structure_alone(
    cooperation: Cooperation, bouin: Deliberation
) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    other = make_deliberation(
        decision=bouin.decision, organisation=member_with_name(cooperation, "Pornic")
    )
    make_spokesperson(access=partner, organisation=bouin.organisation)
    typed = {"vote": "adopted", "voted_on": "06/10/2026", "version": "1"}
    client = signed_in(partner)

    statuses = [
        client.post(url(cooperation, "joint_decision_answer", one.pk), typed).status_code
        for one in (bouin, other)
    ]

    assert (statuses, list(Answer.objects.values_list("deliberation", "means", "told_by"))) == (
        [302, 404],
        [(bouin.pk, "account", partner.user.name)],
    )


def test_team_and_elected_answer_for_nobody(sign_in: SignIn, cooperation: Cooperation) -> None:
    one = make_spoken_deliberation(cooperation=cooperation)
    page = url(cooperation, "joint_decision_answer", one.pk)

    assert [sign_in(role).post(page, VOTED).status_code for role in ("team", "elected")] == (
        [403, 403]
    )


def test_no_session_precedes_the_sending(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    typed = {"council": "commune", "weight": "1", "sent_on": "14/09/2026", "version": "1"}

    page = officer.post(council(cooperation, bouin, "_edit"), typed | {"session_on": "01/09/2026"})

    bouin.refresh_from_db()
    assert (page.status_code, bouin.session_on) == (422, None)
    assert "Le conseil précède l’envoi du texte, le" in page.text.replace("\u00a0", " ")


def test_second_writer_of_a_calendar_sees_both(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    typed = {"council": "commune", "weight": "1", "sent_on": "14/09/2026", "version": "1"}
    edit = council(cooperation, bouin, "_edit")
    officer.post(edit, typed | {"session_on": "08/12/2026"})

    page = officer.post(edit, typed | {"session_on": "10/12/2026"})

    bouin.refresh_from_db()
    assert (page.status_code, bouin.session_on) == (409, date(2026, 12, 8))


def test_the_law_tells_of_a_late_sending(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    """CGCT L2121-11: three clear days; the population is not known, so five are counted."""
    bouin.council, bouin.session_on = "epci", date(2026, 9, 17)
    bouin.save()

    page = officer.get(url(cooperation, "joint_decision", bouin.decision_id))

    text = section(page.text, "m-laws")
    assert ["L5211-1" in text, "alerte" in text] == [True, True]


def test_an_act_is_kept_as_a_pdf(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    make_answer(deliberation=bouin)
    typed = {
        "act_number": "2026-84",
        "transmitted_on": "09/10/2026",
        "published_on": "12/10/2026",
        "conformity_by": "H. Marchadier",
        "conformity_on": "13/10/2026",
        "version": "1",
        "file": SimpleUploadedFile("deliberation.pdf", PDF),
    }

    officer.post(url(cooperation, "joint_decision_act", bouin.pk), typed)

    bouin.refresh_from_db()
    assert (bouin.act_number, bouin.act) == ("2026-84", Attachment.objects.get())
    page = plain(officer.get(council(cooperation, bouin)).text)
    assert "exécutoire" in page
    assert "deliberation.pdf" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"file": SimpleUploadedFile("deliberation.txt", b"Le conseil adopte.")},
            "Une délibération se garde en PDF",
        ),
        ({"transmitted_on": "01/10/2026"}, "Cette date précède le vote"),
        ({"published_on": "01/10/2026"}, "Cette date précède le vote"),
        ({"conformity_on": "13/10/2026"}, "un nom est nécessaire"),
    ],
)
def test_a_wrong_act_is_refused(
    officer: Client,
    cooperation: Cooperation,
    bouin: Deliberation,
    typed: dict[str, object],
    sentence: str,
) -> None:
    make_answer(deliberation=bouin)

    page = officer.post(url(cooperation, "joint_decision_act", bouin.pk), {"version": "1"} | typed)

    bouin.refresh_from_db()
    assert (page.status_code, bouin.version, Attachment.objects.count()) == (422, 1, 0)
    assert sentence in page.text.replace("\u00a0", " ")


def test_a_heavy_deliberation_is_refused(
    officer: Client, cooperation: Cooperation, bouin: Deliberation, settings: Settings
) -> None:
    assert settings.DOCUMENT_SIZE == 25_000_000
    settings.DOCUMENT_SIZE = 1_000_000
    file = SimpleUploadedFile("deliberation.pdf", PDF + b" " * 1_600_000 + b"%%EOF")

    page = officer.post(
        url(cooperation, "joint_decision_act", bouin.pk), {"version": "1", "file": file}
    )

    assert (page.status_code, Attachment.objects.count()) == (422, 0)
    assert "pèse plus de 1 Mo" in page.text.replace("\u00a0", " ")


def test_a_merger_passes_the_question_on(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    make_answer(deliberation=bouin)
    heir = member_with_name(cooperation, "Bouin-Beauvoir")
    Organisation.objects.filter(pk=bouin.organisation_id).update(
        ended_on=date(2026, 11, 1), successor=heir
    )
    sheet = url(cooperation, "joint_decision", bouin.decision_id)
    assert "Bouin n’existe plus" in plain(expected(officer.get(sheet).text))

    officer.post(url(cooperation, "joint_decision_succeed", bouin.pk), {"version": "1"})

    entry = "organisation__name", "until", "leaving"
    assert list(Deliberation.objects.order_by("pk").values_list(*entry)) == [
        ("Bouin", date(2026, 11, 1), "Bouin-Beauvoir lui a succédé"),
        ("Bouin-Beauvoir", None, ""),
    ]
    bouin.decision.refresh_from_db()
    assert (bouin.decision.standing, answers(bouin)[0][2]) == ("early", True)


def test_a_member_that_leaves_is_asked_about(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    Member.objects.update(until=date(2026, 11, 1))
    sheet = url(cooperation, "joint_decision", bouin.decision_id)
    assert "appeler encore son conseil à décider ?" in expected(officer.get(sheet).text)

    officer.post(
        url(cooperation, "joint_decision_leave", bouin.pk),
        {"on": "01/11/2026", "why": "a quitté la coopération", "version": "1"},
    )

    bouin.refresh_from_db()
    assert (bouin.until, bouin.leaving) == (date(2026, 11, 1), "a quitté la coopération")
    assert "Qui n’est plus appelé à décider" in officer.get(sheet).text


def test_an_erased_person_is_named_nowhere(access: Access, bouin: Deliberation) -> None:
    person = make_member_person(cooperation=access.cooperation)
    bouin.contact, bouin.conformity_by = person, "Inès Gaborit"
    bouin.save()
    make_answer(deliberation=bouin, told_by="Mme Gaborit, directrice")

    erase_people(author=access.user, place=access.cooperation, people=[person])

    rows = Deliberation.objects.values_list("contact", "conformity_by", "answers__told_by")
    assert [tuple(str(one) for one in row) for row in rows] == [("None", "…", "…")]


def test_a_person_without_name_is_no_contact_any_more(access: Access, bouin: Deliberation) -> None:
    person = make_member_person(cooperation=access.cooperation)
    bouin.contact = person
    bouin.save()

    anonymise_person(author=access.user, place=access.cooperation, person=person)

    bouin.refresh_from_db()
    assert bouin.contact is None


def test_page_queries_do_not_grow(
    officer: Client,
    cooperation: Cooperation,
    bouin: Deliberation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_answer(deliberation=bouin)
    with django_assert_num_queries(10):
        officer.get(council(cooperation, bouin))
    Answer.objects.update(replaced_at=timezone.now())
    for _more in range(2):
        Answer.objects.update(replaced_at=timezone.now())
        make_answer(deliberation=bouin)
    with django_assert_num_queries(10):
        officer.get(council(cooperation, bouin))
