"""What do calls, marks and opinions say in sentences?"""

from collections.abc import Sequence
from datetime import date
from math import floor

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.governance.models import Seat
from maillage.trade.plan.choices import FunderView
from maillage.trade.plan.selection.models import Candidacy, FunderOpinion, ProjectCall, ScoringGrid
from maillage.trade.plan.selection.queries import CallSheet, CallState
from maillage.trade.plan.selection.rules import Standing, points

SAFE_DRAWS = 10
VIEW_MARKS = {
    FunderView.FAVOURABLE.value: "yes",
    FunderView.RESERVED.value: "reserve",
    FunderView.UNFAVOURABLE.value: "no",
    FunderView.PAPERS.value: "deferred",
    FunderView.NONE.value: "none",
}
VIEW_SHAPES = (*VIEW_MARKS.values(), "ask")


def calls_sentence(rows: Sequence[CallState], today: date, *, reads_all: bool) -> str:
    """When the next committee sits and on how many projects, then which calls take marks.

    To who does not read every call, nothing is said of the others.
    """
    parts = []
    if first := next_committee(rows, today):
        parts.append(_committee_words(first))
    if marking := [one.call for one in rows if one.call.takes_marks(today)]:
        titles = [_("« %(title)s »") % {"title": french.inner_quotes(str(one))} for one in marking]
        last = min(one.scores_until for one in marking)
        words = ngettext(
            "On note %(titles)s jusqu’au %(day)s.",
            "On note %(titles)s, d’abord jusqu’au %(day)s.",
            len(marking),
        )
        parts.append(words % {"titles": french.listed(titles), "day": french.long_date(last)})
    if parts:
        return " ".join(parts)
    if reads_all:
        return _("Aucun comité de sélection n’est à venir, et aucun appel ne prend de notes.")
    return _("Aucun appel à venir ne vous est ouvert.")


def next_committee(rows: Sequence[CallState], today: date) -> CallState | None:
    """The call whose committee sits first, from today on; None when no day is set."""
    dated = [one for one in rows if one.call.decides_on and one.call.decides_on >= today]
    return min(dated, key=lambda one: (one.call.decides_on or today, one.call.pk), default=None)


def _committee_words(one: CallState) -> str:
    values = {
        "day": french.long_date(one.call.decides_on) if one.call.decides_on else "",
        "title": french.inner_quotes(str(one.call)),
        "n": french.in_words(one.count) if one.count else _("aucun"),
    }
    return (
        ngettext(
            "Prochain comité le %(day)s, « %(title)s » : %(n)s projet.",
            "Prochain comité le %(day)s, « %(title)s » : %(n)s projets.",
            one.count,
        )
        % values
    )


def marking_words(call: ProjectCall, seat: Seat) -> tuple[str, str]:
    """What waits for a voice, then for whom it speaks and until when."""
    what = _("Noter les projets de « %(title)s »") % {"title": french.inner_quotes(call.title)}
    values = {
        "name": french.with_article(str(seat)),
        "day": french.long_date(call.scores_until),
    }
    return what, _("Pour %(name)s, jusqu’au %(day)s.") % values


def call_sentence(sheet: CallSheet) -> str:
    """What is asked, of which envelope; then what fits, or how many ballots are in."""
    if not sheet.candidacies:
        return _("Aucun projet n’est encore présenté.")
    if not sheet.whole:
        return _decided_words(len(sheet.candidacies))
    sentence = _sum_words(sheet)
    if sheet.standings is None:
        return sentence
    others = " ; ".join(filter(None, (_fit_words(sheet), _apart_words(sheet))))
    return f"{sentence} {french.capital(others)}." if others else sentence


def _decided_words(count: int) -> str:
    """What is read of a call by who reads its results alone."""
    return ngettext(
        "Vous lisez un projet de cet appel, dont le résultat est connu.",
        "Vous lisez %(n)s projets de cet appel, dont le résultat est connu.",
        count,
    ) % {"n": french.in_words(count)}


