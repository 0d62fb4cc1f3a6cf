"""What is due is written, sent, given by structures, recalled on other pages."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import dates, gestures_of, waiting
from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.missions.states.states import store_stale
from maillage.trade.context.duties.calendars import calendars
from maillage.trade.context.duties.services import label_of_next
from maillage.trade.context.duties.states import InitiativeFacts, initiatives
from maillage.trade.context.models import Duty
from maillage.trade.context.schemes.services import edit_scheme
from maillage.trade.context.schemes.states import SchemeFacts
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation, make_spokesperson
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.context.makers import make_duty, make_scheme

TODAY = timezone.localdate()
DAY = date(2026, 11, 25)
url = pages_of("context", "duties")


def test_a_duty_is_written_with_those_who_owe_a_piece(
    officer: Client, cooperation: Cooperation
) -> None:
    town = member_with_name(cooperation, "Brolles")

    officer.post(
        url(cooperation, "duty_add"),
        {
            "kind": "report",
            "label": "Bilan 2025",
            "funder": town.pk,
            "due_on": "27/11/2027",
            "organisations": [town.pk],
            "at_stake_cents": "118 400,50 €",
            "visibility": "team",
        },
    )

    duty = Duty.objects.get()
    assert (duty.label, duty.funder, duty.due_on, duty.at_stake_cents, duty.reminder) == (
        "Bilan 2025",
        town,
        date(2027, 11, 27),
        11_840_050,
        30,
    )
    assert list(duty.pieces.values_list("organisation", flat=True)) == [town.pk]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"due_on": ""}, "Écrivez une date, par exemple 30/04/2026."),
        ({"due_on": "31/04/2027"}, "Avril 2027 a 30 jours."),
        ({"due_on": "01/01/2062"}, "Cette date est à plus de vingt ans : vérifiez l’année."),
        (
            {"opens_on": "01/12/2027"},
            "L’ouverture est après l’échéance : corrigez l’une des dates.",
        ),
        ({"at_stake_cents": "50 k€"}, "Écrivez le montant en euros, par exemple 50 000 ;"),
        ({"at_stake_cents": "1,234"}, "Un montant s’arrête au centime : 1 234,56."),
        ({"at_stake_cents": "-3"}, "Un montant ne descend pas sous zéro."),
        ({"at_stake_cents": "9" * 14}, "Ce montant dépasse cent milliards d’euros : vérifiez-le."),
    ],
)
def test_what_cannot_be_is_refused(
    officer: Client, cooperation: Cooperation, typed: dict[str, str], refusal: str
) -> None:
    data = {"kind": "report", "label": "Bilan", "due_on": "27/11/2027", "visibility": "team"}

    refused = officer.post(url(cooperation, "duty_add"), data | typed)

    assert (refused.status_code, refusal in plain(refused.text)) == (422, True)
    assert not Duty.objects.exists()


def test_what_is_sent_keeps_its_proof_and_opens_the_next_year(
    officer: Client, cooperation: Cooperation, report: Duty
) -> None:
    Duty.objects.filter(pk=report.pk).update(is_yearly=True, due_on=date(2026, 11, 27))
    proof = SimpleUploadedFile("accuse.txt", b"recu", "text/plain")
    data = {"on": f"{TODAY:%d/%m/%Y}", "how": "espace partenaire", "receipt_number": "A 12"}
    data |= {"without": "on"}

    officer.post(url(cooperation, "duty_send", report.pk), {**data, "file": proof, "version": 1})

    report.refresh_from_db()
    following = Duty.objects.get(follows=report)
    assert (report.done_on, report.done_how, report.receipt_number) == (
        TODAY,
        "espace partenaire",
        "A 12",
    )
    assert report.receipt is not None
    file = reverse("documents:document_file", args=[cooperation.slug, report.receipt.pk])
    assert file in officer.get(url(cooperation, "duty", report.pk)).text
    assert (following.label, following.due_on, following.is_open) == (
        "Bilan 2026",
        date(2027, 11, 27),
        True,
    )
    assert following.pieces.filter(received_on__isnull=True).count() == 2


def test_nothing_is_sent_tomorrow(officer: Client, cooperation: Cooperation, report: Duty) -> None:
    data = {"on": f"{TODAY + timedelta(days=1):%d/%m/%Y}", "version": 1}

    refused = officer.post(url(cooperation, "duty_send", report.pk), data)

    why = "Un envoi se note quand il a eu lieu : gardez l’échéance ouverte jusque-là."
    assert (refused.status_code, why in plain(refused.text)) == (422, True)


def test_what_nobody_waits_for_says_why_and_may_come_back(
    officer: Client, cooperation: Cooperation, report: Duty
) -> None:
    blank = officer.post(url(cooperation, "duty_waive", report.pk), {"why": "", "version": 1})
    officer.post(url(cooperation, "duty_waive", report.pk), {"why": "Reporté.", "version": 1})
    report.refresh_from_db()
    waived = (report.waived_on, report.waived_why)
    officer.post(url(cooperation, "duty_reopen", report.pk), {"version": 2})
    report.refresh_from_db()

    assert "Dites pourquoi en une phrase" in plain(blank.text)
    assert (waived, report.is_open) == ((TODAY, "Reporté."), True)


def test_a_year_of_the_caf_is_made_of_its_dates_alone(
    officer: Client, cooperation: Cooperation
) -> None:
    page = f"{url(cooperation, 'duty_calendar', 'caf')}?annee={TODAY.year}"
    blank = officer.post(page, {})
    officer.post(page, {"day_1": f"31/03/{TODAY.year}", "day_4": f"27/11/{TODAY.year}"})

    assert "Gardez au moins une date, ou revenez en arrière." in plain(blank.text)
    assert list(Duty.objects.values_list("label", "due_on", "consequence")) == [
        (f"Données réelles {TODAY.year - 1}", date(TODAY.year, 3, 31), "pas de solde"),
        (
            f"Bilan {TODAY.year - 1} de la convention",
            date(TODAY.year, 11, 27),
            "second acompte suspendu",
        ),
    ]


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_every_calendar_has_days(year: int) -> None:
    for calendar in calendars().values():
        assert all(one.due_on.year >= year for one in calendar.proposed(year))


def test_end_of_the_own_scheme_is_due_on_its_day(access: Access) -> None:
    scheme = make_scheme(cooperation=access.cooperation, is_own=True, end_on=date(2030, 12, 31))
    for end in (date(2030, 12, 31), date(2031, 6, 30)):
        scheme.end_on = end
        edit_scheme(access=access, scheme=scheme, read=scheme.version, links={})
    after_two = list(Duty.objects.values_list("label", "kind", "due_on", "origin", "scheme"))
    scheme.is_own = False
    edit_scheme(access=access, scheme=scheme, read=scheme.version, links={})

    label = "Fin de « CTG du pays de Retz »"
    assert after_two == [(label, "end", date(2031, 6, 30), f"scheme:{scheme.pk}", scheme.pk)]
    assert not Duty.objects.exists()


def test_day_of_what_a_scheme_made_is_written_there(officer: Client, access: Access) -> None:
    scheme = make_scheme(cooperation=access.cooperation, is_own=True, end_on=date(2030, 12, 31))
    edit_scheme(access=access, scheme=scheme, read=scheme.version, links={})
    duty = Duty.objects.get()

    officer.post(
        url(access.cooperation, "duty_edit", duty.pk),
        {"kind": "end", "label": "Fin", "due_on": "01/01/2027", "visibility": "team", "version": 1},
    )

    duty.refresh_from_db()
    assert (duty.label, duty.due_on) == ("Fin", date(2030, 12, 31))


def test_labels_move_on_with_their_year() -> None:
    labels = ["Bilan 2025", "Prévisionnel 2027", "Données actualisées, juin 2026", "Bilan"]

    assert [label_of_next(one, DAY.year) for one in labels] == [
        "Bilan 2026",
        "Prévisionnel 2028",
        "Données actualisées, juin 2027",
        "Bilan",
    ]


def test_what_is_due_is_recalled_and_dated(access: Access, report: Duty) -> None:
    Duty.objects.filter(pk=report.pk).update(due_on=TODAY + timedelta(days=5))
    make_duty(cooperation=access.cooperation, label="Plus tard")

    gestures = [one.label for one in waiting.ask(access, TODAY)]
    coming = [one.label for one in dates.ask(access, TODAY, TODAY + timedelta(days=60))]

    assert "Envoyer « Bilan 2025 »" in gestures
    assert "Envoyer « Plus tard »" not in gestures
    assert coming == ["Échéance : Bilan 2025", "Échéance : Plus tard"]
    assert "Bilan 2025" in [one.name for one in search(access, "bilan")]


def test_days_past_are_counted_before_their_list_is_cut(access: Access) -> None:
    for rank in range(6):
        make_duty(
            cooperation=access.cooperation, label=f"Bilan {rank}", due_on=TODAY - timedelta(days=7)
        )
    coming = make_duty(cooperation=access.cooperation, label="À venir", due_on=TODAY)

    day = gestures_of(waiting.ask(access, TODAY))
    gestures = [(one.label, one.reason) for one in day]

    assert gestures[0] == (
        "Six échéances passées",
        "Bilan 0, Bilan 1, Bilan 2 et trois autres.",
    )
    assert day[0].url.endswith("?filtres=1&passees=1")
    assert gestures[1][0] == f"Envoyer « {coming.label} »"
    for rank in range(3):
        make_duty(cooperation=access.cooperation, label=f"Bientôt {rank}", due_on=TODAY)
    assert gestures_of(waiting.ask(access, TODAY))[1].label == "Quatre échéances à préparer"


def facts(**other: object) -> SchemeFacts:
    """One scheme, all that is known of it in order."""
    values = {"schemes": 1, "over": [], "unchecked": [], "uncovered": [], "url": "/"}
    return SchemeFacts(**values | other)  # type: ignore[arg-type]


def test_what_is_past_and_shared_reopens_the_mission() -> None:
    states = [
        initiatives(InitiativeFacts(facts(), late, "/")) for late in ([], ["Bilan"], ["A", "B"])
    ]

    assert [(one.level, one.reason) for one in states[1:]] == [
        (Level.AGED, "Une échéance est passée : « Bilan »."),
        (Level.AGED, "Deux échéances sont passées : « A » et « B »."),
    ]
    assert states[0].level == Level.DONE


def test_home_counts_what_is_past_today(officer: Client, cooperation: Cooperation) -> None:
    for away in (-2, -1, 5):
        day = TODAY + timedelta(days=away)
        make_duty(cooperation=cooperation, label=f"Bilan {away}", due_on=day, visibility="members")
    store_stale(cooperation, TODAY - timedelta(days=1))

    page = plain(officer.get("/").text)

    assert "Deux échéances sont passées : « Bilan -2 » et « Bilan -1 »." in page


def test_structure_reads_what_it_owes_and_gives_its_own_piece(
    sign_in: SignIn, cooperation: Cooperation, report: Duty
) -> None:
    brolles, mareil = report.pieces.order_by("pk")
    partner = sign_in("partner")
    before = partner.get(url(cooperation, "duty", report.pk)).status_code
    access = Access.objects.get(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=brolles.organisation)
    page = plain(partner.get(url(cooperation, "duty", report.pk)).text)

    given = partner.post(url(cooperation, "duty_piece", brolles.pk), {"on": f"{TODAY:%d/%m/%Y}"})
    other = partner.post(url(cooperation, "duty_piece", mareil.pk), {"on": f"{TODAY:%d/%m/%Y}"})

    brolles.refresh_from_db()
    assert (before, "Bilan 2025" in page, "Brolles" in page, "Mareil" in page) == (
        404,
        True,
        True,
        False,
    )
    assert (given.status_code, other.status_code, brolles.received_on) == (302, 404, TODAY)


def test_funder_reads_what_is_owed_to_it_alone(
    sign_in: SignIn, cooperation: Cooperation, report: Duty
) -> None:
    observer = sign_in("observer")
    access = Access.objects.get(cooperation=cooperation, role="observer")
    assert report.funder is not None
    make_spokesperson(access=access, organisation=report.funder)
    other = make_duty(cooperation=cooperation, label="À la MSA")
    narrow = make_duty(
        cooperation=cooperation, label="Réservé", funder=report.funder, visibility="officers"
    )

    codes = [
        observer.get(url(cooperation, "duty", one.pk)).status_code
        for one in (report, other, narrow)
    ]

    assert codes == [200, 404, 404]
    assert "Brolles" not in observer.get(url(cooperation)).text


def test_officers_alone_write(sign_in: SignIn, cooperation: Cooperation) -> None:
    codes = [
        sign_in(role).get(url(cooperation, "duty_add")).status_code
        for role in ("officer", "team", "partner", "elected", "observer")
    ]

    assert codes == [200, 403, 403, 403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(
    officer: Client,
    cooperation: Cooperation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        town = make_organisation(workspace=cooperation.workspace, name=f"Commune {number}")
        make_duty(cooperation=cooperation, label=f"Bilan {number}", owing=(town,), funder=town)
    officer.get(url(cooperation))

    with django_assert_num_queries(9):
        officer.get(url(cooperation))
