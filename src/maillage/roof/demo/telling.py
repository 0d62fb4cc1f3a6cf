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
from maillage.ground.missions.portfolio.services import take_snapshot
from maillage.ground.missions.states.states import store_stale
from maillage.roof.demo.accounts import ACCOUNTS, ADMINISTRATOR, OFFICER, make_account
from maillage.roof.demo.actors import tell_actors
from maillage.roof.demo.commitments import export_commitments
from maillage.roof.demo.consultations import tell_consultation
from maillage.roof.demo.context import tell_context
from maillage.roof.demo.date_polls import tell_date_poll
from maillage.roof.demo.dialogue import tell_dialogue
from maillage.roof.demo.directory import Told, tell_directory
from maillage.roof.demo.documents import tell_documents
from maillage.roof.demo.governance import tell_governance
from maillage.roof.demo.joint_decisions import tell_decisions
from maillage.roof.demo.large import Size, tell_large
from maillage.roof.demo.lead_partner import tell_lead_partners
from maillage.roof.demo.meetings import export_meetings
from maillage.roof.demo.missions import tell_missions
from maillage.roof.demo.nominations import export_nominations
from maillage.roof.demo.notebook import tell_notebook
from maillage.roof.demo.questions import tell_questions
from maillage.roof.demo.stakes import tell_stakes
from maillage.roof.demo.stories import Story, story
from maillage.roof.demo.territories import tell_territories
from maillage.trade.governance.models import Body

STORIES = ("loire", "valmorin", "vallees")
SPEAKS_FOR = "etangs"


def tell_demo(*, today: date, large: Size | None = None) -> Workspace:
    """The demonstration's workspace, filled; with `large`, the large cooperation in its own."""
    administrator = make_account(ADMINISTRATOR)
    workspace = open_workspace(name="Pôle d’Ormelle", administrator=administrator)
    users = {account.role: make_account(account) for account in ACCOUNTS}
    for key in STORIES:
        _tell(story(key), workspace, users, today)
    if large is not None:
        region = open_workspace(name="Région des Ormelles", administrator=administrator)
        told = tell_large(author=users[OFFICER.role], workspace=region, size=large)
        _photograph(told, today)
    return workspace


def _tell(told: Story, workspace: Workspace, users: dict[str, User], today: date) -> None:
    officer = users[OFFICER.role]
    cooperation = create_cooperation(
        author=officer,
        workspace=workspace,
        name=told.name,
        profile=told.profile,
        purpose=told.purpose,
    )
    cooperation.phase = told.phase
    cooperation.started_on, cooperation.ends_on = told.started_on, told.ends_on
    edit_cooperation(author=officer, cooperation=cooperation, read=cooperation.version)
    directory = tell_directory(author=officer, cooperation=cooperation, story=told)
    tell_territories(
        author=officer,
        cooperation=cooperation,
        story=told,
        organisations=directory.organisations,
    )
    bodies = _tell_bodies(officer, cooperation, told, today)
    accesses = _give_accesses(cooperation, users, directory)
    _tell_work(accesses[OFFICER.role], directory, bodies, today)
    if told.profile == "petr":
        export_nominations(author=officer, body=bodies.get("cotech"))
    tell_missions(
        author=officer, colleague=users["team"], access=accesses[OFFICER.role], story=told
    )
    tell_documents(access=accesses[OFFICER.role], story=told, organisations=directory.organisations)
    _photograph(cooperation, today)


def _tell_bodies(
    officer: User, cooperation: Cooperation, told: Story, today: date
) -> dict[str, Body]:
    """The bodies, a year of their meetings, a date to find, a question put in writing."""
    bodies = tell_governance(author=officer, cooperation=cooperation, story=told)
    at_work = list(bodies.values())
    export_meetings(author=officer, bodies=at_work, today=today)
    tell_date_poll(author=officer, bodies=at_work, today=today)
    tell_consultation(author=officer, bodies=at_work, today=today)
    return bodies


def _tell_work(access: Access, directory: Told, bodies: dict[str, Body], today: date) -> None:
    """What the councils are asked, what is put in common, who leads, which questions remain."""
    cooperation, organisations = access.cooperation, directory.organisations
    tell_notebook(
        author=access.user,
        cooperation=cooperation,
        organisations=list(organisations.values()),
        today=today,
    )
    tell_dialogue(author=access.user, cooperation=cooperation, today=today)
    tell_decisions(access=access, body=bodies.get("copil"), organisations=organisations)
    export_commitments(
        author=access.user,
        cooperation=cooperation,
        organisations=list(organisations.values()),
        today=today,
    )
    tell_questions(author=access.user, cooperation=cooperation, bodies=bodies, today=today)
    tell_lead_partners(access=access, organisations=organisations)
    tell_actors(access=access, organisations=organisations, today=today)
    tell_stakes(access=access, organisations=organisations, today=today)
    tell_context(access=access, organisations=organisations, today=today)


def _give_accesses(
    cooperation: Cooperation, users: dict[str, User], directory: Told
) -> dict[str, Access]:
    officer = users[OFFICER.role]
    accesses = {}
    for role, user in users.items():
        if role != OFFICER.role:
            accesses[role] = give_access(
                author=officer, cooperation=cooperation, user=user, role=role
            )
    held = access_to(officer, cooperation.slug)
    if held is not None:
        accesses[OFFICER.role] = held
    spoken = directory.organisations.get(SPEAKS_FOR)
    if spoken is not None:
        speak_for(author=officer, access=accesses["partner"], organisations=[spoken])
    return accesses


def _photograph(cooperation: Cooperation, today: date) -> None:
    store_stale(cooperation, today)
    take_snapshot(cooperation, today)
