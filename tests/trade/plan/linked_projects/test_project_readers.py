"""The projects of others: who reads what of them, on their page and in their day."""

from datetime import timedelta

from django.utils import timezone

from maillage.core.agenda import dates, gestures_of, waiting
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.rights.services import erase_person_rows
from maillage.trade.plan.models import (
    Exchange,
    Project,
)
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_person, make_spokesperson
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.plan.linked_projects.makers import make_exchange, make_project

TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=100)
url = pages_of("plan", "linked_projects")


def test_partners_read_the_project_without_what_was_exchanged(
    sign_in: SignIn, cooperation: Cooperation, project: Project
) -> None:
    make_exchange(project=project, words="Le maire hésite.", visibility="team")
    Project.objects.update(visibility="members", next_step="Rencontrer le maire")
    partner = sign_in("partner")

    register = partner.get(url(cooperation)).text
    sheet = partner.get(url(cooperation, "project", project.pk)).text
    form = partner.get(url(cooperation, "project_edit", project.pk))

    assert "Ouvrir le lavoir" in register
    assert ["maire" in page for page in (register, sheet)] == [False, False]
    assert form.status_code == 403


def test_day_calls_and_dates(access: Access, cooperation: Cooperation, project: Project) -> None:
    make_exchange(project=project, on=LONG_AGO)
    Project.objects.update(next_step="Visiter", next_on=TODAY)

    calls = [(one.label, plain(one.reason)) for one in waiting.ask(access, TODAY)]
    coming = [(one.label, one.reason) for one in dates.ask(access, TODAY, TODAY)]

    silence = "« Ouvrir le lavoir », à rappeler : rien depuis 100 jours."
    assert ("Rappeler Brolles", silence) in calls
    assert ("Visiter", "Brolles, Ouvrir le lavoir") in coming


def test_holder_of_two_projects_is_called_once(
    access: Access, cooperation: Cooperation, project: Project
) -> None:
    other = make_project(
        cooperation=cooperation, title="Un four", holder=project.holder, phase="study"
    )
    for number, one in enumerate((project, other)):
        make_exchange(project=one, on=LONG_AGO + timedelta(days=number))

    def calls() -> list[tuple[str, str]]:
        rows = [one for one in waiting.ask(access, TODAY) if one.label.startswith("Rappeler")]
        return [(one.label, plain(one.reason)) for one in gestures_of(rows)]

    both = "Deux projets, dont « Ouvrir le lavoir », à rappeler : rien depuis 100 jours."
    assert calls() == [("Rappeler Brolles", both)]
    for name in ("Mareil", "Arbrelles", "Sermoise", "Valmorin"):
        holder = member_with_name(cooperation, name)
        one = make_project(cooperation=cooperation, holder=holder, phase="study")
        make_exchange(project=one, on=LONG_AGO)
    assert calls()[0][0] == "Cinq porteurs de projets à rappeler"


def test_erased_person_leaves_the_project(cooperation: Cooperation, project: Project) -> None:
    person = make_person(workspace=cooperation.workspace, family_name="Marsac", given_name="Théo")
    Project.objects.update(contact=person, next_by="Théo Marsac")
    make_exchange(project=project, person=person, words="Théo Marsac hésite.\nLe devis est là.")

    erase_person_rows(person)

    assert Project.objects.get().next_by == "…"
    assert Project.objects.filter(contact__isnull=True).exists()
    exchange = Exchange.objects.get()
    assert (exchange.person, exchange.words) == (None, "…\nLe devis est là.")


def test_partner_reads_what_its_structure_carries_and_no_other(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    own, other = (member_with_name(cooperation, name) for name in ("Brolles", "Mareil"))
    halle = make_project(cooperation=cooperation, title="Halle", holder=own, visibility="team")
    secret = make_project(cooperation=cooperation, title="Silo", holder=other, visibility="team")
    hidden = make_project(cooperation=cooperation, title="Ruche", holder=own, visibility="officers")
    make_exchange(project=halle, words="Le maire hésite.", visibility="team")
    partner = sign_in("partner")
    access = Access.objects.get(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=own)

    register = (
        partner.get(url(cooperation)).text + partner.get(url(cooperation), {"export": "csv"}).text
    )
    sheets = [
        partner.get(url(cooperation, "project", one.pk)).status_code
        for one in (halle, secret, hidden)
    ]
    sheet = plain(partner.get(url(cooperation, "project", halle.pk)).text)

    assert [title in register for title in ("Halle", "Silo", "Ruche")] == [True, False, False]
    assert sheets == [200, 404, 404]
    assert "L’équipe projet, et qui parle pour Brolles" in sheet
    assert "hésite" not in sheet
