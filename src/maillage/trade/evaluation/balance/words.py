"""What do the pages say of what is given and received, in every case?"""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.evaluation.balance.models import Benefit
from maillage.trade.evaluation.balance.readings import Count, PageState, Period, StructureBalance
from maillage.trade.governance.commitments.rules import amount_words

MOST_NAMES = 3


def period_words(period: Period) -> str:
    """« De 2024 à 2026 », « En 2026 »."""
    if period.first == period.last:
        return _("En %(year)s") % {"year": period.first}
    return _("De %(first)s à %(last)s") % {"first": period.first, "last": period.last}


def benefit_note(one: Benefit) -> str:
    """Its quantity or its sum, its years, and what shows it, or that nothing does."""
    quantity = f"{french.number(one.quantity)} {one.unit}".strip() if one.quantity else ""
    cents = euros_words(one.cents) if one.cents else ""
    years = (
        str(one.from_year)
        if one.from_year == one.to_year
        else _("%(first)s à %(last)s") % {"first": one.from_year, "last": one.to_year}
    )
    shown = [one.evidence]
    if one.attachment_id:
        shown.append(_("pièce jointe"))
    if one.attested_on:
        shown.append(_("confirmé le %(day)s") % {"day": french.long_date(one.attested_on)})
    proof = ", ".join(filter(None, shown)) or _("rien ne le montre encore")
    return " ; ".join((", ".join(filter(None, (quantity, cents, years))), proof))


def counts_words(counts: Sequence[Count]) -> str:
    """« 64 jours, une salle »."""
    return ", ".join(amount_words(one.label, one.quantity, one.unit) for one in counts)


def attested_words(one: StructureBalance) -> str:
    """« neuf, dont sept attestés », « un, attesté »; nothing without a benefit."""
    count = len(one.benefits)
    if not count:
        return ""
    attested = count - one.unattested
    if count == 1:
        return _("un, attesté") if attested else _("un, pas encore attesté")
    if attested == count:
        return _("%(n)s, tous attestés") % {"n": french.in_words(count)}
    if not attested:
        return _("%(n)s, dont aucun attesté") % {"n": french.in_words(count)}
    return _("%(n)s, dont %(attested)s") % {
        "n": french.in_words(count),
        "attested": ngettext("%(n)s attesté", "%(n)s attestés", attested)
        % {"n": french.in_words(attested)},
    }


def state_words(state: PageState) -> str:
    """Where the page of a structure stands: read, sent, open to all, or nothing yet."""
    if state.read_on and state.is_contested:
        words = _("contestée le %(day)s") % {"day": french.long_date(state.read_on)}
        if state.waits_for_answer:
            words = _("%(words)s, sans réponse encore") % {"words": words}
    elif state.read_on:
        words = _("relue le %(day)s") % {"day": french.long_date(state.read_on)}
        words = _("%(read)s, avec un mot") % {"read": words} if state.words else words
    elif state.sent_on:
        words = _("envoyée le %(day)s, pas encore relue") % {"day": french.long_date(state.sent_on)}
    else:
        words = _("pas encore envoyée")
    return f"{words}, {_('ouverte aux membres')}" if state.shared_on else words


def balance_sentence(rows: Sequence[StructureBalance], period: Period) -> str:
    """What all bring and receive, the estimate and the benefits apart; no balance of the two."""
    counted = [row for row in rows if row.has_sums]
    if not counted:
        return _("%(when)s, aucune somme n’est notée, ni donnée ni reçue.") % {
            "when": period_words(period)
        }
    parts = [
        pgettext("money", "%(when)s, %(who)s : %(given)s d’apport, %(received)s d’aides accordées.")
        % {
            "when": period_words(period),
            "who": _who_words(len(counted), len(rows)),
            "given": euros_words(sum(row.given_cents for row in counted)),
            "received": euros_words(sum(row.received_cents for row in counted)),
        }
    ]
    if avoided := sum(row.avoided_cents for row in counted):
        words = _("S’y ajoute une dépense évitée de %(cents)s, une estimation.")
        parts.append(words % {"cents": euros_words(avoided)})
    return " ".join([*parts, *_benefits_words(rows), contested_words(rows)]).strip()


def _who_words(counted: int, every: int) -> str:
    """« trois structures », or how many of those of the table have a sum."""
    values = {"n": french.in_words(counted, feminine=True), "all": french.in_words(every)}
    if counted == every:
        return ngettext("une structure", "%(n)s structures", counted) % values
    words = ngettext(
        "une structure sur %(all)s a des sommes notées",
        "%(n)s structures sur %(all)s ont des sommes notées",
        counted,
    )
    return words % values


def reader_sentence(rows: Sequence[StructureBalance], own: Collection[int]) -> str:
    """Which pages somebody opens who is no officer, and when the page of their own opens."""
    mine = [row for row in rows if row.number in own]
    others = len(rows) - len(mine)
    opened = ngettext(
        "Une page est ouverte aux membres.", "%(n)s pages sont ouvertes aux membres.", others
    ) % {"n": french.capital(french.in_words(others, feminine=True))}
    if mine:
        words = ngettext(
            "Vous lisez la page %(of)s.", "Vous lisez les pages %(of)s.", len(mine)
        ) % {"of": french.listed([french.of_body(row.name) for row in mine])}
    elif own:
        words = _("Pour ces années, la vôtre s’ouvrira ici quand elle vous sera envoyée.")
    else:
        words = _("On envoie la page d’une structure à qui parle pour elle.")
    return " ".join([opened, words] if others else [words])


