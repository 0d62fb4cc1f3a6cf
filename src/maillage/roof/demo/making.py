"""Tells the whole demonstration: one workspace, three cooperations, an account for each role."""

from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
from maillage.foundation.cooperations.spaces.queries import access_to
from maillage.foundation.cooperations.spaces.services import (
    create_cooperation,
    edit_cooperation,
    give_access,
    open_workspace,
)
from maillage.ground.directory.members.services import speak_for
from maillage.ground.directory.models import Organisation
from maillage.ground.missions.portfolio.services import take_snapshot
from maillage.ground.missions.states.states import store_stale
from maillage.roof.demo.accounts import ACCOUNTS, ADMINISTRATOR, OFFICER, make_account
from maillage.roof.demo.actors import make_actors
from maillage.roof.demo.agreements import make_agreements
from maillage.roof.demo.balance import make_balance
from maillage.roof.demo.charter import make_charter
from maillage.roof.demo.commitments import make_commitments
from maillage.roof.demo.consultations import make_consultation
from maillage.roof.demo.context import make_context
from maillage.roof.demo.contributions import make_contributions
from maillage.roof.demo.date_polls import make_date_poll
from maillage.roof.demo.dialogue import make_dialogue
from maillage.roof.demo.directory import MadeDirectory, make_directory
from maillage.roof.demo.documents import make_documents, make_letterhead
from maillage.roof.demo.duties import make_duties
from maillage.roof.demo.facilities import make_facilities
from maillage.roof.demo.findings import make_findings
from maillage.roof.demo.funding import make_funding
from maillage.roof.demo.governance import make_governance
from maillage.roof.demo.joint_decisions import make_decisions
from maillage.roof.demo.large import Size, make_large
from maillage.roof.demo.lead_partner import make_lead_partners
from maillage.roof.demo.legal_forms import make_form_studies
from maillage.roof.demo.maquette import make_maquette
from maillage.roof.demo.meetings import make_agenda_subjects, make_meetings
from maillage.roof.demo.missions import make_missions
from maillage.roof.demo.nominations import make_nominations
from maillage.roof.demo.notebook import make_notebook
from maillage.roof.demo.plan import make_plan
from maillage.roof.demo.posts import make_posts
from maillage.roof.demo.projects import make_projects
from maillage.roof.demo.questions import make_questions
from maillage.roof.demo.running_plans import make_association_plan, make_post_plans
from maillage.roof.demo.schemes import make_publics, make_schemes
from maillage.roof.demo.selection import make_selection
from maillage.roof.demo.sharing import make_house_sharing, make_sharing
from maillage.roof.demo.stakes import make_stakes
from maillage.roof.demo.stories import Story, story
from maillage.roof.demo.territories import make_territories
from maillage.trade.governance.models import Body

STORIES = ("loire", "valmorin", "vallees")
# For whom the partner speaks, where one of these structures is.
SPEAKS_FOR = ("etangs", "Brolles")


def make_demo(*, today: date, large: Size | None = None) -> Workspace:
    """The demonstration's workspace, filled; with `large`, the large cooperation in its own."""
    administrator = make_account(ADMINISTRATOR)
    workspace = open_workspace(name="Pôle d’Ormelle", administrator=administrator)
    users = {account.role: make_account(account) for account in ACCOUNTS}
    for key in STORIES:
        _make_story(story(key), workspace, users, today)
    if large is not None:
        region = open_workspace(name="Région des Ormelles", administrator=administrator)
        cooperation = make_large(author=users[OFFICER.role], workspace=region, size=large)
        _photograph(cooperation, today)
    return workspace


def _make_story(
    shown_story: Story, workspace: Workspace, users: dict[str, User], today: date
) -> None:
    officer = users[OFFICER.role]
    cooperation = create_cooperation(
        author=officer,
        workspace=workspace,
        name=shown_story.name,
        profile=shown_story.profile,
        purpose=shown_story.purpose,
    )
    cooperation.phase = shown_story.phase
    cooperation.started_on, cooperation.ends_on = shown_story.started_on, shown_story.ends_on
    edit_cooperation(author=officer, cooperation=cooperation, read=cooperation.version)
    directory = make_directory(author=officer, cooperation=cooperation, story=shown_story)
    make_territories(
        author=officer,
        cooperation=cooperation,
        story=shown_story,
        organisations=directory.organisations,
    )
    bodies = _make_bodies(officer, cooperation, shown_story, today)
    accesses = _give_accesses(cooperation, users, directory)
    make_letterhead(access=accesses[OFFICER.role], story=shown_story)
    _make_work(accesses[OFFICER.role], directory, bodies, today)
    if shown_story.profile == "petr":
        make_nominations(author=officer, body=bodies.get("cotech"))
    make_missions(
        author=officer, colleague=users["team"], access=accesses[OFFICER.role], story=shown_story
    )
    make_documents(
        access=accesses[OFFICER.role], story=shown_story, organisations=directory.organisations
    )
    _photograph(cooperation, today)


