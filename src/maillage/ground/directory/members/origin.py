"""From which import do the structures to be placed come?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.numbers import read_number
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.queries import records_of
from maillage.ground.directory.members.words import brought_words
from maillage.ground.directory.records.models.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Origin:
    """An import, by its file: the numbers of all it brought, and of what it made; its report."""

    file_name: str
    records: Sequence[int]
    made: frozenset[int]
    report: PageLink

    def words(self, rows: Sequence[Organisation]) -> str:
        """Where these structures come from, and how many of them are new; nothing of none."""
        created = sum(one.pk in self.made for one in rows)
        return brought_words(self.file_name, created, len(rows) - created) if rows else ""


def import_origin(access: Access, run: str) -> Origin | None:
    """The import of this number; None when it is none."""
    number = read_number(run)
    if number is None:
        return None
    came = records_of(access, number)
    url = address("exchange:import_wizard_run", access.cooperation.slug, number)
    report = PageLink(_("Revenir au compte rendu de l’import"), url)
    made = frozenset(came.made.get("organisation", came.records))
    return Origin(came.name, came.records, made, report)
