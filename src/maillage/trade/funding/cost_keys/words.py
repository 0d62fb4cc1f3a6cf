"""What does a sharing say: in a sentence, of each key, and of a total that would change?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.cost_keys import Contribution
from maillage.core import french
from maillage.core.french import NBSP
from maillage.core.money import euros, euros_words
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.cost_keys.freezing import act_day, act_words
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.readings import Payer, Reading, Sharing, if_total
from maillage.trade.funding.funding_plan.models import FundingLine
from maillage.trade.funding.funding_plan.queries.sheet import short_funder
from maillage.trade.funding.funding_plan.words import payer_words

MOST_NAMES = 3


def whole_euros(cents: int) -> str:
    """The sum to the nearest euro: « 758 € »."""
    return f"{french.number(_rounded(cents))}{NBSP}€"


def bare_cents(cents: int) -> str:
    """The sum with its two decimals, its unit being the column's."""
    return french.number(euros(cents), 2)


def change_words(cents: int) -> str:
    """« +1 930 », « −1 993 », to the nearest euro."""
    sign = "+" if cents > 0 else "−" if cents < 0 else ""
    return f"{sign}{french.number(_rounded(abs(cents)))}"


def _rounded(cents: int) -> int:
    return (cents + 50) // 100


def key_name(reading: Reading) -> str:
    """« la clé B »."""
    return _("la clé %(letter)s") % {"letter": reading.mix.letter}


def sheet_sentence(sheet: SharingSheet) -> str:
    """What is shared between whom; what the proposed key does; which keys cost more than alone."""
    if not sheet.members:
        return _("Dites entre quelles structures la somme se partage.")
    if not sheet.has_total:
        return _("Dites la somme à partager : les clés se calculent aussitôt.")
    parts = [_shared_words(sheet.read), _tried_words(sheet)]
    if sheet.frozen is not None:
        words = _("%(key)s est figée dans %(act)s.")
        key = french.capital(_("la clé %(letter)s") % {"letter": sheet.frozen.key.letter})
        parts.append(words % {"key": key, "act": sheet.frozen.act})
    parts.append(_chosen_words(sheet))
    if sheet.reads_all:
        parts.append(_dear_words([one for one in sheet.readings if one.overpaid]))
    return " ".join(part for part in parts if part)


def _tried_words(sheet: SharingSheet) -> str:
    """That what is read follows weights that nobody saved."""
    letter = next((one.letter for one in sheet.keys if one.pk == sheet.tried), "")
    return (
        _("Essai : ces poids de la clé %(letter)s ne sont pas gardés.") % {"letter": letter}
        if letter
        else ""
    )


def _shared_words(sharing: Sharing) -> str:
    count = len(sharing.payers)
    words = ngettext(
        "%(sum)s à la charge d’une seule structure.",
        "%(sum)s à partager entre %(n)s structures.",
        count,
    )
    n = french.in_words(count, feminine=True)
    return words % {"sum": euros_words(sharing.total), "n": n}


def _chosen_words(sheet: SharingSheet) -> str:
    """Of the proposed key, that nobody pays more than alone, and by how much the most changes."""
    reading = sheet.chosen
    if reading is None:
        if not sheet.reads_all:
            return ""
        return _("Aucune clé n’est encore proposée.")
    if reading.problem:
        return ""
    alone = _alone_words(sheet.read.payers, reading) if sheet.reads_all else ""
    moved = _moved_words(sheet.read.payers, reading.rows)
    parts = [part for part in (alone, moved) if part]
    if not parts:
        return ""
    return _("Sous %(key)s, %(what)s.") % {"key": key_name(reading), "what": ", et ".join(parts)}


def _alone_words(payers: Sequence[Payer], reading: Reading) -> str:
    written = [one for one in payers if one.alone is not None]
    if not written or reading.overpaid:
        return ""
    if len(written) == len(payers):
        return _("aucune structure ne paie plus que seule")
    return ngettext(
        "la seule structure dont on connaît le coût ne paie pas plus que seule",
        "pour les %(n)s structures dont on connaît le coût, la part ne dépasse pas ce coût",
        len(written),
    ) % {"n": french.in_words(len(written), feminine=True)}


def _moved_words(payers: Sequence[Payer], rows: Sequence[Contribution]) -> str:
    if any(one.was is None for one in payers):
        return ""
    moves = {one.name: row.cents - (one.was or 0) for one, row in zip(payers, rows, strict=True)}
    most = max(moves.values())
    if not any(moves.values()):
        return _("chacune paie comme l’année d’avant")
    if most <= 0:
        return _("aucune ne paie plus que l’année d’avant")
    names = [french.with_article(name) for name, cents in moves.items() if cents == most]
    words = _("la plus forte hausse sur un an est de %(sum)s, pour %(names)s")
    return words % {"sum": whole_euros(most), "names": french.listed(names)}


def _dear_words(readings: Sequence[Reading]) -> str:
    """Which structures pay more than alone under the only key that is dear; else how many are."""
    if len(readings) < 2:
        return _overpaid_words(readings[0]) if readings else ""
    letters = french.listed([one.mix.letter for one in readings])
    words = _("Les clés %(letters)s coûtent plus que seule à une structure au moins.")
    return words % {"letters": letters}


