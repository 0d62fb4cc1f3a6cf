"""Who plays on a day: the members, those who left but still weigh, people, named groups?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.members.queries import actors
from maillage.ground.directory.models import Actor, Member
from maillage.ground.directory.records.models.periods import in_force


@dataclass(frozen=True, slots=True)
class Player:
    """An actor as the pages name it; `note` says what it is, or what became of it.

    `group` gathers the actors that are drawn side by side. A person is never given a figure.
    `is_state`: a service of the State.
    """

    pk: int
    name: str
    note: str
    group: str
    organisation_id: int | None = None
    person_id: int | None = None
    is_state: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it is somebody, in their function."""
        return self.person_id is not None


@dataclass(frozen=True, slots=True)
class Ended:
    """A structure that is no more, what became of it, and the actor of what succeeds it."""

    player: Player
    sentence: str
    successor_id: int | None


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays on a day, by name, and the structures that ended before it."""

    players: Sequence[Player]
    ended: Sequence[Ended]

    @property
    def measured(self) -> list[Player]:
        """Those who are placed by figures: structures and groups, never a person."""
        return [player for player in self.players if not player.is_person]

    def player(self, number: int) -> Player | None:
        return next((player for player in self.players if player.pk == number), None)


def cast_on(access: Access, day: date) -> Cast:
    """The actors of the cooperation on that day, in two queries."""
    rows = list(actors(access).select_related("organisation__successor"))
    members = set(
        Member.objects.filter(in_force(), cooperation=access.cooperation_id).values_list(
            "organisation_id", flat=True
        )
    )
    numbers = {row.organisation_id: row.pk for row in rows if row.organisation_id}
    living, ended = [], []
    for row in rows:
        player = _player(row, members)
        structure = row.organisation
        if structure is None or structure.ended_on is None or structure.ended_on > day:
            living.append(player)
        else:
            successor = numbers.get(structure.successor_id or 0)
            ended.append(Ended(player, _end_sentence(row), successor))
    living.sort(key=_by_kind_and_name)
    names = with_numbers([player.name for player in living])
    players = [replace(one, name=name) for one, name in zip(living, names, strict=True)]
    return Cast(players, sorted(ended, key=lambda one: one.player.pk))


def with_numbers(names: Sequence[str]) -> list[str]:
    """The names in their order, each bearer of a shared one with its number."""
    bearers, seen = Counter(names), Counter[str]()
    lines = []
    for name in names:
        seen[name] += 1
        lines.append(f"{name} ({seen[name]})" if bearers[name] > 1 else name)
    return lines


def actor_name(actor: Actor) -> str:
    """The actor as pages name it: the short name of a structure."""
    structure = actor.organisation
    return (structure.short_name or structure.name) if structure else str(actor)


def _by_kind_and_name(player: Player) -> tuple[bool, bool, str]:
    is_group = player.organisation_id is None and player.person_id is None
    return player.is_person, is_group, player.name.casefold()


def _player(row: Actor, members: set[int]) -> Player:
    structure = row.organisation
    if structure is None:
        note = _("personne") if row.person_id else _("groupe")
        return Player(row.pk, str(row), note, note, person_id=row.person_id)
    kind = str(OrganisationKind(structure.kind).label)
    note = kind if structure.pk in members else _("n’est pas membre")
    return Player(
        row.pk,
        actor_name(row),
        note,
        kind,
        organisation_id=structure.pk,
        is_state=structure.kind == OrganisationKind.STATE,
    )


def _end_sentence(row: Actor) -> str:
    structure = row.organisation
    if structure is None or structure.ended_on is None:
        return ""
    values = {"name": structure.name, "day": french.long_date(structure.ended_on)}
    if structure.successor is None:
        return _("%(name)s n’existe plus depuis le %(day)s : elle ne compte plus.") % values
    values["successor"] = structure.successor.name
    return (
        _(
            "%(name)s a laissé place à %(successor)s le %(day)s : relisez pour celle-ci ce qui "
            "était noté de l’autre."
        )
        % values
    )
