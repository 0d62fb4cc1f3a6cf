"""Which studies may this reader open, and what do the registers know of their structures?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Prefetch, Q, QuerySet, When

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.territories.models import Membership
from maillage.law.words import BODY_KINDS
from maillage.trade.governance.bodies.queries.body_table import population_of
from maillage.trade.governance.choices import CouncilKind, Fact
from maillage.trade.governance.council_kinds import first_council
from maillage.trade.governance.legal_forms.models import FormStudy, StudyMember
from maillage.trade.governance.legal_forms.rules import (
    Facts,
    ReadStudy,
    Structure,
    read_study,
)

# Neither a local authority nor a grouping: no word of `law` is theirs.
OTHER_PUBLIC = {OrganisationKind.STATE, OrganisationKind.SOCIAL, OrganisationKind.PUBLIC}
# What the directory says of these leaves several kinds open, until somebody says which.
OPEN_KINDS = {
    OrganisationKind.SYNDICATE: (
        CouncilKind.COMMUNE_SYNDICATE,
        CouncilKind.CLOSED_SYNDICATE,
        CouncilKind.OPEN_SYNDICATE,
    ),
    OrganisationKind.PUBLIC: (CouncilKind.CHAMBER,),
    OrganisationKind.OTHER: tuple(BODY_KINDS),
}
TO_PRECISE = {OrganisationKind.STATE, OrganisationKind.SOCIAL, *OPEN_KINDS}


def studies(access: Access) -> QuerySet[FormStudy]:
    """The studies that this reader may see, the latest first, with their structures."""
    members = StudyMember.objects.select_related("organisation")
    rows = FormStudy.objects.visible_to(access).select_related("cooperation", "chosen_by")
    ordered = members.order_by("organisation__folded", "organisation_id")
    return rows.prefetch_related(Prefetch("members", ordered)).order_by("-pk")


def organisations_to_offer(access: Access, study: FormStudy) -> QuerySet[Organisation]:
    """The members of the cooperation and those that the study names already, kind by kind."""
    own = StudyMember.objects.filter(study=study.pk).values("organisation")
    now = member_organisations(access).values("pk")
    rows = Organisation.objects.filter(workspace=access.cooperation.workspace_id)
    rows = rows.filter(Q(pk__in=now) | Q(pk__in=own))
    kinds = [When(kind=kind, then=place) for place, kind in enumerate(OrganisationKind.values)]
    return rows.order_by(Case(*kinds, default=len(kinds)), "folded", "pk")


@dataclass(frozen=True)
class StudySheet:
    """A study, its structures and what `law` reads in it."""

    study: FormStudy
    members: Sequence[StudyMember]
    read: ReadStudy
    gestures: Sequence[Gesture]


def study_sheet(access: Access, study: FormStudy) -> StudySheet:
    """The page of a study read by `studies`, in a constant number of queries."""
    return StudySheet(
        study=study,
        members=list(study.members.all()),
        read=reading_of(study),
        gestures=history(access, study.sheet_key),
    )


def reading_of(study: FormStudy) -> ReadStudy:
    """What `law` answers for the study, form by form; two queries.

    Alone, a structure shares with nobody: nothing of it is tested yet.
    """
    members = list(study.members.all())
    structures = structures_of(members) if len(members) > 1 else []
    return read_study(structures, study.shares, _facts(study))


def kind_in_law(member: StudyMember) -> str:
    """What the structure is in `law`, a word of `BODY_KINDS`; blank where it has none."""
    kind = OrganisationKind(member.organisation.kind)
    if member.kind or kind in OTHER_PUBLIC or kind == OrganisationKind.OTHER:
        return member.kind
    return str(first_council(member.organisation).value)


def structures_of(members: Sequence[StudyMember]) -> list[Structure]:
    """The structures as the engine reads them, with what the registers know of each."""
    populations = population_of([one.organisation for one in members])
    hubs = {
        one.organisation.territory_id: str(one.organisation_id)
        for one in members
        if one.organisation.kind == OrganisationKind.EPCI and one.organisation.territory_id
    }
    areas = dict(
        Membership.objects.filter(
            territory__in=[one.organisation.territory_id for one in members],
            area__kind=Kind.EPCI,
            until=None,
        ).values_list("territory", "area")
    )
    return [_structure(one, populations, hubs, areas) for one in members]


def _structure(
    member: StudyMember,
    populations: dict[int, int],
    hubs: dict[int, str],
    areas: dict[int, int],
) -> Structure:
    organisation = member.organisation
    area = areas.get(organisation.territory_id or 0)
    may_depend = organisation.kind in {OrganisationKind.COMMUNE, OrganisationKind.PUBLIC}
    is_unknown = may_depend and (area is None or not hubs)
    return Structure(
        number=organisation.pk,
        name=organisation.name,
        kind=kind_in_law(member),
        population=populations.get(organisation.pk),
        hub=hubs.get(area) if area else None,
        is_attached=is_unknown or organisation.kind == OrganisationKind.PUBLIC,
        others=()
        if member.kind
        else tuple(map(str, OPEN_KINDS.get(OrganisationKind(organisation.kind), ()))),
    )


def _facts(study: FormStudy) -> Facts:
    share = study.open_market_share
    return Facts(
        one_piece=_is_so(study.one_piece),
        open_market_share=None if share is None else share / 100,
        general_interest_only=_is_so(study.general_interest_only),
    )


def _is_so(answer: str) -> bool | None:
    return answer == Fact.YES if answer else None