def _sum_words(sheet: CallSheet) -> str:
    count = len(sheet.candidacies)
    every = french.capital(french.in_words(count))
    silent = sum(one.aid_cents is None for one in sheet.candidacies)
    if sheet.wanted is None:
        return ngettext("%(n)s projet", "%(n)s projets", count) % {"n": every} + ngettext(
            " ; l’un ne dit pas encore ce qu’il demande.",
            " ; %(silent)s ne disent pas encore ce qu’ils demandent.",
            silent,
        ) % {"silent": french.in_words(silent)}
    wanted = ngettext("%(n)s projet demande %(sum)s", "%(n)s projets demandent %(sum)s", count) % {
        "n": every,
        "sum": euros_words(sheet.wanted),
    }
    if sheet.call.envelope_cents is None:
        return f"{wanted}."
    return _("%(wanted)s pour %(envelope)s.") % {
        "wanted": wanted,
        "envelope": euros_words(sheet.call.envelope_cents),
    }


def _fit_words(sheet: CallSheet) -> str:
    if sheet.fits is None:
        return ""
    count, every = len(sheet.fits), len(sheet.candidacies)
    if not count:
        return _("aucun n’est retenu par sa note dans l’enveloppe")
    if count == every:
        return ngettext("il tient dans l’enveloppe", "tous tiennent dans l’enveloppe", count)
    return ngettext("un tient dans l’enveloppe", "%(n)s tiennent dans l’enveloppe", count) % {
        "n": french.in_words(count)
    }


def _apart_words(sheet: CallSheet) -> str:
    apart = [one for one in sheet.candidacies if sheet.standings and sheet.standings[one.pk].apart]
    if not apart:
        return ""
    if len(apart) == 1:
        return _("les voix s’écartent sur « %(title)s »") % {
            "title": french.inner_quotes(str(apart[0]))
        }
    return _("les voix s’écartent sur %(n)s projets") % {"n": french.in_words(len(apart))}


def votes_words(sheet: CallSheet, one: Candidacy, read: Standing | None) -> str:
    """How many voices gave all their marks, or said something while these are not read.

    Why there is no mean, unless it stands with the range; nothing for those who read the results
    alone.
    """
    if read is not None and read.mean is None:
        return "" if sheet.reads_voices else range_words(read)
    if read is not None:
        return _("%(n)s voix sur %(all)s") % {"n": read.complete, "all": read.expected}
    return _given_words(sheet, one) if sheet.whole else ""


def _given_words(sheet: CallSheet, one: Candidacy) -> str:
    """« Aucune voix sur huit ne s’est prononcée », « 3 voix sur 8 se sont prononcées »."""
    count, every = sum(number == one.pk for number, _voice in sheet.given), len(sheet.voices)
    if not count:
        among = _(" sur %(all)s") % {"all": french.in_words(every)} if every > 1 else ""
        return _("Aucune voix%(among)s ne s’est prononcée") % {"among": among}
    words = ngettext(
        "%(n)s voix sur %(all)s s’est prononcée", "%(n)s voix sur %(all)s se sont prononcées", count
    )
    return words % {"n": count, "all": every}


def range_words(read: Standing) -> str:
    """The mean, the least and the most of the voices, or why there is no mean.

    Nothing of a mean for those who read the means alone.
    """
    if read.mean is None:
        count = read.complete
        return ngettext(
            "%(n)s voix sur %(all)s a noté : pas de moyenne sous trois",
            "%(n)s voix sur %(all)s ont noté : pas de moyenne sous trois",
            count,
        ) % {"n": count, "all": read.expected}
    if read.bounds is None:
        return ""
    least, most = read.bounds
    return _("moyenne %(mean)s, de %(least)s à %(most)s") % {
        "mean": points(read.mean),
        "least": least,
        "most": most,
    }


def steady_words(sheet: CallSheet) -> str:
    """How often those that fit stay in the envelope, whatever the weights; empty when not tried."""
    if sheet.steady is None or not sheet.fits:
        return ""
    often, count = floor(SAFE_DRAWS * sheet.steady + 1e-9), len(sheet.fits)
    each = (
        _("le projet retenu par sa note")
        if count == 1
        else _("chacun des %(n)s projets") % {"n": french.in_words(count)}
    )
    if often >= SAFE_DRAWS:
        return _("Quels que soient les poids, %(each)s reste dans l’enveloppe.") % {"each": each}
    if not often:
        return _("À d’autres poids, l’un d’eux sortirait de l’enveloppe plus de neuf fois sur dix.")
    return _(
        "Pour éprouver ce classement : à d’autres poids, tirés au hasard, %(each)s reste dans "
        "l’enveloppe au moins %(n)s fois sur dix."
    ) % {"each": each, "n": french.in_words(often, feminine=True)}


