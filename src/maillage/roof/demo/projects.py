"""The projects of others around the plan: who carries them, what was exchanged, what comes."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.roof.demo.stories import FOLDER
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.models import Scheme
from maillage.trade.plan.linked_projects.models import (
    Exchange,
    Project,
    ProjectBlocker,
    ProjectStage,
)
from maillage.trade.plan.linked_projects.services import (
    NextStep,
    Ties,
    add_project,
    note_exchange,
    note_stage,
    save_blocker,
)
from maillage.trade.plan.models import Action
from maillage.trade.stakes.models import Theme

FILE = "projects.toml"
STORY_OF = {"ctg": "valmorin", "petr": "loire"}


def make_projects(
    *, access: Access, organisations: Mapping[str, Organisation], today: date
) -> None:
    """The projects of the cooperation, open to every access, and what the team exchanged."""
    story = STORY_OF.get(access.cooperation.profile)
    if story is None:
        return
    values: dict[str, Any] = tomllib.loads((FOLDER / FILE).read_text(encoding="utf-8"))
    areas = {one.name: one for one in territories_to_offer(access)}
    made = {}
    for line in values[story]:
        parts = _parts(line)
        made[parts[0]] = _project(access, parts, organisations.get(parts[1]), areas)
    coming = {parts[0]: parts for parts in map(_parts, values["next"])}
    for title, ago, means, words in reversed([*map(_parts, values["exchanges"])]):
        if title not in made:
            continue
        project = made[title]
        on = today - timedelta(days=int(ago))
        exchange = Exchange(project=project, on=on, means=means, words=words)
        after = _after(coming.get(title), today)
        note_exchange(access=access, exchange=exchange, read=project.version, after=after)
    for title, ago, what, who, until in map(_parts, values["blocks"]):
        if title in made:
            blocker = ProjectBlocker(
                project=made[title],
                what=what,
                who=who,
                since=today - timedelta(days=int(ago)),
                expected_on=today + timedelta(days=int(until)),
            )
            save_blocker(access=access, blocker=blocker)
    for title, ago, word in map(_parts, values["stages"]):
        if title in made:
            on = today - timedelta(days=int(ago))
            note_stage(access=access, stage=ProjectStage(project=made[title], stage=word, on=on))


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def _after(parts: list[str] | None, today: date) -> NextStep:
    if parts is None:
        return NextStep()
    _title, days, words, who = parts
    return NextStep(words, today + timedelta(days=int(days)), who)


def _project(
    access: Access, parts: list[str], holder: Organisation | None, areas: Mapping[str, Territory]
) -> Project:
    title, name, phase, theme, communes, scheme, numbers = parts
    own = {"cooperation": access.cooperation}
    project = Project(
        title=title,
        holder=holder,
        holder_name="" if holder else name,
        phase=phase,
        theme=Theme.objects.filter(label__istartswith=theme, **own).first(),
        scheme=Scheme.objects.filter(title__startswith=scheme, **own).first() if scheme else None,
        visibility=Visibility.MEMBERS,
    )
    ties = Ties(
        [areas[one] for one in filter(None, communes.split(", ")) if one in areas],
        list(Action.objects.filter(number__in=filter(None, numbers.split(", ")), **own)),
    )
    return add_project(access=access, project=project, ties=ties)
