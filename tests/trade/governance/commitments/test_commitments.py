"""The register and the sheet of commitments: their steps, their totals, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.marks import FAMILIES
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.models import Attachment
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.rules import MARKS
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.conftest import SignIn, signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member_person, make_organisation
from tests.ground.directory.reading import names_in, plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.commitments.makers import (
    make_commitment,
    make_commitment_step,
    make_spoken_commitment,
)
from tests.trade.governance.joint_decisions.test_joint_decision_texts import PDF

YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def bouin(cooperation: Cooperation) -> Organisation:
    """A member of the cooperation."""
    return member_with_name(cooperation, "Bouin")


def form_data(bouin: Organisation, **other: object) -> dict[str, object]:
    """What the form of a commitment sends."""
    values = {
        "organisation": bouin.pk,
        "kind": "days",
        "label": "Une géomaticienne",
        "quantity": "1,5",
        "first": "promised",
        "on": "06/10/2026",
        "told_by": "L. Roux, secrétariat",
        "visibility": "members",
    }
    return values | other


def step(**other: object) -> dict[str, object]:
    """What the form of a step sends."""
    values = {
        "kind": "promised",
        "on": "07/10/2026",
        "means": "phone",
        "told_by": "L. Roux, secrétariat",
        "told_on": "07/10/2026",
        "version": "1",
    }
    return values | other


def steps_of(commitment: Commitment) -> list[tuple[str, date, Decimal | None, bool]]:
    """The steps, in the order in which they were recorded."""
    return [
        (one.kind, one.on, one.quantity, one.replaced_at is None) for one in commitment.steps.all()
    ]


def test_a_commitment_enters_with_its_first_step(
    officer: Client, access: Access, cooperation: Cooperation, bouin: Organisation
) -> None:
    officer.post(url(cooperation, "commitment_add"), form_data(bouin))

    commitment = Commitment.objects.get()
    assert (commitment.state, commitment.quantity, commitment.author) == (
        "promised",
        Decimal("1.5"),
        access.user,
    )
    first = CommitmentStep.objects.get()
    assert (first.kind, first.on, first.told_by, first.recorded_by) == (
        ("promised", date(2026, 10, 6), "L. Roux, secrétariat", access.user)
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quantity": "-3"}, "plus grande que zéro"),
        ({"quantity": "0"}, "plus grande que zéro"),
        ({"quantity": "5000"}, "plus de dix ans de travail"),
        ({"kind": "euros", "quantity": "90 000 000"}, "cinquante millions"),
        ({"quantity": "beaucoup"}, "Écrivez un nombre, par exemple 1,5"),
        ({"on": "01/01/2100"}, "Cette date est dans l’avenir"),
        ({"due_on": "01/10/2026"}, "L’échéance précède la demande"),
        ({"due_on": "01/10/2126"}, "à plus de vingt ans"),
        ({"label": ""}, "Écrivez une réponse"),
    ],
)
def test_bad_input_is_refused(
    officer: Client,
    cooperation: Cooperation,
    bouin: Organisation,
    wrong: dict[str, object],
    sentence: str,
) -> None:
    page = officer.post(url(cooperation, "commitment_add"), form_data(bouin) | wrong)

    assert (page.status_code, Commitment.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_who_acts_elsewhere_and_who_owes_to_oneself_are_refused(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    elsewhere = make_member_person(cooperation=cooperation)

    page = officer.post(
        url(cooperation, "commitment_add"),
        form_data(bouin, person=elsewhere.pk, owed_to=bouin.pk),
    )

    assert "Cette personne n’agit pas dans cette structure." in page.text
    assert "Une structure ne se doit rien à elle-même." in page.text


def test_a_path_is_kept_step_by_step(officer: Client, cooperation: Cooperation) -> None:
    one = make_commitment(cooperation=cooperation)
    page = url(cooperation, "commitment_step", one.pk)
    file = SimpleUploadedFile("convention.pdf", PDF)

    officer.post(page, step(quantity="20"))
    officer.post(page, step(kind="confirmed", act_number="2026-12", file=file, version="2"))
    officer.post(page, step(kind="delivered", on="02/11/2026", quantity="8", version="3"))
    partly = Commitment.objects.values_list("state", "quantity", "delivered").get()
    officer.post(page, step(kind="delivered", on="20/11/2026", quantity="12", version="4"))

    one.refresh_from_db()
    assert partly == ("confirmed", Decimal(20), Decimal(8))
    assert (one.state, one.delivered) == ("delivered", Decimal(20))
    assert steps_of(one) == [
        ("asked", date(2026, 10, 6), Decimal(24), True),
        ("promised", date(2026, 10, 7), Decimal(20), True),
        ("confirmed", date(2026, 10, 7), None, True),
        ("delivered", date(2026, 11, 2), Decimal(8), True),
        ("delivered", date(2026, 11, 20), Decimal(12), True),
    ]
    act = Attachment.objects.get()
    assert (act.kind, act.number, act.visibility) == ("commitment", one.pk, "members")


def test_a_step_said_again_replaces_and_stays(officer: Client, cooperation: Cooperation) -> None:
    one = make_commitment(cooperation=cooperation)
    page = url(cooperation, "commitment_step", one.pk)

    officer.post(page, step(quantity="20"))
    officer.post(page, step(quantity="10", version="2"))
    officer.post(page, step(kind="delivered", quantity="30", version="3"))
    officer.post(page, step(kind="delivered", quantity="3", corrects="on", version="4"))

    one.refresh_from_db()
    assert (one.state, one.quantity, one.delivered) == ("promised", Decimal(10), Decimal(3))
    assert [row[3] for row in steps_of(one)] == [True, False, True, False, True]
    assert officer.get(url(cooperation, "commitment", one.pk)).text.count("(remplacée)") == 2


def test_a_withdrawal_says_why_and_may_be_taken_back(
    officer: Client, cooperation: Cooperation
) -> None:
    one = make_commitment(cooperation=cooperation)
    page = url(cooperation, "commitment_step", one.pk)

    silent = officer.post(page, step(kind="withdrawn"))
    officer.post(page, step(kind="withdrawn", note="Poste gelé"))
    gone = Commitment.objects.get().state
    officer.post(page, step(version="2"))

    assert "Dites pourquoi, en une phrase." in silent.text
    assert (gone, Commitment.objects.get().state) == ("withdrawn", "promised")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "01/10/2026"}, "Cette étape précède la demande"),
        ({"on": "01/01/2100"}, "Cette date est dans l’avenir"),
        ({"quantity": "-2"}, "plus grande que zéro"),
        ({"kind": "confirmed"}, "Un engagement se confirme par un acte"),
        ({"file": SimpleUploadedFile("acte.exe", b"MZ")}, ""),
    ],
)
def test_a_bad_step_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, object], sentence: str
) -> None:
    one = make_commitment(cooperation=cooperation)

    page = officer.post(url(cooperation, "commitment_step", one.pk), step(**wrong))

    assert (page.status_code, len(steps_of(one))) == (422, 1)
    assert sentence in plain(page.text)


def test_two_people_recording_the_same_step_are_warned(
    officer: Client, cooperation: Cooperation
) -> None:
    one = make_commitment(cooperation=cooperation)
    page = url(cooperation, "commitment_step", one.pk)
    officer.post(page, step(quantity="20"))

    second = officer.post(page, step(quantity="12"))

    assert second.status_code == 409
    assert [row[2] for row in steps_of(one)] == [Decimal(24), Decimal(20)]
    assert "12" in second.text


def test_a_merged_structure_hands_over(officer: Client, cooperation: Cooperation) -> None:
    one = make_commitment(
        cooperation=cooperation, organisation=member_with_name(cooperation, "Bouin")
    )
    heir = member_with_name(cooperation, "Grand Bouin")
    Organisation.objects.filter(pk=one.organisation_id).update(
        successor=heir, ended_on=date(2026, 1, 1)
    )

    sheet = plain(officer.get(url(cooperation, "commitment", one.pk)).text)
    form = officer.get(url(cooperation, "commitment_edit", one.pk) + "?reprise=1")

    assert "La structure a fusionné" in sheet
    assert "Confiez cet engagement à Grand Bouin, ou retirez-le." in sheet
    assert form.context["form"].initial["organisation"] == heir.pk


def test_a_member_that_left_is_shown(officer: Client, cooperation: Cooperation) -> None:
    one = make_commitment(cooperation=cooperation)

    sheet = plain(officer.get(url(cooperation, "commitment", one.pk)).text)

    assert "La structure n’est plus membre" in sheet
    assert "n’est plus membre de la coopération" in sheet


def test_register_tells_totals_and_late_ones(officer: Client, cooperation: Cooperation) -> None:
    bouin = member_with_name(cooperation, "Bouin")
    late = make_commitment(
        cooperation=cooperation, organisation=bouin, label="Cartes", due_on=YESTERDAY
    )
    Commitment.objects.filter(pk=late.pk).update(state="promised", delivered=4)
    make_commitment(
        cooperation=cooperation, organisation=bouin, kind="euros", quantity=Decimal(12_000)
    )

    page = officer.get(url(cooperation, "commitments"))
    narrowed = officer.get(url(cooperation, "commitments") + "?filtres=1&retard=on")

    words = plain(reading(page.text)).replace("\u00a0", " ")
    assert words == "24 jours promis ou confirmés, 4 jours déjà tenus, un engagement en retard."
    assert names_in(narrowed.text, "Cartes", "Deux jours de géomatique") == ["Cartes"]
    (line,) = page.context["of_organisations"].rows
    entry = (line.name, line.requested, line.promised, line.confirmed, line.delivered)
    assert [one.replace("\u00a0", " ") for one in entry] == (
        ["Bouin", "12 000 €", "24 jours", "", "4 jours"]
    )


def test_long_totals_begin_by_their_first_rows(officer: Client, cooperation: Cooperation) -> None:
    author = make_user()
    for number in range(32):
        name = f"Commune {number:02}"
        body = make_organisation(workspace=cooperation.workspace, name=name)
        make_commitment(cooperation=cooperation, organisation=body, author=author)

    shown = [
        officer.get(url(cooperation, "commitments") + query).context["of_organisations"]
        for query in ("", "?tout=1")
    ]

    assert [(len(one.rows), one.total, one.more) for one in shown] == [(30, 32, 2), (32, 32, 0)]


def test_totals_hold_what_the_reader_may_see(cooperation: Cooperation, sign_in: SignIn) -> None:
    make_commitment(cooperation=cooperation, visibility="team")

    seen = {
        role: sign_in(role).get(url(cooperation, "commitments")).context["of_organisations"].total
        for role in ("officer", "team", "elected", "partner", "observer")
    }

    assert seen == {"officer": 1, "team": 1, "elected": 0, "partner": 0, "observer": 0}


def test_names_of_people_are_not_for_observers(cooperation: Cooperation, sign_in: SignIn) -> None:
    person = make_member_person(cooperation=cooperation)
    one = make_commitment(cooperation=cooperation, person=person)
    make_commitment_step(commitment=one, kind="promised", told_by="Lise Vrignaud")
    pages = [url(cooperation, "commitments"), url(cooperation, "commitment", one.pk)]

    lines_by_name = {}
    for role in ("officer", "partner", "observer"):
        client = sign_in(role)
        words = "".join(client.get(page).text for page in pages)
        lines_by_name[role] = [name for name in ("Gaborit", "Vrignaud") if name in words]

    assert lines_by_name == {
        "officer": ["Gaborit", "Vrignaud"],
        "partner": ["Gaborit"],
        "observer": [],
    }


def test_a_partner_speaks_for_their_structure_alone(cooperation: Cooperation) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    own = make_spoken_commitment(cooperation=cooperation)
    other = make_commitment(cooperation=cooperation)
    client = signed_in(partner)
    values = {"kind": "promised", "on": "07/10/2026", "quantity": "12", "version": "1"}

    answers = [
        client.post(url(cooperation, "commitment_step", one.pk), values).status_code
        for one in (own, other)
    ]

    assert answers == [302, 404]
    last = own.steps.last()
    assert last is not None
    assert (last.means, last.told_by, last.quantity) == (
        ("account", partner.user.name, Decimal(12))
    )


def test_register_asks_as_much_for_one_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 2):
        for _number in range(count):
            make_commitment(cooperation=cooperation)
        officer.get(url(cooperation, "commitments"))
        with django_assert_num_queries(12):
            officer.get(url(cooperation, "commitments"))


@pytest.mark.parametrize("state", CommitmentState)
def test_a_mark_says_the_word_of_its_state(state: CommitmentState) -> None:
    assert str(FAMILIES["promise"][MARKS[state]].word) == str(state.label)
