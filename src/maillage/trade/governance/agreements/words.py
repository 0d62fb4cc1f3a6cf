"""What is said of an agreement: where it is, who signed, what comes, how long it binds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.governance.agreements.choices import (
    Renewal,
    Stage,
    Starts,
)
from maillage.trade.governance.agreements.models import Agreement, AgreementText
from maillage.trade.governance.agreements.queries import (
    AgreementRow,
    AgreementSheet,
    councils_needed,
)
from maillage.trade.governance.agreements.ways import Way


def avenant_words(agreement: Agreement) -> str:
    """« avenant n° 2 », or the model that it follows."""
    if agreement.amends_id:
        return _("avenant n° %(n)s") % {"n": agreement.amendment_number}
    return str(agreement.get_kind_display())


def register_sentence(rows: Sequence[AgreementRow], today: date) -> str:
    """How many are in force, which ends first, whose signatures lack most."""
    if not rows:
        return ""
    count = sum(1 for one in rows if one.stage == Stage.FORCE)
    parts = [
        ngettext("%(n)s convention en vigueur", "%(n)s conventions en vigueur", count)
        % {"n": french.in_words(count, feminine=True)}
        if count
        else _("aucune convention n’est en vigueur")
    ]
    ends = sorted(
        one.agreement.ends_on for one in rows if one.stage == Stage.FORCE and one.agreement.ends_on
    )
    if ends:
        words = _("elle finit le %(day)s") if count == 1 else _("la première finit le %(day)s")
        parts.append(words % {"day": french.long_date(ends[0])})
    soon = sum(1 for one in rows if one.ends_soon)
    if soon and count == 1:
        parts.append(_("rien ne la suit encore"))
    elif soon:
        words = ngettext("%(n)s est à faire suivre", "%(n)s sont à faire suivre", soon)
        parts.append(words % {"n": french.in_words(soon, feminine=True)})
    signing = [one for one in rows if one.stage in {Stage.SIGNING, Stage.COUNCILS}]
    if signing:
        most = max(signing, key=lambda one: one.every - one.signed)
        lacking = most.every - most.signed
        name = french.inner_quotes(most.agreement.title)
        words = ngettext(
            "%(n)s signature manque à « %(title)s »",
            "%(n)s signatures manquent à « %(title)s »",
            lacking,
        )
        number = french.in_words(lacking, feminine=True)
        if lacking:
            parts.append(words % {"n": number, "title": name})
    return french.capital(" ; ".join(parts)) + "."


def sheet_sentence(sheet: AgreementSheet, *, of_all: bool = True) -> str:
    """Where it is today, in a sentence or two; who may sign only to who reads it of all."""
    agreement = sheet.agreement
    if sheet.stage in {Stage.ENDED, Stage.DROPPED}:
        return _over_words(sheet)
    if sheet.stage == Stage.FORCE:
        return _force_words(sheet)
    if agreement.frozen_on is None:
        return _draft_words(sheet)
    return _signing_words(sheet, of_all=of_all)


def _over_words(sheet: AgreementSheet) -> str:
    agreement = sheet.agreement
    day = agreement.ended_on or agreement.ends_on
    words = (
        _("Abandon le %(day)s, avant toute signature.")
        if sheet.stage == Stage.DROPPED
        else _("A pris fin le %(day)s.")
    )
    sentence = words % {"day": french.long_date(day)} if day else ""
    return f"{sentence} {agreement.end_reason}".strip()


def _force_words(sheet: AgreementSheet) -> str:
    agreement = sheet.agreement
    since = french.long_date(sheet.force_on) if sheet.force_on else ""
    words = _("En vigueur depuis le %(since)s") % {"since": since}
    if agreement.ends_on:
        words = _("%(words)s, jusqu’au %(until)s") % {
            "words": words,
            "until": french.long_date(agreement.ends_on),
        }
    parts = [f"{words}.", _signed_words(sheet)]
    if sheet.ends_soon and agreement.ends_on:
        parts.append(soon_words(agreement.ends_on, sheet.today))
    if sheet.text is None:
        parts.append(_("Son texte n’est pas dans Maillage."))
    return " ".join(parts)


def _signed_words(sheet: AgreementSheet) -> str:
    count, every = len(sheet.signed), len(sheet.ways)
    if count == every:
        return ngettext(
            "Son seul signataire a signé.", "Ses %(n)s signataires ont signé.", every
        ) % {"n": french.in_words(every)}
    return ngettext(
        "%(n)s signataire sur %(all)s a signé.",
        "%(n)s signataires sur %(all)s ont signé.",
        count,
    ) % {"n": french.in_words(count).capitalize(), "all": french.in_words(every)}


def soon_words(ends_on: date, today: date) -> str:
    """« Fin dans 61 jours : rien ne suit encore. »."""
    days = (ends_on - today).days
    if not days:
        return _("Fin aujourd’hui : rien ne suit encore.")
    words = ngettext(
        "Fin dans %(n)s jour : rien ne suit encore.",
        "Fin dans %(n)s jours : rien ne suit encore.",
        days,
    )
    return words % {"n": days}


def _draft_words(sheet: AgreementSheet) -> str:
    parties = ngettext("%(n)s signataire", "%(n)s signataires", len(sheet.ways)) % {
        "n": french.in_words(len(sheet.ways))
    }
    who = parties if sheet.ways else _("aucun signataire encore")
    if sheet.text is None:
        is_closed = sheet.has_text
        words = _("Projet non figé, %(who)s.") if is_closed else _("Projet sans texte, %(who)s.")
        return words % {"who": who}
    articles = ngettext("%(n)s article", "%(n)s articles", len(sheet.articles)) % {
        "n": french.in_words(len(sheet.articles))
    }
    first = _("Version %(number)s du %(day)s : %(articles)s, %(who)s.") % {
        "number": sheet.text.number,
        "day": french.long_date(sheet.text.dated_on),
        "articles": articles,
        "who": who,
    }
    if sheet.stage == Stage.REMARKS:
        return f"{first} {until_words(sheet.agreement)}"
    return f"{first} {_closed_words(sheet)}".rstrip()


def _closed_words(sheet: AgreementSheet) -> str:
    """Since when remarks are closed, and how many amendments are to settle."""
    until = sheet.agreement.remarks_until
    if until is None or until >= sheet.today:
        return ""
    closed = _("Remarques closes le %(day)s") % {"day": french.long_date(until)}
    if not sheet.to_settle:
        return f"{closed}."
    words = ngettext(
        "%(n)s amendement est à trancher.", "%(n)s amendements sont à trancher.", sheet.to_settle
    )
    return f"{closed} ; {words % {'n': french.in_words(sheet.to_settle)}}"


def _signing_words(sheet: AgreementSheet, *, of_all: bool) -> str:
    frozen = sheet.agreement.frozen_on
    day = french.long_date(frozen) if frozen else ""
    count, every = len(sheet.signed), len(sheet.ways)
    if not count:
        first = _("Personne n’a encore signé le texte figé le %(day)s.") % {"day": day}
    elif count == every:
        first = _("Tous ont signé le texte figé le %(day)s.") % {"day": day}
    else:
        words = ngettext(
            "%(n)s signataire sur %(all)s a signé le texte figé le %(day)s.",
            "%(n)s signataires sur %(all)s ont signé le texte figé le %(day)s.",
            count,
        )
        number = french.in_words(count).capitalize()
        first = words % {"n": number, "all": french.in_words(every), "day": day}
    return f"{first} {_able_words(sheet)}".strip() if of_all else first


def _able_words(sheet: AgreementSheet) -> str:
    able, refused = len(sheet.able), sum(1 for one in sheet.ways if one.is_refused)
    waiting = len(sheet.unable) - refused
    parts = []
    if able:
        words = ngettext("%(n)s peut signer aujourd’hui", "%(n)s peuvent signer aujourd’hui", able)
        parts.append(words % {"n": french.in_words(able)})
    if waiting:
        words = ngettext("%(n)s ne peut pas encore", "%(n)s ne peuvent pas encore", waiting)
        parts.append(words % {"n": french.in_words(waiting)})
    if refused:
        words = ngettext("%(n)s a refusé", "%(n)s ont refusé", refused)
        parts.append(words % {"n": french.in_words(refused)})
    if not parts and sheet.force_on:
        return _("En vigueur le %(day)s.") % {"day": french.long_date(sheet.force_on)}
    return french.capital(" ; ".join(parts)) + "." if parts else ""


@dataclass(frozen=True, slots=True)
class StageStep:
    """One of the six steps that every agreement passes: its word, its note, how far it is."""

    word: str
    note: str
    is_done: bool = False
    is_now: bool = False


ORDER = (Stage.DRAFT, Stage.REMARKS, Stage.FROZEN, Stage.COUNCILS, Stage.SIGNING, Stage.FORCE)


def stage_steps(sheet: AgreementSheet) -> list[StageStep]:
    """The six steps; none for an agreement that was signed before it came here."""
    agreement, today = sheet.agreement, sheet.today
    if agreement.frozen_on and agreement.frozen_text is None:
        return []
    now = {Stage.SETTLING: Stage.REMARKS, Stage.ENDED: Stage.FORCE, Stage.DROPPED: Stage.DRAFT}
    place = ORDER.index(now.get(sheet.stage, sheet.stage))
    voted = sum(1 for one in sheet.paths if one.answer and one.council.is_in_favour)
    councils = len(sheet.paths)
    notes = {
        Stage.DRAFT: _draft_note(sheet),
        Stage.REMARKS: _remarks_note(agreement, today),
        Stage.FROZEN: french.day_in_words(agreement.frozen_on) if agreement.frozen_on else "",
        Stage.COUNCILS: _("%(n)s sur %(all)s") % {"n": voted, "all": councils} if councils else "",
        Stage.SIGNING: _("%(n)s sur %(all)s") % {"n": len(sheet.signed), "all": len(sheet.ways)}
        if agreement.frozen_on
        else "",
        Stage.FORCE: french.short_date(sheet.force_on, today) if sheet.force_on else "",
    }
    labels = {
        Stage.DRAFT: _("Projet"),
        Stage.REMARKS: _("Remarques"),
        Stage.FROZEN: _("Texte figé"),
        Stage.COUNCILS: _("Délibérations"),
        Stage.SIGNING: _("Signatures"),
        Stage.FORCE: _("En vigueur"),
    }
    return [
        StageStep(
            labels[one],
            str(notes[one]),
            number < place and (one != Stage.COUNCILS or voted == councils >= _needed(sheet)),
            number == place,
        )
        for number, one in enumerate(ORDER)
    ]


def _draft_note(sheet: AgreementSheet) -> str:
    """The day of its first version, to whoever reads that one; that it has no text."""
    if not sheet.has_text:
        return _("sans texte")
    first = next((one for one in sheet.texts if one.number == 1), None)
    return french.day_in_words(first.dated_on) if first else ""


def _remarks_note(agreement: Agreement, today: date) -> str:
    """Until when remarks are open; a text that was frozen before closed them that day."""
    until, frozen = agreement.remarks_until, agreement.frozen_on
    if until and until < min(frozen or today, today):
        return _("closes le %(day)s") % {"day": french.short_date(until, today)}
    if frozen and agreement.remarks_from and (until is None or until >= frozen):
        return _("closes le %(day)s") % {"day": french.short_date(frozen, today)}
    return _("jusqu’au %(day)s") % {"day": french.short_date(until, today)} if until else ""


def _needed(sheet: AgreementSheet) -> int:
    """How many councils are to vote the text."""
    return len(councils_needed(sheet.parties))


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in the life of an agreement, and what it rests on."""

    label: str
    note: str
    is_now: bool = False


