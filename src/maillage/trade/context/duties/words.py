"""How is something due words in a line, and what does all that is owed say in a sentence?"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.context.choices import DutyKind, DutyState
from maillage.trade.context.duties.models import Duty, DutyPiece
from maillage.trade.context.duties.rules import MONTH, PRESSING, state_of

MARKS = {
    DutyState.TODO: "todo",
    DutyState.PART: "part",
    DutyState.SOON: "soon",
    DutyState.LATE: "late",
    DutyState.DONE: "done",
    DutyState.WAIVED: "waived",
}


def to_whom_words(one: Duty) -> str:
    """« Halle · Caf · convention CTG, article 8 »: for what, to whom, under which act."""
    act = ", ".join(filter(None, (one.source_act, _article(one))))
    return " · ".join(filter(None, (one.about, funder_name(one), act)))


def funder_name(one: Duty) -> str:
    """The short name of whom it is owed to, or nothing."""
    return (one.funder.short_name or one.funder.name) if one.funder else ""


def _article(one: Duty) -> str:
    if not one.article[:1].isdigit():
        return one.article
    return _("article %(number)s") % {"number": one.article}


def act_words(one: Duty) -> str:
    """The act and its article, as the card says them."""
    return ", ".join(filter(None, (one.source_act, _article(one))))


def when_words(one: Duty, today: date) -> str:
    """What the day means today: « dans deux jours », « ouvre le 15 décembre », « envoyé le… »."""
    if one.done_on:
        return _sent_words(one)
    if one.waived_on:
        return _("sans objet depuis le %(day)s") % {"day": french.long_date(one.waived_on)}
    if one.opens_on and one.opens_on > today:
        return _("ouvre le %(day)s") % {"day": french.long_date(one.opens_on)}
    return days_words(one.due_on, today) if one.due_on else one.due_words


def day_words(one: Duty) -> str:
    """Its day: « 27 novembre 2026 », or that nobody has said it."""
    return french.long_date(one.due_on) if one.due_on else _("jour à préciser")


def days_words(day: date, today: date) -> str:
    """How far a day is: « aujourd’hui », « dans plus de trois mois », « passée d’un jour »."""
    days = (day - today).days
    if days == 0:
        return _("aujourd’hui")
    if days == 1:
        return _("demain")
    if months := french.months_words(today, day):
        return _("dans %(months)s") % {"months": months}
    if days > 1:
        return _("dans %(n)s jours") % {"n": french.in_words(days)}
    return ngettext("passée d’un jour", "passée de %(n)s jours", -days) % {
        "n": french.in_words(-days)
    }


def since_words(day: date, today: date) -> str:
    """The same beside a day that is read already: « hier », « il y a 61 jours »."""
    days = (day - today).days
    if days >= 0:
        return days_words(day, today)
    return ngettext("hier", "il y a %(n)s jours", -days) % {"n": french.in_words(-days)}


def _sent_words(one: Duty) -> str:
    if one.done_on is None:
        return ""
    sent = _("envoyé le %(day)s") % {"day": french.long_date(one.done_on)}
    late = (one.done_on - one.due_on).days if one.due_on else 0
    if late <= 0:
        return sent
    delay = ngettext("un jour de retard", "%(n)s jours de retard", late) % {
        "n": french.in_words(late)
    }
    return f"{sent}, {delay}"


def owed_words(one: Duty, today: date) -> str:
    """« Dû à la Caf le 27 novembre 2026, dans deux jours. »: to whom, and how far its day is."""
    funder = funder_name(one)
    to = _("Dû %(to)s") % {"to": french.to_body(funder)} if funder else _("Dû")
    if one.due_on is None:
        return _("%(to)s, jour à préciser.") % {"to": to}
    when = since_words(one.due_on, today)
    values = {"to": to, "day": french.long_date(one.due_on), "when": when}
    return _("%(to)s le %(day)s, %(when)s.") % values


def ending_words(one: Duty, today: date) -> str:
    """« Le 30 janvier 2027, dans deux mois. »: the day of an end, and how far it is."""
    if one.due_on is None:
        return _("Son jour est à préciser.")
    values = {"day": french.long_date(one.due_on), "when": since_words(one.due_on, today)}
    return _("Le %(day)s, %(when)s.") % values


def owing_words(one: Duty, owed: Iterable[DutyPiece]) -> tuple[str, str]:
    """Who owes it, and what is missing: the pieces that came on those expected, then whose lack."""
    pieces = list(owed)
    missing = [piece for piece in pieces if piece.received_on is None]
    if not pieces:
        return (str(one.responsible) if one.responsible else "", "")
    if len(pieces) == 1:
        name = pieces[0].organisation
        return (name.short_name or name.name, "" if missing else _("pièce reçue"))
    total = french.in_words(len(pieces), feminine=True)
    if not missing:
        return (_("%(n)s pièces") % {"n": total}, _("toutes reçues"))
    received = len(pieces) - len(missing)
    if not received:
        return (_("%(n)s pièces attendues") % {"n": total}, missing_names(missing))
    first = ngettext("%(n)s pièce sur %(all)s", "%(n)s pièces sur %(all)s", received)
    numbers = {"n": french.in_words(received, feminine=True), "all": total}
    return (first % numbers, missing_names(missing))


def piece_words(piece: DutyPiece) -> str:
    """What became of a piece: when it came and from whom, or what its structure says of it."""
    if piece.received_on:
        came = _("reçue le %(day)s") % {"day": french.long_date(piece.received_on)}
        by = _("déposée par %(name)s") % {"name": piece.told_by} if piece.told_by else ""
        return " ; ".join(filter(None, (f"{came}, {by}" if by else came, piece.note)))
    if piece.told_by:
        due = french.long_date(piece.expected_on) if piece.expected_on else ""
        until = _("annoncée pour le %(day)s") % {"day": due} if due else _("sans date")
        quote = _("« %(words)s », dit %(name)s") % {
            "words": french.inner_quotes(piece.note),
            "name": piece.told_by,
        }
        return f"{until} ; {quote}"
    if piece.reminded_on:
        day = french.long_date(piece.reminded_on)
        sent = _("demandée par lien le %(day)s, sans réponse") % {"day": day}
        return " ; ".join(filter(None, (sent, piece.note)))
    return piece.note


def missing_names(pieces: Sequence[DutyPiece]) -> str:
    """« manque la pièce de Brolles », « manquent les pièces de Brolles et du Lavoir »."""
    names = [french.of_body(one.organisation.short_name or one.organisation.name) for one in pieces]
    return ngettext("manque la pièce %(names)s", "manquent les pièces %(names)s", len(names)) % {
        "names": french.listed(names)
    }


def stake_words(one: Duty) -> str:
    """What it protects, or nothing."""
    return euros_words(one.at_stake_cents) if one.at_stake_cents else ""


def duty_sentence(one: Duty, pieces: Sequence[DutyPiece], today: date) -> str:
    """What is owed, by when, and what is missing for it, in a sentence."""
    if one.done_on:
        return french.capital(_sent_words(one)) + "."
    if one.waived_on:
        why = f" : {one.waived_why}" if one.waived_why else ""
        day = french.long_date(one.waived_on)
        return _("Sans objet depuis le %(day)s%(why)s.") % {"day": day, "why": why}
    words = _open_words(one, today)
    missing = [piece for piece in pieces if piece.received_on is None]
    lacking = f" {french.capital(missing_names(missing))}." if missing else ""
    return f"{words}{lacking}"


def _open_words(one: Duty, today: date) -> str:
    """By when it is owed, and how far that is."""
    if one.due_on is None:
        if not one.due_words:
            return _("Son jour est à préciser.")
        quote = french.inner_quotes(one.due_words)
        return _("Son jour est à préciser : « %(quote)s ».") % {"quote": quote}
    when = {
        "day": french.long_date(one.due_on),
        "when": days_words(one.due_on, today),
    }
    if one.due_on < today:
        return _("Attendu le %(day)s : échéance %(when)s.") % when
    if one.kind in {DutyKind.END, DutyKind.RENEWAL}:
        return _("Au %(day)s, %(when)s.") % when
    return _("À rendre le %(day)s, %(when)s.") % when


def duties_reading(rows: Sequence[Duty], today: date) -> str:
    """What is past, what comes within a month, and what it lacks; the first to come otherwise.

    An end is owed by nobody: it is said where nothing else is.
    """
    open_rows = [one for one in rows if one.is_open and one.kind != DutyKind.END]
    ends = [one for one in rows if one.is_open and one.kind == DutyKind.END]
    if not open_rows and not ends:
        return _("Rien n’est dû : ce qui est noté est envoyé ou sans objet.") if rows else ""
    late = [one for one in open_rows if one.due_on and one.due_on < today]
    coming = [one for one in open_rows if one.due_on and one.due_on >= today]
    near = [one for one in coming if one.due_on and one.due_on <= today + MONTH]
    parts = [_late_words(late), _near_words(near, today)]
    others = len(coming) - len(near)
    if others and not near:
        parts.append(_first_words(coming[0], others))
    elif others:
        parts.append(
            ngettext("Une autre est à venir.", "%(n)s autres sont à venir.", others)
            % {"n": french.capital(french.in_words(others))}
        )
    if undated := sum(one.due_on is None for one in open_rows):
        parts.append(
            ngettext(
                "Une échéance attend son jour.", "%(n)s échéances attendent leur jour.", undated
            )
            % {"n": french.capital(french.in_words(undated, feminine=True))}
        )
    return " ".join(filter(None, parts)) or _ends_words(ends)


def _ends_words(ends: Sequence[Duty]) -> str:
    """How many acts end, and when the first of them does."""
    if not ends:
        return ""
    return ngettext(
        "Une fin est notée : %(name)s, le %(day)s.",
        "%(n)s fins sont notées, la première le %(day)s.",
        len(ends),
    ) % {
        "n": french.capital(french.in_words(len(ends), feminine=True)),
        "name": _quoted(ends[0]),
        "day": day_words(ends[0]),
    }


def _late_words(late: Sequence[Duty]) -> str:
    if not late:
        return ""
    names = french.listed([_quoted(one) for one in late])
    return ngettext(
        "Une échéance est passée : %(names)s.",
        "%(n)s échéances sont passées : %(names)s.",
        len(late),
    ) % {"n": french.capital(french.in_words(len(late))), "names": names}


def _near_words(near: Sequence[Duty], today: date) -> str:
    if not near:
        return ""
    first = near[0]
    day = day_words(first)
    when = days_words(first.due_on or today, today)
    count = ngettext(
        "Une échéance tombe dans le mois", "%(n)s échéances tombent dans le mois", len(near)
    ) % {"n": french.capital(french.in_words(len(near)))}
    words = (
        _("%(count)s : %(name)s, le %(day)s (%(when)s)")
        if len(near) == 1
        else _("%(count)s, la première le %(day)s (%(when)s) : %(name)s")
    )
    sentence = words % {"count": count, "name": _quoted(first), "day": day, "when": when}
    missing = [piece for piece in first.pieces.all() if piece.received_on is None]
    lacking = ngettext("il manque une pièce", "il manque %(n)s pièces", len(missing)) % {
        "n": french.in_words(len(missing), feminine=True)
    }
    has_others = len(missing) > 0 and len(first.pieces.all()) > 1
    return f"{sentence} ; {lacking}." if has_others else f"{sentence}."


def _first_words(first: Duty, count: int) -> str:
    name, day = _quoted(first), day_words(first)
    words = ngettext(
        "Une échéance est à venir : %(name)s, le %(day)s.",
        "%(n)s échéances à venir, la première le %(day)s : %(name)s.",
        count,
    )
    return words % {"n": french.capital(french.in_words(count)), "name": name, "day": day}


def _quoted(one: Duty) -> str:
    return _("« %(name)s »") % {"name": french.inner_quotes(one.label)}


def counted_words(rows: Sequence[Duty], today: date) -> str:
    """« dix échéances à venir, quatorze tenues, aucune passée », but for the ends."""
    rows = [one for one in rows if one.kind != DutyKind.END]
    if not rows:
        return ""
    days = [one.due_on for one in rows if one.is_open and one.due_on]
    undated = sum(one.is_open and one.due_on is None for one in rows)
    late, coming = sum(day < today for day in days), sum(day >= today for day in days)
    done = sum(one.done_on is not None for one in rows)
    first = (
        french.counted(coming, _("échéance"), _("échéances")) if coming else _("aucune échéance")
    )
    sent = french.counted(done, _("tenue"), _("tenues")) if done else _("aucune tenue")
    past = french.counted(late, _("passée"), _("passées")) if late else _("aucune passée")
    parts = [_("%(count)s à venir") % {"count": first}, sent, past]
    if undated:
        parts.append(_("%(n)s sans jour") % {"n": french.in_words(undated, feminine=True)})
    return ", ".join(parts)


def chosen_words(rows: Sequence[Duty], today: date) -> str:
    """The same for the duties that a reader has chosen."""
    words = counted_words(rows, today)
    return _("dans ce choix, %(words)s") % {"words": words} if words else ""


def is_pressing(one: Duty, today: date) -> bool:
    """Whether it is due within the week, or past."""
    return state_of(one, (), today) in PRESSING
