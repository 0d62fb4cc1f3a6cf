"""How is what the table of who does what shows put in words, and what can be done about it?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.who_does_what.queries import Service, WorkTable
from maillage.trade.plan.who_does_what.rules import Finding, Gap, pilots_of

TITLES = {
    Gap.NO_PILOT: _("Sans pilote"),
    Gap.TWO_PILOTS: _("Plusieurs pilotes"),
    Gap.UNSURE_PILOT: _("Pilote à confirmer"),
    Gap.SILENT: _("Parts sans réponse"),
    Gap.WITHOUT_NEWS: _("Parts sans nouvelles"),
    Gap.CONTACT_LEFT: _("Référents partis"),
    Gap.MANY_PILOTS: _("Service peut-être surchargé"),
    Gap.ON_ONE_PERSON: _("Tient à une personne"),
    Gap.ABSENT: _("Absents du plan"),
}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """What the table shows, for which actions, with the reason; the gesture is on their sheets."""

    title: str
    actions: tuple[Action, ...]
    words: str
    note: str


def service_words(one: Service) -> str:
    """« CC de Valmorin, petite enfance »."""
    return ", ".join(filter(None, (one.name, one.department)))


def table_sentence(table: WorkTable) -> str:
    """« Neuf fiches ouvertes : six ont un pilote, une en a deux, deux n’en ont aucun. »."""
    if not table.actions:
        return ""
    counts = [len(table.pilots(one.pk)) for one in table.actions]
    one, several, none = counts.count(1), sum(n > 1 for n in counts), counts.count(0)
    pieces = [
        ngettext("%(n)s a un pilote", "%(n)s ont un pilote", one) % _in_words(one) if one else "",
        ngettext("%(n)s en a plusieurs", "%(n)s en ont plusieurs", several) % _in_words(several)
        if several
        else "",
        ngettext("%(n)s n’en a aucun", "%(n)s n’en ont aucun", none) % _in_words(none)
        if none
        else "",
    ]
    total = french.counted(len(counts), _("fiche ouverte"), _("fiches ouvertes"))
    return f"{french.capital(total)} : {', '.join(filter(None, pieces))}."


def _in_words(count: int) -> dict[str, str]:
    return {"n": french.in_words(count, feminine=True)}


def pilot_words(table: WorkTable, number: int) -> str:
    """What the reading column says of the pilots of an action."""
    count = len(pilots_of([one for one in table.parts if one.action == number]))
    if count == 0:
        return _("Sans pilote")
    return _("Un pilote") if count == 1 else _("Plusieurs pilotes")


def answers_words(table: WorkTable, number: int) -> str:
    """« deux parts sans réponse », « une part à demander », « toutes les parts sont acceptées »."""
    own = [one for one in table.parts if one.action == number]
    proposed = [one for one in own if one.asked_on]
    silent = sum(not one.answer for one in proposed)
    to_ask = sum(not one.answer and not one.asked_on for one in own)
    refused = sum(one.is_refused for one in own)
    pieces = [
        ngettext("%(n)s part sans réponse", "%(n)s parts sans réponse", silent),
        ngettext("%(n)s part à demander", "%(n)s parts à demander", to_ask),
        ngettext("%(n)s part refusée", "%(n)s parts refusées", refused),
    ]
    counts = [
        piece % _in_words(count)
        for piece, count in zip(pieces, (silent, to_ask, refused), strict=True)
        if count
    ]
    if own and not counts:
        return _("sa part est acceptée") if len(own) == 1 else _("toutes les parts sont acceptées")
    return ", ".join(counts)


def shown_findings(table: WorkTable) -> list[ShownFinding]:
    """What the table shows, in the order of `Gap`."""
    by_number = {one.pk: one for one in table.actions}
    return [
        ShownFinding(
            str(TITLES[one.gap]),
            tuple(by_number[number] for number in one.actions if number in by_number),
            french.listed(_names(table, one)),
            _note(one),
        )
        for one in table.findings
    ]


def _names(table: WorkTable, one: Finding) -> list[str]:
    if one.gap == Gap.ABSENT:
        return list(one.services)
    return [service_words(table.services[key]) for key in one.services if key in table.services]


def _note(one: Finding) -> str:
    notes = {
        Gap.NO_PILOT: _("Personne ne les porte, ou celle qui devait les porter a refusé."),
        Gap.TWO_PILOTS: _("Nommez un copilote si c’est voulu : la remarque disparaît."),
        Gap.UNSURE_PILOT: _("Son accord est attendu depuis un mois au moins."),
        Gap.SILENT: _("La part est proposée depuis deux mois au moins."),
        Gap.WITHOUT_NEWS: _("Rien n’en est dit depuis trois mois."),
        Gap.CONTACT_LEFT: _("La personne nommée n’a plus de mandat dans cette structure."),
        Gap.MANY_PILOTS: _(
            "Cinq fiches pilotées au moins, plus du double de la charge médiane ; les jours "
            "demandés ne sont pas dits."
        ),
        Gap.ON_ONE_PERSON: _("Trois parts de travail au moins, une seule personne nommée."),
        Gap.ABSENT: _("Ce n’est pas un retard : demandez-leur ce qui les concerne."),
    }
    return str(notes[one.gap])
