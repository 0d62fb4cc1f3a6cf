"""What a file notes of a structure: kept for the cooperation that imports it, read by officers."""

from collections.abc import Mapping

from maillage.foundation.exchange.targets.targets import WriteOrder
from maillage.foundation.journal import services as journal
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.organisations import Organisation


def write_notes(
    plan: ImportPlan, order: WriteOrder, organisations: Mapping[str, Organisation]
) -> int:
    """Writes the notes that this cooperation has not yet; returns how many.

    `organisations` are the rows of the planned structures, by key.
    """
    wanted = {
        (organisations[planned.key].pk, str(planned.facts["notes"])): planned.source
        for planned in plan.organisations
        if planned.facts.get("notes")
    }
    if not wanted:
        return 0
    known = OrganisationNote.objects.filter(
        cooperation=order.cooperation, organisation__in={number for number, _ in wanted}
    )
    written = set(known.values_list("organisation_id", "text"))
    missing = {note: source for note, source in wanted.items() if note not in written}
    rows = [
        OrganisationNote(
            cooperation=order.cooperation,
            author=order.author,
            organisation_id=number,
            text=text,
            source=f"Import de {order.file_name[-150:]}, {source[-100:]}",
        )
        for (number, text), source in missing.items()
    ]
    return len(journal.bulk_create(OrganisationNote, rows))
