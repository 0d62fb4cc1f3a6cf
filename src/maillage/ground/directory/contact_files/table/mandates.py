"""Which mandates and seats will exist once people and structures are known?"""

from collections import defaultdict
from collections.abc import Mapping

from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.contact_files.table.elected import role_of_function
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.ground.directory.contact_files.table.mentions import (
    MandateMention,
    Mentions,
    SuccessorMention,
)
from maillage.ground.directory.contact_files.table.records import (
    PlannedMandate,
    PlannedOrganisation,
    PlannedPerson,
)

_Identity = tuple[str, str | None, str, str, str | None, str | None]
_KIND, _FUNCTION = 2, 3


def planned_mandates(
    mentions: Mentions,
    organisations: list[PlannedOrganisation],
    people: list[PlannedPerson | None],
) -> list[PlannedMandate]:
    """The mandates in the order of the file; one said twice is one."""
    planned: dict[_Identity, PlannedMandate] = {}
    alike: dict[tuple[str | None, ...], list[_Identity]] = defaultdict(list)
    by_mention: dict[int, PlannedMandate] = {}
    for number, mention in enumerate(mentions.mandates):
        mandate = _planned(mention, organisations, people)
        if mandate:
            key = _identity(mandate)
            beside = alike[key[:_KIND] + key[_FUNCTION + 1 :]]
            same = key if key in planned else _same_but_shorter(mandate, beside, planned)
            if same is None:
                beside.append(key)
            planned_mandate = planned.setdefault(same or key, mandate)
            _complete(planned_mandate, mandate)
            by_mention[number] = planned_mandate
    for successor in mentions.successors:
        _succeed(successor, by_mention, people, planned)
    return list(planned.values())


def _planned(
    mention: MandateMention,
    organisations: list[PlannedOrganisation],
    people: list[PlannedPerson | None],
) -> PlannedMandate | None:
    person = people[mention.person]
    if person is None:
        return None
    home = organisations[mention.organisation] if mention.organisation is not None else None
    role = _role(mention, home) if mention.kind == "contact" else None
    return PlannedMandate(
        person.key, home.key if home else None, role or mention.kind, mention.place,
        mention.function,
        mention.department,
        mention.body, mention.college, mention.voice, mention.theme,
        list(dict.fromkeys(mention.notes)), mention.since, mention.until,
        mention.details, is_guessed=role is not None, remarks=mention.remarks,
        has_left=mention.has_left, in_own_name=mention.in_own_name,
    )  # fmt: skip


def _role(mention: MandateMention, home: PlannedOrganisation | None) -> str | None:
    """What the function tells, in this kind of structure, where the file writes no role."""
    kind = organisation_kind(home.name, str(home.facts.get("type") or "")) if home else None
    return role_of_function(mention.function or "", kind or OrganisationKind.OTHER)


def _identity(mandate: PlannedMandate) -> _Identity:
    """What makes two mentions one mandate; a past one stays apart from the present one."""
    until = mandate.until.day.isoformat() if mandate.until else None
    return (
        mandate.person,
        mandate.organisation,
        mandate.kind,
        folded(mandate.function or ""),
        folded(mandate.body) if mandate.body else None,
        until,
    )


def _same_but_shorter(
    mandate: PlannedMandate, beside: list[_Identity], planned: Mapping[_Identity, PlannedMandate]
) -> _Identity | None:
    """« Conseiller » beside « Conseiller circuits courts », in one structure, is that mandate.

    A role that the file does not write parts nobody.
    """
    own = folded(mandate.function or "")
    for key in beside if own else ():
        other, text = planned[key], key[_FUNCTION]
        is_written = not (_is_open(mandate) or _is_open(other))
        if is_written and mandate.kind != other.kind:
            continue
        if text and (text.startswith(f"{own} ") or own.startswith(f"{text} ")):
            return key
    return None


def _is_open(mandate: PlannedMandate) -> bool:
    return mandate.is_guessed or mandate.kind == "contact"


def _complete(planned_mandate: PlannedMandate, other: PlannedMandate) -> None:
    if planned_mandate is other:
        return
    if len(other.function or "") > len(planned_mandate.function or ""):
        planned_mandate.function, planned_mandate.kind = other.function, other.kind
        planned_mandate.is_guessed = other.is_guessed
    planned_mandate.since = planned_mandate.since or other.since
    planned_mandate.has_left |= other.has_left
    planned_mandate.department = planned_mandate.department or other.department
    planned_mandate.theme += [theme for theme in other.theme if theme not in planned_mandate.theme]
    if other.notes and other.notes not in (planned_mandate.notes or ""):
        planned_mandate.note_parts += other.note_parts
        planned_mandate.remarks = [*planned_mandate.remarks, *other.remarks]


def _succeed(
    successor: SuccessorMention,
    by_mention: dict[int, PlannedMandate],
    people: list[PlannedPerson | None],
    planned: dict[_Identity, PlannedMandate],
) -> None:
    """Dates the successor's mandate of the same function, or adds it for somebody named in full."""
    person = people[successor.person]
    left = by_mention.get(successor.mandate)
    if person is None or left is None:
        return
    for mandate in planned.values():
        same_place = (mandate.person, mandate.organisation) == (person.key, left.organisation)
        if same_place and folded(mandate.function or "") == folded(left.function or ""):
            mandate.since = mandate.since or successor.since
            return
    if person.source == successor.place:
        made = PlannedMandate(
            person.key, left.organisation, left.kind, successor.place, left.function,
            body=left.body, college=left.college, since=successor.since,
            is_guessed=left.is_guessed,
        )  # fmt: skip
        planned[_identity(made)] = made
