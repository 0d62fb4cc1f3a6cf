"""A follow-up of signatures: which structure voted, was sent the text, signed, on which day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.tables_out import Value
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import (
    Table,
    TableRow,
)
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, TableImport, plain_value
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Becoming,
    Figure,
    Outcome,
    Target,
    WriteOrder,
    leads_to_page,
)
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.context.small_lists import read_list
from maillage.trade.governance.agreements import queries
from maillage.trade.governance.agreements.models import UNPROVED, AgreementParty
from maillage.trade.governance.agreements.rules import frozen_fault, signatories
from maillage.trade.governance.agreements.table.early import lacks_when_signed, paths_by_place
from maillage.trade.governance.agreements.table.signature_columns import (
    AGREEMENT,
    ASKED_ON,
    BY,
    OF_VOTES,
    ONLY_IN,
    QUALITY,
    REASON,
    REFUSED_ON,
    SIGNATORY,
    SIGNED_ON,
    SPEC,
    STRUCTURE,
)
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames, several_words
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.queries.councils import (
    council_rows,
    existing_councils,
)
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.services.council_table import (
    settle_decisions,
    write_council_table,
)
from maillage.trade.governance.joint_decisions.table import reading as votes
from maillage.trade.governance.joint_decisions.table.reading import (
    CouncilRow,
    check_row,
    understood_row,
)

NOT_PARTY = lazy("Cette structure n’est pas signataire de cette convention.")
NO_COUNCIL = lazy("Son conseil n’est pas saisi : ouvrez la décision conjointe, puis reprenez.")


@dataclass(slots=True)
class SignatureRow:
    """One row: a party, what its council voted, and what is said of its signature."""

    row: TableRow
    agreement: str
    organisation: str
    values: dict[str, object]
    council: CouncilRow
    party: AgreementParty | None = None

    @property
    def has_vote(self) -> bool:
        """Whether something is said of a council."""
        one = self.council
        return bool(one.vote or one.dates or one.act_number)

    @property
    def blanks(self) -> dict[str, object]:
        """What the row says of the signature that is not noted yet."""
        return {
            name: value
            for name, value in self.values.items()
            if value not in ("", None) and getattr(self.party, name) in ("", None)
        }


@dataclass(frozen=True)
class SignaturesImport(TableImport[SignatureRow]):
    """A follow-up of signatures understood, as the wizard reads it."""

    word = "signatures"

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many signatures and votes would be noted, and how many parties are recognised."""
        rows = self.table.valid_rows
        signed = [one for one in rows if "signed_on" in one.blanks]
        fresh = [one for one in rows if one.council.vote and _is_fresh(one)]
        return [
            Figure("signatures à noter", len(signed)),
            Figure("votes à noter", len(fresh)),
            Figure("signataires reconnus", len(rows), "beside"),
        ]

    def describe_row(self, one: SignatureRow) -> Becoming:
        """What one row says of a party."""
        vote = str(Vote(one.council.vote).label) if one.council.vote else ""
        on = one.values["signed_on"]
        day = french.long_date(on) if isinstance(on, date) else ""
        signed = _("signée le %(day)s") % {"day": day} if day else ""
        title = one.party.journal_name if one.party else one.organisation
        return Becoming(title, tuple(filter(None, (vote, signed))))

    def plain(self, one: SignatureRow) -> Plain:
        """What one row says, by field."""
        base = {name: _plain(value) for name, value in one.values.items()}
        return base | {
            "agreement": one.party.agreement.title if one.party else one.agreement or None,
            "organisation": one.party.organisation.name if one.party else one.organisation,
            "vote": one.council.vote or None,
            "voted_on": plain_value(one.council.voted_on),
            "act_number": one.council.act_number or None,
        }

    def write(self, order: WriteOrder) -> Outcome:
        """The votes, then the signatures; inside journal.write only."""
        rows = self.table.valid_rows
        councils = [one.council for one in rows if one.has_vote and one.council.council]
        written = write_council_table(Table(self.table.read, councils), order)
        access = reader_of(order.cooperation.pk, order.author.pk)
        signing = [one.party for one in rows if one.party and "signed_on" in one.blanks]
        paths = paths_by_place(access, signing) if access else {}
        signed = completed = 0
        for one in rows:
            blanks = one.blanks
            if one.party is None or not blanks:
                continue
            claim_version(one.party, one.party.version)
            for name, value in blanks.items():
                setattr(one.party, name, value)
            on = blanks.get("signed_on")
            path = paths.get(_place(one.party))
            if isinstance(on, date) and (why := lacks_when_signed(one.party, on, path)):
                one.party.early_reason = f"{order.source} : {why}"[:300]
            one.party.save()
            signed += "signed_on" in blanks
            completed += "signed_on" not in blanks
        figures = (Figure("signatures notées", signed), Figure("signataires complétés", completed))
        return Outcome((*figures, *written.figures))


