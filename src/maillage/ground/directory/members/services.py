"""Placing structures in a cooperation, naming who weighs on it, and who speaks for whom."""

from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.records.models.members import Actor, Member, Spokesperson
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Person


@dataclass(frozen=True)
class Place:
    """A structure's place: its kind, since when, and its point of contact."""

    kind: str
    since: date | None = None
    contact: Person | None = None


def make_member(
    *, author: User, cooperation: Cooperation, organisation: Organisation, place: Place
) -> Member:
    """The structure's open membership, and its actor: both exist from then on."""
    with _write(author, cooperation, "members"):
        return enter(
            cooperation=cooperation,
            organisation=organisation,
            place=place,
        )


def make_members(
    *, author: User, cooperation: Cooperation, places: Iterable[tuple[Organisation, Place]]
) -> list[Member]:
    """The open memberships of several structures, made in one gesture, each with its actor.

    A structure that is not in the directory yet enters it.
    """
    with _write(author, cooperation, "members"):
        return [
            enter(cooperation=cooperation, organisation=_in_directory(organisation), place=place)
            for organisation, place in places
        ]


def _in_directory(organisation: Organisation) -> Organisation:
    if organisation.pk:
        return organisation
    rows = Organisation.objects.filter(workspace=organisation.workspace_id)
    same = rows.filter(name=organisation.name).first()
    if same is None:
        organisation.save()
    return same or organisation


def enter(*, cooperation: Cooperation, organisation: Organisation, place: Place) -> Member:
    """The structure's open membership, made when it has none, with its actor; inside a write."""
    Actor.objects.get_or_create(cooperation=cooperation, organisation=organisation)
    member = Member.objects.filter(
        cooperation=cooperation, organisation=organisation, until__isnull=True
    ).first()
    if member is not None:
        return member
    return Member.objects.create(
        cooperation=cooperation,
        organisation=organisation,
        kind=place.kind,
        since=place.since,
        contact=place.contact,
    )


def edit_member(*, author: User, member: Member, read: int) -> Member:
    """The membership with its changes; StaleVersionError when version `read` is not the last."""
    with _write(author, member.cooperation, "members"):
        claim_version(member, read)
        member.save()
    return member


def change_place(*, author: User, member: Member, read: int, kind: str, on: date) -> Member:
    """The membership of another kind from that day; the former one ends and stays in the history.

    Raises StaleVersionError when version `read` is not the last.
    """
    with _write(author, member.cooperation, "members"):
        claim_version(member, read)
        member.end(max(on, member.since or on))
        member.save()
        return Member.objects.create(
            cooperation=member.cooperation,
            organisation=member.organisation,
            kind=kind,
            contact=member.contact,
            since=on,
        )


def end_membership(*, author: User, member: Member, read: int, on: date) -> Member:
    """The membership, ended that day; its actor stays, since a body may weigh without being in.

    Raises StaleVersionError when version `read` is not the last.
    """
    with _write(author, member.cooperation, "members"):
        claim_version(member, read)
        member.end(on)
        member.save()
    return member


def name_actor(*, author: User, actor: Actor) -> Actor:
    """A person in their function, or a named group, that weighs on the cooperation."""
    with _write(author, actor.cooperation, "actors"):
        actor.save()
    return actor


def remove_actor(*, author: User, actor: Actor) -> None:
    """Takes away an actor about whom nothing was recorded; ProtectedError otherwise."""
    with _write(author, actor.cooperation, "actors"):
        actor.delete()


def speak_for(
    *,
    author: User,
    access: Access,
    organisations: Iterable[Organisation],
    read: Collection[int] = (),
) -> None:
    """Makes these structures those that the access speaks for.

    `read` are the numbers of those it spoke for when they were chosen: what somebody else added or
    removed since stands.
    """
    wanted = {organisation.pk: organisation for organisation in organisations}
    with _write(author, access.cooperation, "members"):
        row_by_organisation = {
            row.organisation_id: row for row in Spokesperson.objects.filter(access=access)
        }
        for number in row_by_organisation.keys() & (set(read) - wanted.keys()):
            row_by_organisation[number].delete()
        for number in sorted(wanted.keys() - set(read) - row_by_organisation.keys()):
            Spokesperson.objects.create(access=access, organisation=wanted[number])


def _write(author: User, cooperation: Cooperation, topic: str) -> AbstractContextManager[Change]:
    return journal.write_in(author, cooperation, topic)
