"""Who employs, as a list of posts names them: those of the directory, those proposed for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, words
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.ground.directory.models import Organisation

EMPLOYER = Field(
    "organisation_name",
    "Employeur",
    words(),
    lazy("Dites qui emploie."),
    is_carried=True,
    others=("pilot_organisation",),
)


@dataclass
class Employers:
    """Those of the directory, by name, and those that the officer takes into it; none unread."""

    by_name: Mapping[str, Organisation] | None
    taken: frozenset[str]
    fresh: dict[str, bool] = field(default_factory=dict)

    def find(self, row: TableRow, name: str) -> Organisation | None:
        """Who employs; one that is unknown is proposed once, and refused until it is taken."""
        employer = self.by_name.get(folded(name)) if self.by_name is not None else None
        if employer is None and name and self.by_name is not None:
            self._propose(row, name)
        return employer

    def _propose(self, row: TableRow, name: str) -> None:
        key = folded(name)
        if key not in self.fresh:
            self.fresh[key] = row.cells[EMPLOYER.name].place in self.taken
            sentence = _("« %(name)s » n’est pas dans l’annuaire.") % {"name": name}
            row.suggest(EMPLOYER.name, "structure_new", sentence, name)
        if not self.fresh[key]:
            sentence = _("« %(name)s » n’est pas dans l’annuaire : ajoutez d’abord cet employeur.")
            row.refuse(EMPLOYER.name, sentence % {"name": name})


def employer_made(access: Access, name: str) -> Organisation:
    """The structure of this name, made once."""
    workspace = access.cooperation.workspace
    same = Organisation.objects.filter(workspace=workspace, name=name[:300]).first()
    return same or Organisation.objects.create(
        workspace=workspace, name=name[:300], kind=organisation_kind(name, "")
    )
