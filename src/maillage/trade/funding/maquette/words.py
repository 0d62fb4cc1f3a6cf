"""What does the table of operations say in a sentence: how many, what is sure, what is missing?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext

from maillage.core import french
from maillage.core.money import bare_euros, euros_words
from maillage.trade.funding.funding_plan.words import broken_words
from maillage.trade.funding.maquette.compare import Change, Comparison, Kind
from maillage.trade.funding.maquette.models import MaquetteVersion
from maillage.trade.funding.maquette.readings import Operation, Parts, Span, added

OTHERS = lazy("Autres financeurs")
NO_SCHEME = lazy("sans dispositif")
NO_AXIS = lazy("Sans axe")
EMPTY_TITLE = lazy("Aucune opération chiffrée")
EMPTY_WORDS = lazy("Collez votre maquette : une ligne par opération suffit.")
EMPTY_WITHOUT_TABLE = lazy(
    "Ouvrez le plan d’une première opération : ce qu’elle coûte, qui l’aide."
)
EMPTY_OTHERWISE = lazy("Elle paraîtra quand le coût d’une première opération sera noté.")
AS_YOU_READ = lazy("selon ce que vous voyez")


def maquette_title(span: Span, measure: str, version: MaquetteVersion | None) -> str:
    """« Maquette financière 2026-2028, figée le 12 mars 2026 », or what it measures."""
    first, last = span.years[0], span.years[-1]
    words = _("Maquette financière %(years)s") % {
        "years": str(first) if first == last else f"{first}-{last}"
    }
    if version is not None:
        words = _("%(title)s, figée le %(day)s") % {
            "title": words,
            "day": french.long_date(version.frozen_on),
        }
    return f"{words}{french.NBSP}: {measure}" if measure else words


def maquette_sentence(rows: Sequence[Operation], *, reads_all: bool) -> str:
    """How many operations, what they cost, what is sure, then what is asked for or missing.

    For whoever does not read all, nobody is named: what is not sure is to be sought or confirmed.
    """
    count = len({one.head.plan for one in rows})
    if not count:
        return _("Aucune opération ne répond à ces filtres.")
    cost = sum(one.cost for one in rows)
    sums = added(one.parts for one in rows)
    sure = sums.granted + sums.paid
    head = ngettext("%(n)s opération, %(cost)s.", "%(n)s opérations, %(cost)s.", count) % {
        "n": french.capital(french.in_words(count, feminine=True)),
        "cost": euros_words(cost),
    }
    if not reads_all:
        return f"{head} {_partial(cost - sure, sure)}"
    return " ".join(filter(None, (head, _stages(sums, sure), gap_words(rows))))


def measure_words(measure: str, cents: int) -> str:
    """« Ce qui a été versé : 388 750 € »."""
    return f"{french.capital(measure)} : {euros_words(cents)}."


def beside_words(posts: int) -> str:
    """What the sums leave out: the plans of posts; empty when there are none."""
    if not posts:
        return ""
    left = ngettext(
        "Sans le plan d’un poste, qui se lit à part.",
        "Sans les plans de %(n)s postes, qui se lisent à part.",
        posts,
    )
    return left % {"n": french.in_words(posts)}


def _partial(left: int, sure: int) -> str:
    if left <= 0:
        return _("Tout est acquis, %(as_read)s.") % {"as_read": AS_YOU_READ}
    words = {"left": euros_words(left), "sure": euros_words(sure), "as_read": AS_YOU_READ}
    if not sure:
        return _("Rien n’est acquis, %(as_read)s : %(left)s restent à trouver ou à confirmer.") % (
            words
        )
    return (
        _("%(sure)s sont acquis, %(as_read)s ; %(left)s restent à trouver ou à confirmer.") % words
    )


def _stages(sums: Parts, sure: int) -> str:
    pieces = [
        (sure, _("acquis")),
        (sums.requested, pgettext("money", "demandés")),
        (sums.expected, pgettext("money", "pressentis ou à voter")),
    ]
    shown = [f"{euros_words(cents)} {word}" for cents, word in pieces if cents]
    if not shown:
        return _("Aucun financement n’est retenu pour l’instant.")
    first, *rest = shown
    first = first.replace(" acquis", " sont acquis") if sure else first
    return f"{', '.join([first, *rest])}."


def gap_words(rows: Sequence[Operation]) -> str:
    """The largest gap by name; when several operations lack something, how much they lack."""
    short = sorted((one for one in rows if one.left > 0), key=lambda one: -one.left)
    if not short:
        return ""
    of_all = _(", toutes années réunies") if rows[0].year else ""
    return f"{_gap(short).removesuffix('.')}{of_all}."


def _gap(short: Sequence[Operation]) -> str:
    first = short[0]
    name = french.inner_quotes(first.head.name)
    if len(short) == 1:
        return _("Il manque %(gap)s à « %(name)s ».") % {
            "gap": euros_words(first.left),
            "name": name,
        }
    words = {
        "gap": euros_words(sum(one.left for one in short)),
        "n": french.in_words(len({one.head.plan for one in short}), feminine=True),
        "name": name,
        "most": euros_words(first.left),
    }
    if short[1].left == first.left:
        return _("Il manque %(gap)s à %(n)s opérations.") % words
    return _("Il manque %(gap)s à %(n)s opérations, le plus à « %(name)s » : %(most)s.") % words


def balance_words(one: Operation) -> str:
    """Under the cost of an operation: balanced, or what is missing, or too much."""
    read = one.balance
    if not read.cost:
        return _("coût à dire")
    left = one.left
    if not one.reads_all and left:
        return (
            _("%(sum)s à trouver ou à confirmer") % {"sum": euros_words(left)}
            if left > 0
            else _("%(sum)s de trop") % {"sum": euros_words(-left)}
        )
    if not one.reads_all:
        return _("tout est acquis")
    if left > 0:
        return _("il manque %(sum)s") % {"sum": euros_words(left)}
    if left < 0:
        return _("%(sum)s de trop") % {"sum": euros_words(-left)}
    return _("équilibré") if read.is_balanced else _("pas équilibré chaque année")


def to_close_words(one: Operation) -> str:
    """« Il manque 28 000 € sur 250 000 € », then the rule that it breaks."""
    words = f"{french.capital(balance_words(one))}."
    if one.left > 0 and one.balance.cost:
        words = _("%(words)s sur %(cost)s.") % {
            "words": words.rstrip("."),
            "cost": euros_words(one.balance.cost),
        }
    return " ".join(filter(None, (words, broken_words(one.broken))))


def others_words(count: int) -> str:
    """« Voir les 30 autres »: what opens the rows that are folded."""
    words = ngettext("Voir l’autre", "Voir les %(n)s autres", count)
    return words % {"n": french.number(count)}


def scheme_count_words(count: int) -> str:
    """« 24 dispositifs »."""
    words = ngettext("%(n)s dispositif", "%(n)s dispositifs", count)
    return words % {"n": french.in_words(count)}


def year_word(place: int, before: int, after: int) -> str:
    """The head of a column of years."""
    return {before: _("avant"), after: _("après")}.get(place, str(place))


def banner(one: MaquetteVersion) -> str:
    """What a frozen version says of itself: since when, by whom, for which decision."""
    words = _("Figée le %(day)s par %(who)s : ses sommes et ses mots ne bougent plus.") % {
        "day": french.long_date(one.frozen_on),
        "who": one.author,
    }
    if one.decision is None:
        return words
    day = one.decided_on
    decision = (
        _("Elle sert la décision du %(day)s.") % {"day": day}
        if day
        else _("Elle sert une décision.")
    )
    return f"{words} {decision}"


def compare_title(before: MaquetteVersion, after: MaquetteVersion | None) -> str:
    """« De “COPIL du 12 mars” à aujourd’hui »."""
    return _("De « %(before)s » à %(after)s") % {
        "before": french.inner_quotes(str(before)),
        "after": _("« %(name)s »") % {"name": french.inner_quotes(str(after))}
        if after
        else _("aujourd’hui"),
    }


def change_words(one: Change, *, reads_all: bool = True) -> str:
    """« État, DETR, 2026 : 40 000 € → 36 250 € (demandé → accordé) »."""
    if not one.what:
        words = _("opération ajoutée") if one.kind == Kind.ADDED else _("opération retirée")
        return f"{words}, {euros_words(one.after or one.before)}"
    if one.kind == Kind.WORDS:
        return one.what
    sums = [one.before, one.after] if one.kind == Kind.AMOUNT else [one.after or one.before]
    amounts = " → ".join(euros_words(cents) for cents in sums)
    states = f" ({one.states})" if one.states else ""
    came = {Kind.ADDED: _(", ajoutés"), Kind.REMOVED: _(", retirés")}.get(one.kind, "")
    came = came if reads_all else ""
    return f"{one.what} : {amounts}{states}{came}"


def amounts_of(one: Change) -> tuple[str, str, str]:
    """What it was, what it is, the difference, as cells; nothing for words."""
    if one.kind == Kind.WORDS:
        return "", "", ""
    cells = (euros_words(one.before), euros_words(one.after))
    before, after = (
        cell if cents else "–" for cell, cents in zip(cells, (one.before, one.after), strict=True)
    )
    return before, after, signed(one.after - one.before)


def compare_sentence(read: Comparison) -> str:
    """How many operations came, went and changed, and the cost of all."""
    whole = {one.plan: one.kind for one in read.changes if not one.what}
    came = sum(kind == Kind.ADDED for kind in whole.values())
    went = len(whole) - came
    changed = len({one.plan for one in read.changes} - set(whole))
    counts = (
        (came, _("ajoutée"), _("ajoutées")),
        (went, _("retirée"), _("retirées")),
        (changed, _("changée"), _("changées")),
    )
    shown = [
        f"{french.in_words(count, feminine=True)} {one if count == 1 else several}"
        for count, one, several in counts
        if count
    ]
    if not shown:
        return _("Rien n’a changé de ce que vous voyez.")
    first, *rest = shown
    number, _space, word = first.partition(" ")
    noun = _("opération") if number == "une" else _("opérations")
    words = french.capital(french.listed_whole([f"{number} {noun} {word}", *rest]))
    if read.cost_before == read.cost_after:
        return _("%(words)s ; le coût reste à %(cost)s.") % {
            "words": words,
            "cost": euros_words(read.cost_after),
        }
    return _("%(words)s ; le coût passe de %(before)s à %(after)s.") % {
        "words": words,
        "before": euros_words(read.cost_before),
        "after": euros_words(read.cost_after),
    }


def signed(cents: int) -> str:
    """A difference under its heading: « + 3 750 », « − 4 000 », a dash for none."""
    if not cents:
        return "–"
    words = bare_euros(abs(cents))
    return f"{'+' if cents > 0 else '−'}{french.NBSP}{words}"
