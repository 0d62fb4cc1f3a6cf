"""A register of agreements, as the import wizard and the export read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import ge
from typing import cast

from django.utils.translation import gettext_lazy as lazy

from maillage.core.tables_out import Value
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, plain_value
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Figure,
    Outcome,
    Target,
    WriteOrder,
    leads_to_page,
)
from maillage.ground.directory.models import Organisation
from maillage.trade.context.list_comparing import Columns, compare_links, compare_rows
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    leave_crossed,
    read_list,
    refuse_repeated,
)
from maillage.trade.governance.agreements import queries
from maillage.trade.governance.agreements.choices import Stage
from maillage.trade.governance.agreements.models import Agreement, AgreementParty
from maillage.trade.governance.agreements.rules import signatories
from maillage.trade.governance.agreements.services import keep_agreement, keep_dates
from maillage.trade.governance.agreements.table.columns import (
    AMENDS,
    AMOUNT,
    AVENANT_NUMBER,
    DRAFTER,
    DURATION,
    END_ON,
    KEEPER,
    KIND,
    NOTICE,
    ONLY_IN,
    PARTIES,
    PURPOSE,
    REFERENCE,
    RENEWAL,
    SIGNED_ON,
    SPEC,
    START_ON,
    STATE,
    TITLE,
)
from maillage.trade.governance.agreements.table.parties import Bodies, body_made
from maillage.trade.governance.agreements.table.reading import (
    AgreementRow,
    Existing,
    find_roots,
    refuse_taken,
    understood,
)

VALUES: Columns = {
    "kind": (KIND,),
    "purpose": (PURPOSE, AMOUNT),
    "reference": (REFERENCE,),
    "starts_on": (START_ON, DURATION),
    "ends_on": (END_ON, DURATION),
    "renewal": (RENEWAL, END_ON, DURATION),
    "notice_months": (NOTICE,),
    "drafter": (DRAFTER,),
    "keeper": (KEEPER,),
}

FROZEN = lazy("Le texte de cette convention est figé : cette ligne n’y ajoute rien.")


@dataclass(frozen=True)
class AgreementsImport(ListImport[Agreement]):
    """A register of agreements understood, as the wizard reads it."""

    word = "agreements"
    noun = "conventions"

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many agreements would be added, completed, and stay as they are."""
        labels = ("conventions à ajouter", "conventions à compléter", "conventions déjà connues")
        rows = ListImport.figures(self, workspace_id)
        return [
            Figure(label, one.number, one.tone) for label, one in zip(labels, rows, strict=True)
        ]

    def keep(self, access: Access, one: ListRow[Agreement]) -> Agreement:
        """The agreement, written with its parties; inside journal.write only."""
        row = cast("AgreementRow", one)
        bodies = cast("Sequence[Organisation]", row.links["parties"])
        made = [body_made(access, name) for name in row.fresh]
        root = row.root.record if isinstance(row.root, AgreementRow) else row.root
        if root is not None and root.pk:
            row.record.amends, row.record.amendment_number = root, row.avenant
        return keep_agreement(access, row.record, [*bodies, *made], row.signed_on)

    def plain(self, one: ListRow[Agreement]) -> Plain:
        """The agreement that one row says, by field."""
        row = cast("AgreementRow", one)
        return ListImport.plain(self, one) | {
            "parties": list(row.names),
            "signed_on": plain_value(row.signed_on),
            "drafter": row.drafter or None,
            "keeper": row.keeper or None,
            "amends": _root_title(row) or row.amends or None,
            "amendment_number": row.avenant,
        }

    def write(self, order: WriteOrder) -> Outcome:
        """Writes conventions first, then what amends them; inside journal.write only."""
        access = reader_of(order.cooperation.pk, order.author.pk)
        if access is None:
            return Outcome(())
        added: list[int] = []
        completed = 0
        rows = cast("list[AgreementRow]", self.table.valid_rows)
        for one in sorted(rows, key=lambda row: row.root is not None):
            if one.existing is None:
                added.append(self.keep(access, one).pk)
            elif blanks := one.blanks:
                claim_version(one.existing, one.existing.version)
                for name, value in blanks.items():
                    setattr(one.existing, name, value)
                one.existing.save()
                keep_dates(one.existing, access.user)
                completed += 1
        figures = (
            Figure("conventions ajoutées", len(added)),
            Figure("conventions complétées", completed),
        )
        return Outcome(figures, made={"agreement": tuple(added)})


