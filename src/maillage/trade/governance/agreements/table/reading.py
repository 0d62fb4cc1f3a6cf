"""What does a register of agreements say, row by row?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.context.small_lists import ListRow
from maillage.trade.governance.agreements.choices import AgreementKind, Renewal, Starts
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.rules import end_fault
from maillage.trade.governance.agreements.table.columns import (
    AMENDS,
    AMOUNT,
    AVENANT,
    AVENANT_NUMBER,
    AVENANTS,
    DRAFT,
    DRAFTER,
    DURATION,
    END_ON,
    KEEPER,
    KIND,
    NO_DAY,
    NOTICE,
    OVER,
    PARTIES,
    PURPOSE,
    REFERENCE,
    RENEWAL,
    SIGNED,
    SIGNED_ON,
    START_ON,
    STATE,
    TITLE,
    renewal_of,
    term_of,
)
from maillage.trade.governance.agreements.table.parties import Bodies, parts_of
from maillage.trade.governance.agreements.usual import kind_in

# An « avenant » bears the rank that its convention gives it, never a year.
DIGITS = 3


@dataclass(slots=True)
class AgreementRow(ListRow[Agreement]):
    """One row: the agreement, whom it names, when all signed, and which convention it amends.

    `amends` is the title of that convention; `root` is its row in this file, or itself when known.
    """

    names: Sequence[str] = ()
    fresh: Sequence[str] = ()
    signed_on: date | None = None
    amends: str = ""
    avenant: int | None = None
    root: "AgreementRow | Agreement | None" = None
    drafter: str = ""
    keeper: str = ""


@dataclass(frozen=True)
class Existing:
    """The agreements of a cooperation, as a register is compared with them."""

    by_title: Mapping[str, list[Agreement]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Agreement]) -> "Existing":
        """These agreements by their title."""
        by_title: dict[str, list[Agreement]] = {}
        for one in rows:
            by_title.setdefault(folded(one.title), []).append(one)
        return cls(by_title)

    def same(self, title: str, reference: str) -> list[Agreement]:
        """Those of this title, those of this number alone where several bear it."""
        rows = self.by_title.get(folded(title), [])
        numbered = [one for one in rows if reference and one.reference == reference]
        return numbered if len(rows) > 1 and numbered else rows


def understood(row: TableRow, bodies: Bodies, existing: Existing) -> AgreementRow:
    """What one row says of an agreement."""
    values, signed_on = _values(row, bodies)
    parties, fresh = bodies.listed(row, PARTIES.name)
    if signed_on and bodies.access and not (parties or fresh):
        row.leave_out(SIGNED_ON.name, _("Dites qui l’a signée : sans eux, c’est un projet."))
        signed_on = None
    _check_state(row, signed_on, values["ends_on"])
    rule = Starts.DATE if values["starts_on"] else Starts.SIGNATURE
    renewal = values["renewal"] or Renewal.NONE
    result = AgreementRow(
        row,
        Agreement(**(values | {"renewal": renewal}), starts_rule=rule),
        values,
        {"parties": parties},
        names=parts_of(row, PARTIES.name),
        fresh=fresh,
        signed_on=signed_on,
        amends=row.read(AMENDS),
        avenant=_avenant(row, str(values["title"])),
        drafter=row.text(DRAFTER.name),
        keeper=row.text(KEEPER.name),
    )
    same = existing.same(result.record.title, result.record.reference)
    if len(same) > 1:
        row.refuse(TITLE.name, _("Plusieurs conventions portent ce nom : dites son numéro."))
    result.existing = same[0] if len(same) == 1 else None
    return result


def _values(row: TableRow, bodies: Bodies) -> tuple[dict[str, object], date | None]:
    """What the row says of the agreement itself, and the day on which all signed."""
    title, signed_on = row.read(TITLE), row.read(SIGNED_ON)
    starts, ends = _term(row, row.read(START_ON), signed_on)
    values: dict[str, object] = {
        "title": title,
        "kind": _kind(row, title),
        "reference": row.read(REFERENCE),
        "purpose": _purpose(row),
        "starts_on": starts,
        "ends_on": ends,
        "renewal": _renewal(row),
        "notice_months": row.read(NOTICE),
        "drafter": bodies.one(row, DRAFTER.name),
        "keeper": bodies.one(row, KEEPER.name),
    }
    return values, signed_on


def _term(
    row: TableRow, starts: date | None, signed_on: date | None
) -> tuple[date | None, date | None]:
    """Its first and last day: as they are written, else as its length gives them."""
    ends = row.read(END_ON)
    first, last = term_of(row, starts or signed_on)
    if last and ends and last != ends:
        words = _("La durée donne le %(day)s : la date écrite est gardée.")
        row.warn(DURATION.name, words % {"day": french.long_date(last)})
    elif last and not ends and not first:
        report = row.inform if starts else row.warn
        since = _("depuis le début") if starts else _("depuis la signature")
        words = _("Lu jusqu’au %(day)s, %(since)s.")
        report(DURATION.name, words % {"day": french.long_date(last), "since": since})
    starts, ends = starts or first, ends or last
    if why := end_fault(starts or signed_on, ends):
        row.leave_out(END_ON.name if row.text(END_ON.name) else DURATION.name, why)
        return starts, None
    return starts, ends


def _renewal(row: TableRow) -> str:
    """What happens at its end, as its column says it, else that of its end; nothing unsaid."""
    beside = next(filter(None, (renewal_of(row.text(x.name)) for x in (END_ON, DURATION))), "")
    own = row.read(RENEWAL)
    return own or (beside if beside != Renewal.NONE else "")


def _kind(row: TableRow, title: str) -> str:
    """The model that its type says, else its title; words that say none are said."""
    text = row.read(KIND)
    if text and not kind_in(text):
        words = _("« %(kind)s » : noté « %(read)s ».")
        label = AgreementKind.OTHER.label
        row.inform(KIND.name, words % {"kind": text, "read": label})
        return AgreementKind.OTHER.value
    return kind_in(text) or kind_in(title) or AgreementKind.PARTNERSHIP.value


def _purpose(row: TableRow) -> str:
    """What it is about, and the sum that is written beside: money is followed in its plans."""
    parts = [row.read(PURPOSE)]
    if amount := row.read(AMOUNT):
        parts.append(_("Montant noté : %(sum)s.") % {"sum": amount})
        row.inform(AMOUNT.name, _("Gardé dans l’objet : l’argent se suit dans ses plans."))
    if avenants := row.read(AVENANTS):
        words = _("« %(text)s » : un avenant entre par sa propre ligne, avec son intitulé.")
        if any(map(str.isdecimal, avenants)) and avenants != "0":
            row.warn(AVENANTS.name, words % {"text": avenants})
    return " ".join(filter(None, parts))


def _check_state(row: TableRow, signed_on: date | None, ends: object) -> None:
    """Says where the words of its state and its dates do not agree."""
    text = row.read(STATE)
    plain = folded(text)
    if OVER.search(plain):
        if ends is None:
            row.warn(STATE.name, _("Finie, mais quel jour ? Dites-le sur sa fiche."))
    elif DRAFT.search(plain):
        if signed_on:
            row.warn(STATE.name, _("Dite en projet, avec un jour de signature : il est gardé."))
    elif SIGNED.search(plain) and signed_on is None and not row.text(SIGNED_ON.name):
        row.warn(STATE.name, str(NO_DAY))


def _avenant(row: TableRow, title: str) -> int | None:
    """The number of an *avenant*, as its column says it, else its title."""
    own = row.read(AVENANT_NUMBER)
    if own.isdecimal() and len(own) <= DIGITS:
        return int(own) or None
    if own.isdecimal():
        row.leave_out(AVENANT_NUMBER.name, _("Ce n’est pas un rang d’avenant : 1, 2, 3."))
    match = AVENANT.search(folded(title))
    return int(match[1]) if match else None


def find_roots(rows: Sequence[AgreementRow], existing: Existing) -> None:
    """Finds what each *avenant* amends, in the file and among what is known; else it is asked."""
    roots = {folded(one.record.title): one for one in rows if one.avenant is None}
    own = {key: each[0] for key, each in existing.by_title.items() if not each[0].amends_id}
    for one in rows:
        if one.avenant is None or one.existing is not None:
            continue
        titles = [folded(one.amends)] if one.amends else _titles_in(one, [*roots, *own])
        one.root = (own.get(titles[0]) or roots.get(titles[0])) if len(titles) == 1 else None
        if one.root is None:
            words = _("De quelle convention est-ce l’avenant ? Elle entre seule.")
            one.row.warn(AMENDS.name if one.amends else TITLE.name, words)
            one.avenant = None


def _titles_in(one: AgreementRow, titles: Iterable[str]) -> list[str]:
    """The titles that the title of an *avenant* holds whole."""
    text = folded(one.record.title)
    return [title for title in dict.fromkeys(titles) if title and title in text]


def refuse_taken(rows: Sequence[AgreementRow]) -> None:
    """Says of each *avenant* whose number another one of its convention bears already."""
    taken: dict[tuple[object, int], int] = {}
    roots = [one.root.pk for one in rows if isinstance(one.root, Agreement)]
    noted = Agreement.objects.filter(amends__in=roots) if roots else Agreement.objects.none()
    numbers = set(noted.values_list("amends", "amendment_number"))
    for one in rows:
        if one.root is None or one.avenant is None:
            continue
        key = (id(one.root), one.avenant)
        is_noted = isinstance(one.root, Agreement) and (one.root.pk, one.avenant) in numbers
        if key in taken or is_noted:
            words = _("L’avenant n° %(n)s de cette convention est déjà là.")
            one.row.refuse(TITLE.name, words % {"n": one.avenant})
        taken[key] = one.row.row