def _overpaid_words(reading: Reading) -> str:
    """« Sous la clé C, Bocage d’Ervelle paierait 758 € de plus que seule. »"""
    over = reading.overpaid
    who = [
        _("%(name)s paierait %(sum)s de plus que seule")
        % {"name": french.with_article(one.member), "sum": whole_euros(one.overpaid)}
        for one in over[:MOST_NAMES]
    ]
    others = len(over) - MOST_NAMES
    if others > 0:
        more = ngettext("une autre aussi", "%(n)s autres aussi", others)
        who.append(more % {"n": french.in_words(others, feminine=True)})
    return _("Sous %(key)s, %(who)s.") % {"key": key_name(reading), "who": french.listed(who)}


def refused_words(typed: str) -> str:
    """That a weight is no number, so that nothing was computed of it."""
    if not typed:
        return ""
    return _(
        "« %(typed)s » n’est pas un poids : écrivez un nombre, 50 ou 12,5. Rien n’a changé."
    ) % {"typed": french.inner_quotes(typed[:20])}


def refusals(sheet: SharingSheet) -> list[tuple[str, str, list[str]]]:
    """Each waiting line refused: the question, the sum to share, what each key would then ask."""
    if sheet.sharing.plan_id is None or sheet.frozen is not None:
        return []
    return [
        (
            _if_title(one),
            _("%(sum)s à partager.") % {"sum": euros_words(sheet.read.total + one.counted_cents)},
            [_if_words(sheet, reading, one) for reading in sheet.readings],
        )
        for one in sheet.waiting
        if one.kind != "own"
    ]


def _if_title(line: FundingLine) -> str:
    who = payer_words(short_funder(line))
    return _("Et si %(who)s refuse ?") % {"who": who}


def _if_words(sheet: SharingSheet, reading: Reading, line: FundingLine) -> str:
    after = if_total(sheet.read, reading.mix, sheet.read.total + line.counted_cents)
    if after.problem:
        return after.problem
    sums = [f"{one.member} {whole_euros(one.cents)}" for one in after.rows]
    words = _("Sous %(key)s : %(sums)s.") % {
        "key": key_name(reading),
        "sums": french.listed(sums),
    }
    return " ".join(part for part in (words, _if_over(after)) if part)


def _if_over(after: Reading) -> str:
    over = after.overpaid
    if not over:
        return ""
    if len(over) == len(after.rows):
        return _("Toutes paieraient plus que seules.")
    names = french.listed([french.with_article(one.member) for one in over])
    words = ngettext(
        "%(names)s paierait plus que seule.", "%(names)s paieraient plus que seules.", len(over)
    )
    return words % {"names": french.capital(names)}


def opening_words(access: Access) -> str:
    """When a key opens to this reader, who is not of the team."""
    if access.role == Role.OBSERVER:
        return _("Une clé de répartition vous est ouverte quand elle est figée.")
    return _(
        "Une clé de répartition vous est ouverte quand elle part aux conseils, ou quand elle est "
        "figée."
    )


def register_sentence(count: int, open_count: int) -> str:
    """How many sums are shared, and how many have no frozen key yet."""
    if not count:
        return _("Aucune somme n’est partagée pour l’instant.")
    if count == 1:
        return (
            _("Une somme partagée : sa clé n’est pas encore figée.")
            if open_count
            else _("Une somme partagée : sa clé est figée.")
        )
    words = _("%(n)s sommes partagées") % {
        "n": french.capital(french.in_words(count, feminine=True))
    }
    if not open_count:
        return _("%(words)s : toutes leurs clés sont figées.") % {"words": words}
    rest = ngettext(
        "une clé n’est pas encore figée", "%(n)s clés ne sont pas encore figées", open_count
    )
    return f"{words} : {rest % {'n': french.in_words(open_count, feminine=True)}}."


def weights_words() -> str:
    """What the form of a key asks."""
    return _("Donnez un poids à chaque critère ; s’ils ne font pas 100 %, ils y sont ramenés.")


def to_be_frozen_words() -> str:
    """What becomes of the key that is proposed."""
    return _("La clé sera figée dans la décision que les structures prendront.")


def frozen_words(sheet: SharingSheet) -> str:
    """What is about to be frozen: in which act, what each structure pays, and that it stays."""
    last = _(
        "Critères, valeurs, sources et montants sont copiés avec leur empreinte : rien n’y "
        "change ensuite. Une autre année est une autre clé."
    )
    reading, act = sheet.chosen, act_words(sheet.sharing)
    if reading is None or reading.problem or not act:
        return last
    sums = [f"{row.member} {euros_words(row.cents)}" for row in reading.rows]
    words = _("%(key)s, dans %(act)s : %(sums)s. %(last)s")
    key = french.capital(key_name(reading))
    values = {"key": key, "act": act, "sums": ", ".join(sums), "last": last}
    return " ".join(filter(None, (words % values, _later_words(sheet, reading))))


def _later_words(sheet: SharingSheet, reading: Reading) -> str:
    """What is said of measures taken after the act that holds the key; nothing when none is."""
    day = act_day(sheet.sharing)
    later = [
        _("%(name)s le %(day)s") % {"name": one, "day": french.long_date(one.dated_on)}
        for one in sheet.criteria
        if day and one.dated_on and one.dated_on > day and reading.mix.weights.get(one.pk)
    ]
    if not later:
        return ""
    words = _(
        "Des valeurs sont relevées après %(act)s (%(later)s) : vérifiez qu’il s’agit bien d’elle."
    )
    return words % {"act": act_words(sheet.sharing), "later": ", ".join(later)}
