"""Tells the whole demonstration: one workspace, three cooperations, an account for each role."""

from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations import services as cooperations
from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
from maillage.foundation.cooperations.queries import access_to
from maillage.ground.directory.services.members import speak_for
from maillage.ground.missions.snapshots import take_snapshot
from maillage.ground.missions.states import store_stale
from maillage.roof.demo.accounts import ACCOUNTS, ADMINISTRATOR, OFFICER, make_account
from maillage.roof.demo.directory import Told, tell_directory
from maillage.roof.demo.documents import tell_documents
from maillage.roof.demo.governance import tell_governance
from maillage.roof.demo.joint_decisions import tell_decisions
from maillage.roof.demo.large import Size, tell_large
from maillage.roof.demo.meetings import tell_meetings
from maillage.roof.demo.missions import tell_missions
from maillage.roof.demo.stories import Story, story
from maillage.roof.demo.territories import tell_territories

STORIES = ("loire", "valmorin", "vallees")
SPEAKS_FOR = "etangs"


def tell_demo(*, today: date, large: Size | None = None) -> Workspace:
    """The demonstration's workspace, filled; with `large`, the large cooperation in its own."""
    administrator = make_account(ADMINISTRATOR)
    workspace = cooperations.open_workspace(name="Pôle d’Ormelle", administrator=administrator)
    users = {account.role: make_account(account) for account in ACCOUNTS}
    for key in STORIES:
        _tell(story(key), workspace, users, today)
    if large is not None:
        region = cooperations.open_workspace(
            name="Région des Ormelles", administrator=administrator
        )
        told = tell_large(author=users[OFFICER.role], workspace=region, size=large)
        _photograph(told, today)
    return workspace


def _tell(told: Story, workspace: Workspace, users: dict[str, User], today: date) -> None:
    officer = users[OFFICER.role]
    cooperation = cooperations.create_cooperation(
        author=officer,
        workspace=workspace,
        name=told.name,
        profile=told.profile,
        purpose=told.purpose,
    )
    cooperation.phase = told.phase
    cooperation.started_on, cooperation.ends_on = told.started_on, told.ends_on
    cooperations.edit_cooperation(author=officer, cooperation=cooperation, read=cooperation.version)
    directory = tell_directory(author=officer, cooperation=cooperation, story=told)
    tell_territories(
        author=officer,
        cooperation=cooperation,
        story=told,
        organisations=directory.organisations,
    )
    bodies = tell_governance(author=officer, cooperation=cooperation, story=told)
    tell_meetings(author=officer, bodies=list(bodies.values()), today=today)
    accesses = _give_accesses(cooperation, users, directory)
    tell_decisions(
        access=accesses[OFFICER.role],
        body=bodies.get("copil"),
        organisations=directory.organisations,
    )
    tell_missions(
        author=officer, colleague=users["team"], access=accesses[OFFICER.role], story=told
    )
    tell_documents(access=accesses[OFFICER.role], story=told, organisations=directory.organisations)
    _photograph(cooperation, today)


def _give_accesses(
    cooperation: Cooperation, users: dict[str, User], directory: Told
) -> dict[str, Access]:
    officer = users[OFFICER.role]
    accesses = {}
    for role, user in users.items():
        if role != OFFICER.role:
            accesses[role] = cooperations.give_access(
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
