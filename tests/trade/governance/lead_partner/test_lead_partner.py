"""Who carries what for the others: named by an act, one at a time, ended and never overwritten."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import Upcoming, dates, waiting
from maillage.core.panels import panels
from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.models import Subject
from maillage.trade.governance.lead_partner import states as lead_states
from maillage.trade.governance.models import LeadPartner
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_cooperation
from tests.foundation.documents.sample_files import PDF
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import names_in, plain, reading
from tests.links_to import pages_of
from tests.trade.governance.makers import make_lead_partner

TODAY = timezone.localdate
url = pages_of("governance", "lead_partner")


def typed(organisation: int, **more: str) -> dict[str, object]:
    return {"about": "cooperation", "organisation": organisation, "since": "01/09/2026"} | more


def a_member(cooperation: Cooperation, name: str) -> int:
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    make_member(cooperation=cooperation, organisation=organisation)
    return organisation.pk


def test_a_structure_is_named_with_its_act(officer: Client, cooperation: Cooperation) -> None:
    agglo = a_member(cooperation, "Sainte-Ormelle Agglo")
    file = SimpleUploadedFile("acte.pdf", PDF, "application/pdf")
    act = {"act_number": "2026-41", "act_on": "30/06/2026", "file": file, "scope": "Emploie."}

    answer = officer.post(url(cooperation, "lead_partner_add"), typed(agglo) | act)
    sheet = officer.get(answer.headers["Location"])

    lead = LeadPartner.objects.get()
    assert (lead.subject.kind, lead.subject.label) == ("cooperation", cooperation.name)
    assert (lead.act_number, lead.act.name if lead.act else "") == ("2026-41", "acte.pdf")
    assert reading(sheet.text).replace("\u00a0", " ") == (
        f"Sainte-Ormelle Agglo porte « {cooperation.name} » pour les autres."
    )


def test_a_theme_is_named_once(officer: Client, cooperation: Cooperation) -> None:
    agglo = a_member(cooperation, "Sainte-Ormelle Agglo")
    theme = {"about": "theme", "label": "Mobilités", "until": "01/10/2026"}
    officer.post(url(cooperation, "lead_partner_add"), typed(agglo, **theme))

    officer.post(
        url(cooperation, "lead_partner_add"),
        typed(agglo, about="theme", label="mobilités", since="01/10/2026"),
    )

    assert list(Subject.objects.values_list("kind", "label")) == [("theme", "Mobilités")]
    assert LeadPartner.objects.count() == 2


@pytest.mark.parametrize(
    ("until", "since", "sentence"),
    [
        (None, "01/01/2027", "est déjà chef de file de « Mobilités » : dites d’abord"),
        (date(2027, 2, 1), "01/01/2027", "est chef de file de « Mobilités » jusqu’au 1er février"),
    ],
)
def test_two_structures_never_carry_the_same_days(
    officer: Client, cooperation: Cooperation, until: date | None, since: str, sentence: str
) -> None:
    lead = make_lead_partner(cooperation=cooperation, label="Mobilités", until=until)
    other = a_member(cooperation, "Bocage d’Ervelle")

    page = officer.post(
        url(cooperation, "lead_partner_add"),
        typed(other, about=f"s{lead.subject_id}", since=since),
    )

    assert (page.status_code, LeadPartner.objects.count()) == (422, 1)
    assert sentence in plain(page.text)


def test_the_next_one_may_begin_on_the_last_day(officer: Client, cooperation: Cooperation) -> None:
    lead = make_lead_partner(cooperation=cooperation, label="Mobilités", until=date(2027, 1, 1))
    other = a_member(cooperation, "Bocage d’Ervelle")

    officer.post(
        url(cooperation, "lead_partner_add"),
        typed(other, about=f"s{lead.subject_id}", since="01/01/2027"),
    )

    assert list(LeadPartner.objects.order_by("pk").values_list("since", "until")) == [
        (date(2026, 1, 1), date(2027, 1, 1)),
        (date(2027, 1, 1), None),
    ]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"until": "01/01/2026"}, "La fin précède le début"),
        ({"act_on": "01/01/2099"}, "Cet acte est à venir"),
        ({"about": "theme"}, "Écrivez le nom du thème ou de l’action."),
        ({"since": "31/04/2026"}, "Avril 2026 a 30 jours."),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, more: dict[str, str], sentence: str
) -> None:
    agglo = a_member(cooperation, "Sainte-Ormelle Agglo")

    page = officer.post(url(cooperation, "lead_partner_add"), typed(agglo, **more))

    assert (page.status_code, LeadPartner.objects.count()) == (422, 0)
    assert sentence in page.text.replace("\u00a0", " ")


def test_a_refused_file_names_nobody(officer: Client, cooperation: Cooperation) -> None:
    agglo = a_member(cooperation, "Sainte-Ormelle Agglo")
    empty = {"file": SimpleUploadedFile("acte.pdf", b"", "application/pdf")}

    page = officer.post(url(cooperation, "lead_partner_add"), typed(agglo) | empty)

    assert (page.status_code, LeadPartner.objects.count(), Subject.objects.count()) == (422, 0, 0)


def test_a_lead_partner_ends_and_stays(officer: Client, cooperation: Cooperation) -> None:
    lead = make_lead_partner(cooperation=cooperation)

    officer.post(url(cooperation, "lead_partner_end", lead.pk), {"on": "31/10/2026", "version": 1})

    lead.refresh_from_db()
    assert lead.until == date(2026, 10, 31)
    sheet = officer.get(url(cooperation, "lead_partner_sheet", lead.pk))
    assert reading(sheet.text) == f"{lead.organisation} l’a été jusqu’au 31 octobre 2026."
    assert names_in(officer.get(url(cooperation)).text, str(lead.organisation)) == []


def test_second_writer_sees_both_texts(officer: Client, cooperation: Cooperation) -> None:
    lead = make_lead_partner(cooperation=cooperation)
    edit = url(cooperation, "lead_partner_edit", lead.pk)
    officer.post(edit, {"scope": "Emploie.", "version": 1})

    page = officer.post(edit, {"scope": "Encaisse.", "version": 1})

    lead.refresh_from_db()
    assert (page.status_code, lead.scope) == (409, "Emploie.")
    assert "Encaisse." in page.text


def test_a_merged_structure_is_shown(officer: Client, cooperation: Cooperation) -> None:
    lead = make_lead_partner(cooperation=cooperation)
    heir = make_organisation(workspace=cooperation.workspace, name="Grand Ormelle")
    gone = lead.organisation
    gone.successor, gone.ended_on = heir, date(2026, 1, 1)
    gone.save()

    page = officer.get(url(cooperation, "lead_partner_sheet", lead.pk))

    assert "Grand Ormelle lui a succédé. Dites qui prend la suite." in reading(page.text)


def test_partner_may_not_name_one(sign_in: SignIn, cooperation: Cooperation) -> None:
    agglo = a_member(cooperation, "Sainte-Ormelle Agglo")

    answer = sign_in("partner").post(url(cooperation, "lead_partner_add"), typed(agglo))

    assert (answer.status_code, LeadPartner.objects.count()) == (403, 0)


def test_others_do_not_exist(officer: Client, stranger: Client, cooperation: Cooperation) -> None:
    beside = make_lead_partner(
        cooperation=make_cooperation(workspace=cooperation.workspace, name="Côte de Jade"),
        label="Marais",
    )

    assert names_in(officer.get(url(cooperation)).text, "Marais") == []
    assert officer.get(url(cooperation, "lead_partner_sheet", beside.pk)).status_code == 404
    assert stranger.get(url(cooperation)).status_code == 404


def test_the_mission_follows_the_act(access: Access) -> None:
    place = access.cooperation
    moment = Moment(cooperation_id=place.pk, slug=place.slug, today=TODAY())
    levels = [lead_states.lead_partner(lead_states.load(moment)).level]
    lead = make_lead_partner(cooperation=place)
    levels.append(lead_states.lead_partner(lead_states.load(moment)).level)
    make_member(cooperation=place, organisation=lead.organisation)
    levels.append(lead_states.lead_partner(lead_states.load(moment)).level)
    LeadPartner.objects.update(act_number="2026-41")
    levels.append(lead_states.lead_partner(lead_states.load(moment)).level)
    LeadPartner.objects.update(until=date(2026, 3, 1))
    levels.append(lead_states.lead_partner(lead_states.load(moment)).level)

    assert levels == [Level.TODO, Level.AGED, Level.DOING, Level.DONE, Level.AGED]


def test_what_is_missing_waits_for_officers(access: Access) -> None:
    lead = make_lead_partner(cooperation=access.cooperation, label="Mobilités")
    ended = make_lead_partner(cooperation=access.cooperation, label="Halle", until=date(2026, 2, 1))

    assert [(one.label, one.reason) for one in waiting.ask(access, TODAY())] == [
        (
            "Dire qui prend la suite du chef de file",
            f"{ended.organisation} ne porte plus « Halle ».",
        ),
        (
            "Noter l’acte qui désigne le chef de file",
            f"{lead.organisation}, pour « Mobilités ».",
        ),
    ]


def test_the_end_is_a_date(access: Access) -> None:
    today = TODAY()
    lead = make_lead_partner(
        cooperation=access.cooperation, label="Mobilités", until=today + timedelta(days=9)
    )

    assert dates.ask(access, today, today + timedelta(days=30)) == [
        Upcoming(
            today + timedelta(days=9),
            f"Fin du chef de file : {lead.organisation}",
            "Mobilités",
            url(access.cooperation, "lead_partner_sheet", lead.pk),
        )
    ]


def test_the_sheet_of_a_structure_says_what_it_carries(access: Access) -> None:
    lead = make_lead_partner(cooperation=access.cooperation, label="Mobilités")

    results = panels.ask(access, "organisation", lead.organisation_id)

    values = {one.title: one.context.get("lines") for one in results}
    assert [str(one.label) for one in values["Chef de file de"]] == ["Mobilités"]  # type: ignore[attr-defined]  # a list of lines


def test_empty_register_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url(cooperation)).text

    assert "Dites quelle structure porte la coopération pour les autres" in page


def test_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_lead_partner(cooperation=cooperation, label="Mobilités")
    counts = {url(cooperation): 8, url(cooperation, "lead_partner_sheet", first.pk): 9}
    for page, count in counts.items():
        with django_assert_num_queries(count):
            officer.get(page)
    for label in ("Halle", "Eau"):
        make_lead_partner(cooperation=cooperation, label=label)
    for page, count in counts.items():
        with django_assert_num_queries(count):
            officer.get(page)