def _make_bodies(
    officer: User, cooperation: Cooperation, shown_story: Story, today: date
) -> dict[str, Body]:
    """The bodies, a year of their meetings, a date to find, a question put in writing."""
    bodies = make_governance(author=officer, cooperation=cooperation, story=shown_story)
    at_work = list(bodies.values())
    make_meetings(author=officer, bodies=at_work, story=shown_story, today=today)
    make_date_poll(author=officer, bodies=at_work, today=today)
    make_consultation(author=officer, bodies=at_work, today=today)
    return bodies


def _make_work(
    access: Access, directory: MadeDirectory, bodies: dict[str, Body], today: date
) -> None:
    """What the councils are asked, what is put in common, who leads, which questions remain."""
    cooperation, organisations = access.cooperation, directory.organisations
    make_notebook(
        author=access.user,
        cooperation=cooperation,
        organisations=list(organisations.values()),
        today=today,
    )
    make_dialogue(author=access.user, cooperation=cooperation, today=today)
    make_decisions(access=access, body=bodies.get("copil"), organisations=organisations)
    make_commitments(
        author=access.user,
        cooperation=cooperation,
        organisations=list(organisations.values()),
        today=today,
    )
    make_questions(author=access.user, cooperation=cooperation, bodies=bodies, today=today)
    make_lead_partners(access=access, organisations=organisations)
    make_form_studies(access=access, organisations=organisations)
    make_actors(access=access, organisations=organisations, today=today)
    make_stakes(access=access, organisations=organisations, today=today)
    make_findings(access=access, organisations=organisations, today=today)
    make_agenda_subjects(author=access.user, cooperation=cooperation, today=today)
    make_context(access=access, organisations=organisations, today=today)
    make_schemes(access=access, organisations=organisations)
    make_agreements(access=access, organisations=organisations)
    make_charter(access=access, organisations=organisations)
    make_duties(access=access, organisations=organisations, today=today)
    make_publics(access=access)
    make_plan(access=access, organisations=organisations, today=today)
    make_projects(access=access, organisations=organisations, today=today)
    _make_money(access, organisations, today)


def _make_money(access: Access, organisations: dict[str, Organisation], today: date) -> None:
    """What each kind of cooperation chooses, employs, pays and shares."""
    cooperation = access.cooperation
    if cooperation.profile == "petr":
        make_selection(access=access, organisations=organisations, today=today)
        make_maquette(access=access, organisations=organisations)
        make_sharing(access=access, organisations=organisations)
        make_contributions(access=access, organisations=organisations)
        make_house_sharing(access=access, organisations=organisations)
    if cooperation.profile == "ctg":
        make_facilities(access=access, organisations=organisations)
        make_posts(access=access, organisations=organisations, today=today)
        make_funding(access=access, organisations=organisations)
        make_post_plans(access=access, organisations=organisations)
    if cooperation.profile == "cls":
        make_association_plan(access=access, organisations=organisations)
    make_balance(access=access, organisations=organisations)


def _give_accesses(
    cooperation: Cooperation, users: dict[str, User], directory: MadeDirectory
) -> dict[str, Access]:
    officer = users[OFFICER.role]
    accesses = {}
    for role, user in users.items():
        if role != OFFICER.role:
            accesses[role] = give_access(
                author=officer, cooperation=cooperation, user=user, role=role
            )
    access = access_to(officer, cooperation.slug)
    if access is not None:
        accesses[OFFICER.role] = access
    for spoken in filter(None, map(directory.organisations.get, SPEAKS_FOR)):
        speak_for(author=officer, access=accesses["partner"], organisations=[spoken])
    return accesses


def _photograph(cooperation: Cooperation, today: date) -> None:
    store_stale(cooperation, today)
    take_snapshot(cooperation, today)