def _plain(value: object) -> object:
    return plain_value(value) if isinstance(value, str | date) else value


def _is_fresh(one: SignatureRow) -> bool:
    return one.council.council is not None and not one.council.council.vote


def plan_signatures(workbook: Workbook, answers: Answers, report: Progress) -> SignaturesImport:
    """A workbook understood as the follow-up of the signatures of frozen texts."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    today = timezone.localdate()
    parties = list(_parties(access)) if access else []
    titles = {folded(one.agreement.title): one.agreement.title for one in parties}
    read = read_list(workbook, SPEC, answers.mapping, {AGREEMENT.name: _head(titles)})
    rows = [_understood(row, today) for row in read.rows]
    if access is not None:
        _match(rows, access, parties)
    for one in rows:
        check_row(one.council, today)
    report(len(rows), len(rows))
    return SignaturesImport(Table(read, rows))


def _understood(row: TableRow, today: date) -> SignatureRow:
    who, quality = row.read(SIGNATORY), row.read(QUALITY)
    values: dict[str, object] = {
        "asked_on": row.read(ASKED_ON),
        "signed_on": row.read(SIGNED_ON),
        "signatory": ", ".join(filter(None, (who, quality))),
        "means": row.read(BY),
        "refused_on": row.read(REFUSED_ON),
        "refused_reason": row.read(REASON),
    }
    if values["signed_on"] and values["refused_on"]:
        row.refuse(REFUSED_ON.name, _("Signée ou refusée ? Gardez l’un des deux jours."))
    council = understood_row(row, today)
    return SignatureRow(row, row.read(AGREEMENT), council.organisation, values, council)


def _head(titles: Mapping[str, str]) -> Callable[[str], str]:
    """What a title over the table says of the agreement of the rows under it."""

    def meaning(text: str) -> str:
        results = [title for key, title in titles.items() if key in folded(text)]
        return max(results, key=len, default="")

    return meaning


def _match(rows: Sequence[SignatureRow], access: Access, parties: Sequence[AgreementParty]) -> None:
    """Finds the party of each row, and the council that votes for it."""
    councils = {one.pk: one for one in existing_councils(access.cooperation_id)}
    taken: dict[int, int] = {}
    for one in rows:
        if one.organisation:
            _find_party(one, parties, taken)
    paths = paths_by_place(access, [one.party for one in rows if one.party])
    for one in rows:
        if one.party is not None:
            _compare(one, one.party)
            path = paths.get(_place(one.party))
            one.council.council = councils[path.deliberation.pk] if path else None
            _check_council(one, one.party, path)


def _parties(access: Access) -> Iterable[AgreementParty]:
    frozen = queries.agreements(access).filter(frozen_on__isnull=False, ended_on__isnull=True)
    rows = AgreementParty.objects.filter(agreement__in=frozen.values("pk"))
    return signatories(
        list(
            rows.select_related(
                *("organisation", "agreement__frozen_text"),
                "agreement__joint_decision__cooperation",
            ).order_by("-agreement", "pk")
        )
    )


@dataclass(frozen=True, slots=True)
class _Called:
    """A party, under the names of its structure."""

    party: AgreementParty

    @property
    def name(self) -> str:
        """The name of the structure."""
        return self.party.organisation.name

    @property
    def short_name(self) -> str:
        """Its short name."""
        return self.party.organisation.short_name


def _find_party(
    one: SignatureRow, parties: Sequence[AgreementParty], taken: dict[int, int]
) -> None:
    """The party that the row names: of its convention, else of the only one that it may be of."""
    wanted = folded(one.agreement)
    own = [each for each in parties if not wanted or folded(each.agreement.title) == wanted]
    if wanted and not own:
        own = [each for each in parties if wanted in folded(each.agreement.title)]
    names = EverydayNames([_Called(each) for each in own])
    results = [each.party for each in names.called(one.organisation)]
    waiting = [each for each in results if each.signed_on is None]
    results = waiting if len(results) > 1 and len(waiting) == 1 and not wanted else results
    if not results:
        words_of = names.with_nearest(str(NOT_PARTY), one.organisation)
        one.row.refuse(STRUCTURE.name, words_of)
    elif len({each.agreement_id for each in results}) > 1:
        one.row.refuse(STRUCTURE.name, _("Plusieurs conventions l’attendent : dites laquelle."))
    elif len(results) > 1:
        one.row.refuse(STRUCTURE.name, several_words(map(str, results)))
    elif results[0].pk in taken:
        one.row.refuse_repeated(taken[results[0].pk], STRUCTURE.name)
    else:
        one.party = results[0]
        taken[results[0].pk] = one.row.row


def _compare(one: SignatureRow, party: AgreementParty) -> None:
    """What the row says against what is noted: what is noted stays."""
    on = one.values["signed_on"]
    if isinstance(on, date) and (why := frozen_fault(party.agreement, on)):
        one.row.leave_out(SIGNED_ON.name, why)
        one.values["signed_on"] = on = None
    if isinstance(on, date) and party.refused_on:
        one.row.leave_out(SIGNED_ON.name, _("Un refus est noté : retirez-le d’abord."))
        one.values["signed_on"] = None
    if one.values["refused_on"] and party.signed_on:
        one.row.leave_out(REFUSED_ON.name, _("Une signature est notée : retirez-la d’abord."))
        one.values["refused_on"], one.values["refused_reason"] = None, ""
    if isinstance(on, date) and party.signed_on and party.signed_on != on:
        one.row.keep(SIGNED_ON.name, french.long_date(party.signed_on))
    if party.reading in UNPROVED and on:
        one.row.warn(SIGNED_ON.name, _("Son fichier ne prouve pas le texte figé : à revoir."))


def _place(party: AgreementParty) -> tuple[int, int]:
    """The decision that its council votes, and its structure."""
    return (party.agreement.joint_decision_id or 0, party.organisation_id)


def _check_council(one: SignatureRow, party: AgreementParty, path: Path | None) -> None:
    """Says a vote of which nobody is asked, and a signature that came before what it needs."""
    on = one.values["signed_on"]
    if one.has_vote and one.council.council is None:
        name = one.row.column(votes.VOTE.name, votes.SESSION_ON.name, votes.ACT_NUMBER.name)
        one.row.warn(name, str(NO_COUNCIL))
    if not isinstance(on, date) or party.signed_on:
        return
    if why := lacks_when_signed(party, on, path, one.council):
        words_of = _("Signée avant ce qu’il lui faut (%(lacks)s) : ce sera dit sur la fiche.")
        one.row.warn(SIGNED_ON.name, words_of % {"lacks": why})


def signature_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The signatories of the frozen texts; who delays is for the team, and for each its own."""
    wanted = ("decision_number", "organisation_number", *(one.name for one in OF_VOTES))
    councils = {
        (row[0], row[1]): dict(zip(wanted, row, strict=True))
        for row in council_rows(access, wanted)
    }
    own = spoken_for(access)
    for one in _parties(access):
        is_shown = access.is_in_team or one.organisation_id in own
        values: dict[str, Value] = {
            **councils.get(_place(one), {}),
            AGREEMENT.name: one.agreement.title,
            STRUCTURE.name: one.organisation.name,
            ASKED_ON.name: one.asked_on if is_shown else "",
            SIGNED_ON.name: one.signed_on,
            SIGNATORY.name: one.signatory,
            BY.name: str(one.get_means_display()) if one.means else "",
            REFUSED_ON.name: one.refused_on if is_shown else "",
            REASON.name: one.refused_reason if is_shown else "",
        }
        yield [values.get(field, "") for field in fields]


SIGNATURES = Target(
    "signatures",
    "Suivi des signatures",
    SPEC.labels,
    frozenset(),
    plan_signatures,
    signature_rows_out,
    settle=settle_decisions,
    rank=15,
    leads_to=leads_to_page("Ouvrir les conventions", "governance:agreements"),
    brings="votre suivi des signatures",
    purpose="qui a délibéré, reçu le texte, signé, quel jour",
    leaf="construction.partnerships.co-build",
    only_in=ONLY_IN,
)
