"""How are posts, who holds them and what is missing said in a sentence?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.register import Action as Gesture
from maillage.core.register import Empty
from maillage.ground.directory.models import Person
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.words import day_words
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.engineering.models import Post, PostHolding
from maillage.trade.plan.engineering.queries import Totals
from maillage.trade.plan.engineering.rules import (
    fte_words,
    holders_on,
    is_open_on,
    vacant_on,
    vacant_since,
)
from maillage.trade.plan.plan_line import BEARER, COST, PlanLine


def posts_reading(totals: Totals, today: date | None) -> str:
    """Who holds how much of what is planned; nothing without a post.

    Who holds them and what is vacant `today` are counted for who reads the posts alone.
    """
    if not totals.posts:
        return ""
    if not totals.filled:
        return _nobody_words(totals)
    time = {"filled": french.number(totals.filled), "planned": _fte(totals.planned)}
    if today is None:
        words = ngettext(
            "%(filled)s sur %(planned)s est tenu.",
            "%(filled)s sur %(planned)s sont tenus.",
            max(1, int(totals.filled)),
        )
        return words % time
    holders = french.counted(totals.holders, _("personne"), _("personnes"))
    verb = _("tient") if totals.holders == 1 else _("tiennent")
    who = {"holders": french.capital(holders), "verb": verb}
    filled = _("%(holders)s %(verb)s %(filled)s sur %(planned)s") % (who | time)
    return f"{filled}. {_vacant_words(totals.vacant, today)}".strip()


def _nobody_words(totals: Totals) -> str:
    """Several posts, or one, that nobody holds."""
    count = ngettext("Un poste", "%(n)s postes", totals.posts) % {
        "n": french.capital(french.in_words(totals.posts))
    }
    words = ngettext(
        "%(count)s, %(planned)s : personne ne le tient encore.",
        "%(count)s, %(planned)s prévus : personne ne les tient encore.",
        totals.posts,
    )
    return words % {"count": count, "planned": _fte(totals.planned)}


def money_words(lines: Sequence[PlanLine]) -> str:
    """« Coût de l’année, dix postes chiffrés : 243 800 €, dont 114 900 € aux employeurs. »"""
    by_key = {one.key: one for one in lines}
    if COST not in by_key:
        return ""
    left = by_key.get(BEARER)
    to_employers = _(", dont %(left)s aux employeurs") % {"left": left.value} if left else ""
    return f"{by_key[COST].words}{to_employers}."


def overfull_words(rows: Sequence[Post], today: date) -> str:
    """Who holds more than a full time over these posts, by name; nothing when nobody does."""
    time_of: dict[Person, Decimal] = defaultdict(Decimal)
    for post in [one for one in rows if is_open_on(one.since, one.until, today)]:
        for one in holders_on(post.holdings.all(), today):
            if one.person is not None:
                time_of[one.person] += one.fte
    over = sorted((str(person), fte) for person, fte in time_of.items() if fte > 1)
    if not over:
        return ""
    names = french.listed([f"{name} ({_fte(fte)})" for name, fte in over])
    words = _(
        "Plus d’un temps plein sur plusieurs postes : %(names)s. À vérifier avec les employeurs."
    )
    return words % {"names": names}


def _fte(value: object) -> str:
    return _("%(n)s ETP") % {"n": french.number(value)}  # type: ignore[arg-type]  # a Decimal


def _vacant_words(vacant: Sequence[Post], today: date) -> str:
    if not vacant:
        return _("Aucun poste n’est vacant.")
    if len(vacant) > 1:
        are_whole = all(_is_all_vacant(one, today) for one in vacant)
        whole, part = _("%(n)s postes sont vacants"), _("%(n)s postes ont du temps vacant")
        count = {"n": french.capital(french.in_words(len(vacant)))}
        names = french.listed([_quoted(one) for one in vacant])
        words = (whole if are_whole else part) % count
        return _("%(words)s : %(names)s.") % {"words": words, "names": names}
    one = vacant[0]
    since = vacant_since(one, list(one.holdings.all()), today)
    when = _(" depuis le %(day)s") % {"day": french.long_date(since)} if since else ""
    whole, part = _("%(name)s est vacant%(when)s."), _("%(name)s est vacant en partie%(when)s.")
    words = whole if _is_all_vacant(one, today) else part
    return words % {"name": _quoted(one), "when": when}


def _is_all_vacant(one: Post, today: date) -> bool:
    return vacant_on(one, list(one.holdings.all()), today) == one.fte


def _quoted(one: Post) -> str:
    return _("« %(name)s »") % {"name": french.inner_quotes(one.title)}


def holder_words(one: PostHolding, readable: frozenset[int]) -> str:
    """Who holds it, as far as the reader may know them by name."""
    if one.person_id is None:
        return _("personne effacée")
    return str(one.person) if one.person_id in readable else _("une personne")


def holders_words(post: Post, readable: frozenset[int], today: date) -> tuple[str, str, bool]:
    """Who holds a post today, since when, and whether all of it is vacant."""
    holdings = list(post.holdings.all())
    now = holders_on(holdings, today)
    if not now:
        since = vacant_since(post, holdings, today)
        note = _("depuis le %(day)s") % {"day": french.long_date(since)} if since else ""
        return _("vacant"), note, True
    names = french.listed([holder_words(one, readable) for one in now])
    first = min((one.since for one in now if one.since), default=None)
    parts = [_("depuis le %(day)s") % {"day": french.long_date(first)}] if first else []
    if missing := vacant_on(post, holdings, today):
        parts.append(_("%(fte)s vacant") % {"fte": fte_words(missing)})
    return names, ", ".join(parts), False


def period_words(one: PostHolding) -> str:
    """« du 4 mars 2024 au 31 août 2026 »."""
    if one.since and one.until:
        return _("du %(first)s au %(last)s") % {
            "first": french.long_date(one.since),
            "last": french.long_date(one.until),
        }
    if one.until:
        return _("jusqu’au %(day)s") % {"day": french.long_date(one.until)}
    return _("depuis le %(day)s") % {"day": french.long_date(one.since)} if one.since else ""


def carried_words(post: Post) -> str:
    """« fiches 7, 8 et 9 (réalisée) », or the titles of what has no number."""
    actions = list({one.action_id: one.action for one in post.shares.all()}.values())
    if not actions:
        return ""
    is_numbered = all(one.number for one in actions)
    if is_numbered:
        actions.sort(key=lambda one: (len(one.number), one.number))
    names = french.listed([_carried(one) for one in actions])
    if not is_numbered:
        return names
    return ngettext("fiche %(n)s", "fiches %(n)s", len(actions)) % {"n": names}


def _carried(action: Action) -> str:
    name = action.number or action.title
    return name if action.is_open else f"{name} ({action.get_state_display()})"


def funders_words(post: Post) -> str:
    """Who pays it, never how much."""
    names = sorted(one.short_name or one.name for one in post.funders.all())
    return french.listed(names)


def papers_words(rows: Sequence[Duty], today: date) -> str:
    """What is still owed for it, the first first, to who reads all that is owed."""
    if not rows:
        return _("rien d’attendu")
    first = rows[0]
    kind = first.label.partition(" : ")[0]
    is_late = first.due_on is not None and first.due_on < today
    word = _("%(what)s, attendu depuis le %(day)s") if is_late else _("%(what)s, %(day)s")
    return word % {"what": kind.lower(), "day": day_words(first)}


def gap_words(gap: Decimal | None) -> str:
    """What a mission lacks: « couvert », « manque 0,40 », or that nobody says its need."""
    if gap is None:
        return _("besoin à dire")
    if gap <= 0:
        return _("couvert")
    return _("manque %(fte)s") % {"fte": fte_words(gap)}


def post_sentence(post: Post, readable: frozenset[int], today: date) -> str:
    """What a post is, and who holds it today, in a sentence."""
    name, note, is_vacant = holders_words(post, readable, today)
    if post.until and post.until < today:
        return _("Ce poste n’existe plus depuis le %(day)s.") % {
            "day": french.long_date(post.until)
        }
    when = f", {note}" if note else ""
    if is_vacant:
        return _("Vacant%(when)s.") % {"when": f" {note}" if note else ""}
    return _("Tenu par %(name)s%(when)s.") % {"name": name, "when": when}


def no_post(gestures: tuple[Gesture, ...], *, is_open: bool) -> Empty:
    """Return what stands in the register of posts without any, or for who may not read them."""
    if not is_open:
        reads = _("Votre accès lit le temps de chaque employeur, et ce que demande chaque mission.")
        return Empty(_("Le détail des postes ne vous est pas ouvert"), "", (), reads)
    return Empty(
        _("Aucun poste pour l’instant"),
        _("Quel poste la convention finance-t-elle ? Son employeur, son temps, qui le tient."),
        gestures,
    )