def contested_words(rows: Sequence[StructureBalance]) -> str:
    """Which structures say that their page is not right, and wait for an answer."""
    names = [row.name for row in rows if row.state.waits_for_answer]
    if not names:
        return ""
    words = ngettext(
        "%(names)s conteste sa page : répondez-lui avant de l’ouvrir.",
        "%(names)s contestent leur page : répondez-leur avant de les ouvrir.",
        len(names),
    )
    return words % {"names": french.capital(_names(names))}


def _benefits_words(rows: Sequence[StructureBalance]) -> list[str]:
    """How many benefits are named, and how many are shown by something."""
    every = sum(len(row.benefits) for row in rows)
    if not every:
        return []
    shown = every - sum(row.unattested for row in rows)
    words = ngettext("Un bénéfice est nommé", "%(n)s bénéfices sont nommés", every) % {
        "n": french.capital(french.in_words(every))
    }
    attested = ngettext("%(n)s est attesté", "%(n)s sont attestés", shown) % {
        "n": french.in_words(shown)
    }
    return [f"{words}, {attested if shown else _('aucun n’est attesté')}."]


def structure_sentence(one: StructureBalance, period: Period, *, reads_rest: bool) -> str:
    """What one structure brings and receives, in euros; what is due only to who reads it."""
    if not one.has_sums:
        return _("%(when)s, aucune somme n’est notée pour %(name)s.") % {
            "when": period_words(period),
            "name": french.with_article(one.name),
        }
    parts = [
        pgettext(
            "money",
            "%(when)s, l’apport %(of)s compte %(given)s, et ses aides accordées %(received)s.",
        )
        % {
            "when": period_words(period),
            "of": french.of_body(one.name),
            "given": euros_words(one.given_cents),
            "received": euros_words(one.received_cents),
        }
    ]
    if reads_rest and one.rest:
        parts.append(_("De cet apport, %(cents)s restent dus.") % {"cents": euros_words(one.rest)})
    if one.avoided_cents:
        parts.append(
            _("Une dépense évitée de %(cents)s s’y ajoute : c’est une estimation.")
            % {"cents": euros_words(one.avoided_cents)}
        )
    if one.state.is_contested:
        parts.append(f"{french.capital(state_words(one.state))}.")
    return " ".join(parts)


def waiting_words(rows: Sequence[StructureBalance]) -> str:
    """Whose page was not sent, who has not read its own, and what nothing shows yet."""
    unread = [row.name for row in rows if row.state.sent_on and not row.state.read_on]
    bare = sum(row.unattested for row in rows)
    every = sum(len(row.benefits) for row in rows)
    parts = [_unsent_words([row.name for row in rows if not row.state.sent_on])]
    if unread:
        parts.append(
            ngettext(
                "%(names)s n’a pas relu sa page.",
                "%(names)s n’ont pas relu leur page.",
                len(unread),
            )
            % {"names": french.capital(_names(unread))}
        )
    if bare:
        words = ngettext(
            "Rien ne montre encore %(n)s bénéfice sur %(all)s.",
            "Rien ne montre encore %(n)s bénéfices sur %(all)s.",
            bare,
        )
        parts.append(words % {"n": french.in_words(bare), "all": french.in_words(every)})
    return " ".join(filter(None, parts))


def _unsent_words(names: Sequence[str]) -> str:
    """Whose pages are still to be sent: by name, or how many when they are more than three."""
    if not names:
        return ""
    if len(names) > MOST_NAMES:
        words = _("%(n)s pages ne sont pas encore envoyées.")
        return words % {"n": french.capital(french.in_words(len(names), feminine=True))}
    words = ngettext(
        "La page %(of)s n’est pas encore envoyée.",
        "Les pages %(of)s ne sont pas encore envoyées.",
        len(names),
    )
    return words % {"of": french.listed([french.of_body(one) for one in names])}


def _names(names: Sequence[str]) -> str:
    return french.listed([french.with_article(one) for one in names])


def page_lines(one: StructureBalance) -> dict[str, object]:
    """The lines of the page of a structure: what, and how much, each thing in its own unit."""
    given = [(row.label, euros_words(row.cents)) for row in one.called]
    given += [(row.label, euros_words(row.cents)) for row in one.grants]
    given += [
        (_("Promis et tenu"), amount_words(row.label, row.quantity, row.unit))
        for row in one.promises
    ]
    received = [(row.label, euros_words(row.cents)) for row in one.received]
    received += [
        (_("Évité, estimé, %(year)s") % {"year": row.year}, euros_words(row.cents))
        for row in one.avoided
    ]
    received += [
        (_("Jours de l’équipe chez elle"), amount_words(row.label, row.quantity, row.unit))
        for row in one.days
    ]
    return {
        "given": given,
        "received": received,
        "estimates": [
            _("%(label)s, %(year)s : %(alone)s si elle le faisait seule, moins %(called)s.")
            % {
                "label": row.label,
                "year": row.year,
                "alone": euros_words(row.alone),
                "called": euros_words(row.called),
            }
            for row in one.avoided
        ],
        "rest": euros_words(one.rest) if one.rest else "",
        "invested": euros_words(one.invested) if one.invested else "",
    }
