"""Where are the members on the map of territories?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.layers import MapLayer, Placed, layers
from maillage.core.points import Reader
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.records.models.members import Member

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
    members = list(
        Member.objects.filter(cooperation=access.cooperation_id, until__isnull=True)
        .order_by("organisation__name")
        .values_list(
            "cooperation__slug",
            "organisation",
            "organisation__name",
            "organisation__kind",
            "organisation__territory",
        )
    )
    sheet = reverse("directory:organisation", args=[members[0][0], 0]) if members else ""
    place = reverse("directory:organisation_territory", args=[members[0][0], 0]) if members else ""
    placed = (
        Placed(
            label=name,
            url=sheet.replace("/0/", f"/{number}/"),
            territory_id=territory,
            is_area=kind in AREAS,
            place_url=place.replace("/0/", f"/{number}/"),
        )
        for _slug, number, name, kind, territory in members
    )
    return (MapLayer("members", _("Membres"), tuple(placed)),)
