"""Who employs, as a list of posts names them: those of the directory, those proposed for it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, words
from maillage.foundation.exchange.targets.answer_keys import part_key
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.ground.directory.models import Organisation
from maillage.trade.context.bodies_by_name import APART_REFUSED, NearestBodies
from maillage.trade.context.small_lists import apart_words

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

    by_name: NearestBodies | None
    taken: frozenset[str]
    fresh: dict[str, bool] = field(default_factory=dict)

    def find(self, row: TableRow, name: str) -> Organisation | None:
        """Who employs; one that is unknown is proposed once, and refused until it is taken."""
        if self.by_name is None or not name:
            return None
        employer = self.by_name.get(folded(name))
        if employer is None:
            employer = self.by_name.find_apart(folded(name))
            is_taken = self._propose(row, name, employer)
            return employer if is_taken else None
        return employer

    def _propose(self, row: TableRow, name: str, other: Organisation | None) -> bool:
        """Whether the officer takes it: who is new, or the `other`, of another cooperation."""
        key = folded(name)
        if key not in self.fresh:
            place = row.cells[EMPLOYER.name].place
            self.fresh[key] = (part_key(place) if other else place) in self.taken
            sentence = _("« %(name)s » n’est pas dans l’annuaire.") % {"name": name}
            code = "structure_outside" if other else "structure_new"
            words_ = apart_words(name, other) if other else sentence
            row.suggest(EMPLOYER.name, code, words_, name)
        if not self.fresh[key]:
            sentence = _("« %(name)s » n’est pas dans l’annuaire : ajoutez d’abord cet employeur.")
            if other:
                sentence = str(APART_REFUSED)
            row.refuse(EMPLOYER.name, sentence % {"name": name})
        return self.fresh[key]


def employer_made(access: Access, name: str) -> Organisation:
    """The structure of this name, made once."""
    workspace = access.cooperation.workspace
    same = Organisation.objects.filter(workspace=workspace, name=name[:300]).first()
    return same or Organisation.objects.create(
        workspace=workspace, name=name[:300], kind=organisation_kind(name, "")
    )