def _root_title(row: AgreementRow) -> str:
    root = row.root.record if isinstance(row.root, AgreementRow) else row.root
    return root.title if root else ""


def plan_agreements(workbook: Workbook, answers: Answers, report: Progress) -> AgreementsImport:
    """A workbook understood as a register of agreements."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_list(workbook, SPEC, answers.mapping)
    existing = Existing.of(_existing(access) if access else ())
    bodies = Bodies(access, answers.refused)
    rows = [understood(row, bodies, existing) for row in read.rows]
    find_roots(rows, existing)
    refuse_taken(rows)
    refuse_repeated(rows, TITLE.name, lambda one: (one.record.reference,))
    compare_rows(rows, VALUES, {})
    for one in rows:
        _compare_parties(one)
        if one.existing is not None and one.existing.frozen_text_id:
            if one.blanks:
                one.row.warn(TITLE.name, str(FROZEN))
            one.values = {}
    days = {"starts_on": [START_ON.name, DURATION.name], "ends_on": [END_ON.name, DURATION.name]}
    leave_crossed(rows, days, ge)
    report(len(rows), len(rows))
    return AgreementsImport(Table(read, list[ListRow[Agreement]](rows)))


def _existing(access: Access) -> Iterable[Agreement]:
    rows = queries.agreements(access).select_related("amends", "drafter", "keeper")
    return rows.prefetch_related("parties__organisation")


def _compare_parties(one: AgreementRow) -> None:
    """Says who signs a known agreement, and when all did, where the row says another thing."""
    if one.existing is None or one.row.is_refused:
        return
    parties = signatories(list(one.existing.parties.all()))
    bodies, signed_on = [party.organisation for party in parties], _signed_on(parties)
    compare_links(one.row, one.links["parties"], bodies, PARTIES)
    one.row.compare(SIGNED_ON.name, one.signed_on, signed_on)
    one.row.compare(AVENANT_NUMBER.name, one.avenant, one.existing.amendment_number)


def agreement_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The agreements that this access reads, in the order of these fields."""
    rows = queries.agreements(access).select_related("drafter").order_by("folded", "pk")
    for row in queries.agreement_rows(rows):
        one = row.agreement
        parties = signatories(list(one.parties.all()))
        values: dict[str, Value] = {
            TITLE.name: one.title,
            KIND.name: str(one.get_kind_display()),
            REFERENCE.name: one.reference,
            AMENDS.name: one.amends.title if one.amends else "",
            AVENANT_NUMBER.name: one.amendment_number,
            PURPOSE.name: one.purpose,
            PARTIES.name: " ; ".join(party.organisation.name for party in parties),
            STATE.name: str(Stage(row.stage).label),
            SIGNED_ON.name: _signed_on(parties),
            START_ON.name: one.starts_on,
            END_ON.name: one.ends_on,
            RENEWAL.name: str(one.get_renewal_display()),
            NOTICE.name: one.notice_months,
            DRAFTER.name: one.drafter.name if one.drafter else "",
            KEEPER.name: one.keeper.name if one.keeper else "",
        }
        yield [values.get(name, "") for name in fields]


def _signed_on(parties: Sequence[AgreementParty]) -> Value:
    """The day on which the last of them signed, once all did."""
    days = [one.signed_on for one in parties if one.signed_on and one.is_signed]
    return max(days) if days and len(days) == len(parties) else ""


AGREEMENTS = Target(
    "conventions",
    "Conventions",
    SPEC.labels,
    frozenset(),
    plan_agreements,
    agreement_rows_out,
    rank=14,
    leads_to=leads_to_page("Ouvrir les conventions", "governance:agreements"),
    brings="vos conventions",
    purpose="qui a signé quoi, depuis quand, jusqu’à quand",
    pages={"agreement": "governance:agreement"},
    leaf="construction.partnerships.co-build",
    only_in=ONLY_IN,
    english=AgreementsImport.word,
)
