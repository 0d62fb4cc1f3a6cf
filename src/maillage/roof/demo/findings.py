"""What two stories note of their land, and what each structure says of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Actor, Organisation
from maillage.ground.territories.models import Territory
from maillage.roof.demo.stories import FOLDER
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.stakes.choices import Judgement
from maillage.trade.stakes.findings.models import Finding, FindingFigure, FindingReading
from maillage.trade.stakes.findings.services import add_figure, add_finding, record_judgement
from maillage.trade.stakes.models import Stake, Theme
from maillage.trade.stakes.stakes.services import edit_stake

FILE = "findings.toml"
VERDICTS = {"D": Judgement.AGREED, "C": Judgement.CONTESTED, "?": Judgement.UNKNOWN}
HEARD_AGO, MONTH = 25, 30.44
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Ground:
    """What the findings of a story stand on: who writes, the day, the land, the actors."""

    access: Access
    today: date
    territories: Mapping[str, Territory]
    themes: Mapping[str, Theme]
    actors: Mapping[str, Actor]


def make_findings(
    *, access: Access, organisations: Mapping[str, Organisation], today: date
) -> None:
    """The findings of the story, if it has some, with their figures and their judgements."""
    values = tomllib.loads((FOLDER / FILE).read_text(encoding="utf-8"))
    story: Values | None = values.get(access.cooperation.profile)
    if story is None:
        return
    rows = Actor.objects.filter(cooperation=access.cooperation_id, organisation__isnull=False)
    actors = {one.organisation_id: one for one in rows.select_related("cooperation")}
    ground = Ground(
        access,
        today,
        {one.name: one for one in territories_to_offer(access)},
        {one.label: one for one in Theme.objects.filter(cooperation=access.cooperation_id)},
        {key: actors[organisations[key].pk] for key in story["structures"]},
    )
    for entry in story["findings"]:
        finding = _make_finding(ground, entry)
        _tie(access, finding, entry.get("stake", ""))
        for mark, (key, actor) in zip(entry["said"], ground.actors.items(), strict=True):
            if mark in VERDICTS:
                _make_judgement(ground, finding, actor, (key, mark), entry)


def _make_finding(ground: Ground, entry: Values) -> Finding:
    where = entry.get("where", ())
    ago = entry.get("months_ago")
    finding = add_finding(
        access=ground.access,
        finding=Finding(
            visibility=Visibility.MEMBERS,
            statement=entry["statement"],
            kind=entry["kind"],
            theme=ground.themes.get(entry.get("theme", "")),
            source=entry.get("source", ""),
            source_kind=entry.get("source_kind", ""),
            source_on=ground.today - timedelta(days=round(ago * MONTH)) if ago else None,
            licence=entry.get("licence", ""),
        ),
        territories=[ground.territories[name] for name in where if name in ground.territories],
    )
    for line in entry.get("figures", ()):
        name, value = line.split(" | ")
        unit, period, reference, label = entry["figure"].split(" | ")
        figure = FindingFigure(
            finding=finding,
            territory=ground.territories.get(name),
            value=Decimal(value),
            unit=unit,
            period=period,
            reference=Decimal(reference),
            reference_label=label,
        )
        add_figure(access=ground.access, figure=figure)
    return finding


def _tie(access: Access, finding: Finding, label: str) -> None:
    """The stake of this name comes from the finding."""
    for stake in Stake.objects.filter(cooperation=access.cooperation_id, label=label):
        stake.finding = finding
        edit_stake(access=access, stake=stake, read=stake.version)


def _make_judgement(
    ground: Ground, finding: Finding, actor: Actor, place: tuple[str, str], entry: Values
) -> None:
    key, mark = place
    is_by_phone = key in entry.get("by_phone", ())
    words = entry.get("words", {}).get(key, "")
    kind = SourceKind.INTERVIEW if words else SourceKind.MEETING
    kind = SourceKind.PHONE if is_by_phone else kind
    on = ground.today - timedelta(days=HEARD_AGO)
    visibility = Visibility.OFFICERS if is_by_phone else Visibility.MEMBERS
    record_judgement(
        access=ground.access,
        judgement=FindingReading(
            cooperation=ground.access.cooperation,
            actor=actor,
            finding=finding,
            verdict=VERDICTS[mark],
            said=words,
            proposes=entry.get("proposes", {}).get(key, ""),
            on=on,
            confidence=Confidence.SURE,
            visibility=visibility,
        ),
        source=Source(kind=kind, on=on, who="", visibility=visibility),
        last=0,
    )
