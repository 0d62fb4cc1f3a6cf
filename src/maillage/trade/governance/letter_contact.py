"""Whom does a letter of the cooperation give to call, and which structure acts in its name?"""

from django.utils.translation import gettext as _

from maillage.core.points import Point
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.queries import first_officer
from maillage.foundation.documents.files.queries import letterhead
from maillage.foundation.documents.writing.kinds import Field, Value
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.models import Organisation

# The names of the structures that carry the cooperation itself today, as this reader may read them.
carriers: Point[[Access], str] = Point("carriers")


def acting_structure(access: Access) -> str:
    """The structure that receives acts: who writes, or who carries a cooperation that is no body.

    Empty while nobody is known to.
    """
    sender, cooperation = letterhead(access).sender, access.cooperation
    bodies = Organisation.objects.filter(workspace=cooperation.workspace_id)
    if sender and (sender != cooperation.name or bodies.filter(name=sender).exists()):
        return sender
    return next(iter(carriers.ask(access)), "")


def contact_fields() -> tuple[Field, ...]:
    """Whom to call."""
    return (
        Field("agent", _("La personne à appeler"), _("Camille Renard")),
        Field("agent_courriel", _("Son courriel"), "camille.renard@exemple.fr"),
    )


def contact_values(access: Access) -> dict[str, Value]:
    """The name and the address of the officer to call; nothing for observers."""
    writer = _writer(access)
    return {
        "agent": writer.name if writer else "",
        "agent_courriel": writer.email if writer else "",
    }


def _writer(access: Access) -> User | None:
    """Whoever writes, or the first officer of the cooperation."""
    if not directory.can_open_people(access):
        return None
    return access.user if access.is_officer else first_officer(access)