def life_of(sheet: AgreementSheet) -> list[Moment]:
    """When it begins, when one says whether it goes on, when it ends."""
    agreement = sheet.agreement
    starts = sheet.force_on or agreement.starts_on
    rule = str(agreement.get_starts_rule_display())
    moments = [
        Moment(
            _("En vigueur"),
            _since(starts, agreement.starts_rule, rule),
            sheet.stage == Stage.FORCE,
        )
    ]
    if sheet.notice_on:
        asks = {
            Renewal.TACIT: _("Dernier jour pour dénoncer"),
            Renewal.EXPRESS: _("Dire si l’on renouvelle"),
        }[Renewal(agreement.renewal)]
        moments.append(Moment(asks, french.long_date(sheet.notice_on)))
    if agreement.ends_on:
        is_last = agreement.renewal == Renewal.NONE
        then = _("sans reconduction") if is_last else agreement.get_renewal_display()
        moments.append(Moment(_("Terme"), f"{french.long_date(agreement.ends_on)}, {then}"))
    if agreement.ended_on:
        note = f"{french.long_date(agreement.ended_on)}, {agreement.end_reason}"
        moments.append(Moment(_("Fin anticipée"), note))
    return moments


def _since(starts: date | None, kind: str, rule: str) -> str:
    """Its day, and what makes it when that is not the day itself."""
    if starts is None:
        return rule
    day = french.long_date(starts)
    return day if kind == Starts.DATE else f"{day}, {rule}"