def closing_words(sheet: CallSheet, *, is_open: bool) -> str:
    """Who reads the marks, and that they inform."""
    day = french.long_date(sheet.call.scores_until)
    decides = _("Le comité décide : la note informe.")
    if sheet.call.scores_are_open:
        return _("Les voix lisent toutes les notes. %(decides)s") % {"decides": decides}
    if is_open:
        return _("Jusqu’à la clôture du %(day)s, une voix ne lit que ses notes. %(decides)s") % {
            "day": day,
            "decides": decides,
        }
    return _("Les notes sont closes depuis le %(day)s. %(decides)s") % {
        "day": day,
        "decides": decides,
    }


def committee_day(call: ProjectCall) -> str:
    """« Comité du 3 décembre 2026 », or until when marks are given."""
    if call.decides_on:
        return _("Comité du %(day)s") % {"day": french.long_date(call.decides_on)}
    return _("Notes jusqu’au %(day)s") % {"day": french.long_date(call.scores_until)}


def lack_words(opinions: int, voices: int) -> str:
    """« Trois avis de financeur manquent, deux voix n’ont rien noté. », or nothing."""
    parts = []
    if opinions:
        words = ngettext("%(n)s avis manque", "%(n)s avis manquent", opinions)
        parts.append(words % {"n": french.in_words(opinions)})
    if voices:
        words = ngettext("%(n)s voix n’a rien noté", "%(n)s voix n’ont rien noté", voices)
        parts.append(words % {"n": french.in_words(voices, feminine=True)})
    return f"{french.capital(', '.join(parts))}." if parts else ""


def opinion_mark(opinion: FunderOpinion | None) -> str:
    """The shape of what a funder says; expected while it says nothing."""
    return VIEW_MARKS[opinion.opinion] if opinion else "ask"


def opinion_words(opinion: FunderOpinion | None) -> str:
    """What a funder says: favourable, 15 400 €, on which conditions, from whom, when."""
    if opinion is None:
        return _("attendu")
    words = [str(opinion.get_opinion_display())]
    if opinion.amount_cents is not None:
        words.append(euros_words(opinion.amount_cents))
    sentence = ", ".join(words)
    if opinion.conditions:
        sentence = _("%(view)s : « %(words)s »") % {
            "view": sentence,
            "words": french.inner_quotes(opinion.conditions.rstrip(".")),
        }
    return sentence


def source_words(opinion: FunderOpinion) -> str:
    """From whom one knows it, how, and when."""
    parts = (opinion.told_by, str(opinion.get_means_display()), french.long_date(opinion.told_on))
    return ", ".join(filter(None, parts))


def result_words(one: Candidacy) -> str:
    """What was decided, for how much, when; nothing while it waits."""
    if not one.result or one.result_on is None:
        return ""
    words = [str(one.get_result_display())]
    if one.granted_cents:
        words.append(euros_words(one.granted_cents))
    return ", ".join((*words, french.long_date(one.result_on)))


def too_much_words(one: Candidacy, granted: int, left: int | None) -> str:
    """Why it is not granted that much: more than it asks, or than is left of the envelope."""
    if one.aid_cents is not None and granted > one.aid_cents:
        return _("Il demande %(wanted)s : corrigez ce montant, ou d’abord ce qu’il demande.") % {
            "wanted": euros_words(one.aid_cents)
        }
    if left is None or granted <= left:
        return ""
    if left <= 0:
        return _("L’enveloppe est déjà toute donnée : corrigez ce montant, ou d’abord l’enveloppe.")
    return _("Il reste %(left)s de l’enveloppe : corrigez ce montant, ou d’abord l’enveloppe.") % {
        "left": euros_words(left)
    }


def too_early_words(one: Candidacy, day: date) -> str:
    """Why the body has not decided that day: its committee meets later."""
    decides_on = one.call.decides_on
    if decides_on is None or day >= decides_on:
        return ""
    return _("Le comité de l’appel est le %(day)s : corrigez ce jour, ou d’abord l’appel.") % {
        "day": french.long_date(decides_on)
    }


def grid_words(grid: ScoringGrid, count: int) -> str:
    """How many criteria, and what may still be done with them."""
    if grid.closed_words:
        return _("Des notes sont données sur cette grille : elle ne change plus.")
    if not count:
        return _("Écrivez les critères : ce que l’on regarde, son poids, sa note la plus haute.")
    return _("Elle se fige à la première note. %(n)s.") % {
        "n": french.capital(
            ngettext("un critère", "%(n)s critères", count) % {"n": french.in_words(count)}
        )
    }
