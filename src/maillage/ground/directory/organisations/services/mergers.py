"""A structure ends and another succeeds it: its history stays, its place is taken over."""

from collections.abc import Iterable
from datetime import date

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.ground.directory.members.services import Place, enter
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate
from maillage.ground.directory.records.models.periods import Period, in_force


def end_organisation(
    *,
    author: User,
    organisation: Organisation,
    read: int,
    on: date,
    successor: Organisation | None,
    carries_on: bool,
) -> Organisation:
    """The structure, ended on that day, with what succeeds it.

    Its mandates, memberships, competences and groupings end that day and stay on its sheet. The
    successor takes its place in each cooperation; when `carries_on`, its people go on there with
    the same functions. Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        claim_version(organisation, read)
        organisation.ended_on, organisation.successor = on, successor
        organisation.save()
        mandates = list(organisation.mandates.filter(in_force()))
        places = list(organisation.memberships.filter(in_force()))
        ended: list[Period] = [*mandates, *places]
        ended += organisation.competences.filter(in_force())
        ended += organisation.groupings.filter(in_force())
        ended += organisation.grouped.filter(in_force())
        end_on(ended, on)
        if successor is not None:
            _take_places(places, successor, on)
            if carries_on:
                _carry_on(mandates, successor, on)
    return organisation


def end_on(rows: Iterable[Period], on: date) -> None:
    """Ends these rows that day, or the day they began when that is later."""
    for row in rows:
        row.end(max(on, row.since or on))
        row.save()


def _take_places(places: list[Member], successor: Organisation, on: date) -> None:
    for place in places:
        enter(
            cooperation=place.cooperation,
            organisation=successor,
            place=Place(place.kind, since=on),
        )


def _carry_on(mandates: list[Mandate], successor: Organisation, on: date) -> None:
    for mandate in mandates:
        Mandate.objects.create(
            person_id=mandate.person_id,
            organisation=successor,
            kind=mandate.kind,
            function=mandate.function,
            theme=mandate.theme,
            since=on,
        )