def version_title(agreement: Agreement, last: AgreementText | None) -> str:
    """What the gesture that adds a version is called: that of a signed text notes or corrects."""
    if agreement.frozen_on is None:
        return _("Écrire une version")
    return _("Noter son texte") if last is None else _("Corriger son texte")


def required_words(ways: Sequence[Way]) -> str:
    """Without whom nothing enters into force; each of the others decides for itself alone."""
    names = [str(one.party.organisation) for one in ways if one.party.is_required]
    if not ways:
        return ""
    if not names:
        return _("Chacun décide pour soi : qui refuse n’est pas lié, et n’arrête personne.")
    if len(names) == len(ways):
        return _("Rien n’entre en vigueur tant que l’un d’eux n’a pas signé.")
    words = _("Rien n’entre en vigueur sans %(names)s ; chacun des autres ne décide que pour soi.")
    return words % {"names": french.listed([french.with_article(one) for one in names])}


def until_words(agreement: Agreement) -> str:
    """Until when remarks are open."""
    if agreement.remarks_until is None:
        return _("Les remarques sont ouvertes.")
    day = french.long_date(agreement.remarks_until)
    return _("Les remarques sont ouvertes jusqu’au %(day)s.") % {"day": day}


def joining_words(count: int) -> str:
    """Why no party is added to a frozen text, and what to do."""
    words = ngettext(
        "Le texte figé nomme %(n)s partie. Pour en ajouter une, faites un avenant d’adhésion.",
        "Le texte figé nomme %(n)s parties. Pour en ajouter une, faites un avenant d’adhésion.",
        count,
    )
    return words % {"n": french.in_words(count, feminine=True)}


def freezing_lines(sheet: AgreementSheet, changed: Sequence[str], accepted: int) -> list[str]:
    """What to look at before the text is frozen; `changed` are the articles that moved last."""
    lines = []
    if sheet.agreement.ends_on is None:
        lines.append(_("Aucune date de fin n’est dite : rien n’alertera avant elle."))
    if accepted:
        words = ngettext(
            "%(n)s amendement accepté est dans ce texte.",
            "%(n)s amendements acceptés sont dans ce texte.",
            accepted,
        )
        lines.append(words % {"n": french.in_words(accepted).capitalize()})
    if len(sheet.texts) == 1:
        lines.append(_("C’est la première version."))
    elif changed:
        number = sheet.texts[-2].number
        names = french.listed([one[0].lower() + one[1:] for one in changed])
        words = _("Changé depuis la version %(n)s : %(names)s.")
        lines.append(words % {"n": number, "names": names})
    return lines
