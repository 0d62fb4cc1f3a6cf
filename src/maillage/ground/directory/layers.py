"""Where are the members on the map of territories?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.layers import MapLayer, Placed, layers
from maillage.core.points import Reader
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Member

AREAS = {
    OrganisationKind.COMMUNE,
    OrganisationKind.EPCI,
    OrganisationKind.DEPARTEMENT,
    OrganisationKind.REGION,
    OrganisationKind.SYNDICATE,
}


@layers.answer
def member_layers(access: Reader) -> Sequence[MapLayer]:
    """Members: local authorities as areas, the others at the seat of their territory."""
    members = (
        Member.objects.filter(cooperation=access.cooperation_id, until__isnull=True)
        .select_related("organisation", "cooperation")
        .order_by("organisation__name")
    )
    return (MapLayer("members", _("Membres"), tuple(_placed(member) for member in members)),)


def _placed(member: Member) -> Placed:
    organisation = member.organisation
    return Placed(
        label=organisation.name,
        url=reverse("directory:organisation", args=[member.cooperation.slug, organisation.pk]),
        territory_id=organisation.territory_id,
        is_area=organisation.kind in AREAS,
    )
