"""The letter that calls a contribution, or recalls what is left of it."""

from collections.abc import Mapping
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import (
    Field,
    IncompletePaperError,
    Paper,
    Value,
)
from maillage.trade.funding import permissions
from maillage.trade.funding.contributions import queries
from maillage.trade.funding.contributions.models import ContributionCall

MODEL = Path(__file__).with_name("paper_models") / "contribution_letter.xml"


def contribution_papers() -> tuple[Paper, ...]:
    """The letter of a contribution."""
    return (
        Paper(
            word="contribution_letter",
            label=_("Lettre d’appel ou de rappel"),
            purpose=_("La lettre dit à une structure ce qui est appelé, reçu, et ce qui reste."),
            about="contribution",
            make_fields=_fields,
            model=MODEL,
            gather=_gather,
        ),
    )


def _fields() -> tuple[Field, ...]:
    call = {
        "jour": _("à payer avant le 30 avril 2026"),
        "titre": _("titre 2026-118"),
        "montant": "8 520 €",
        "reste": "5 680 €",
    }
    return (
        Field("objet", _("L’objet de la lettre"), _("Contribution 2026")),
        Field("destinataire", _("La structure qui paie"), _("Commune d’Aubry")),
        Field("adresse_destinataire", _("L’adresse de son siège"), "1 place du Marché\nExemple"),
        Field("de_structure", _("De cette structure"), _("de la commune d’Aubry")),
        Field("annee", _("L’année"), "2026"),
        Field("origine", _("D’où vient la somme"), _("Convention : clé de 2026.")),
        Field("recu", _("Ce qui est reçu"), "8 520 €"),
        Field("reste", _("Ce qui reste à recevoir"), "5 680 €"),
        Field("rappel", _("Écrit « oui » quand une échéance est passée"), "oui"),
        Field(
            "appels",
            _("Chaque appel qui n’est pas réglé"),
            [call],
            (
                Field("jour", _("Avant quand payer"), call["jour"]),
                Field("titre", _("Son numéro de titre"), call["titre"]),
                Field("montant", _("Son montant"), call["montant"]),
                Field("reste", _("Ce qui en reste"), call["reste"]),
            ),
        ),
    )


def _gather(access: Access, number: int) -> dict[str, Value] | None:
    """What the letter says, for an officer alone: what came is in it."""
    one = queries.one_contribution(access, number)
    if one is None or not permissions.can_edit_funding(access):
        return None
    state = queries.standing_of(one, None, timezone.localdate())
    if not state.left:
        raise IncompletePaperError(
            _("Rien n’est à recevoir : tout ce qui est appelé est reçu.")
            if state.called
            else _("Rien n’est à recevoir : appelez d’abord cette contribution.")
        )
    year, kind = one.year, _("rappel") if state.late else _("appel")
    calls = {call.pk: call for call in one.calls.all()}
    return {
        "titre": _("Contribution %(year)s, %(kind)s, %(who)s")
        % {"year": year, "kind": kind, "who": one.organisation},
        "objet": _("Contribution %(year)s, %(kind)s") % {"year": year, "kind": kind},
        "destinataire": str(one.organisation),
        "adresse_destinataire": one.organisation.address.replace("\r\n", "\n"),
        "de_structure": french.of_body(one.organisation),
        "annee": str(year),
        "origine": f"{french.capital(one.ground)}.",
        "recu": euros_words(state.received) if state.received else "",
        "reste": euros_words(state.rest or 0),
        "rappel": "oui" if state.late else "",
        "appels": [_call(calls[call.number], cents) for call, cents in state.left],
    }


def _call(call: ContributionCall, left: int) -> Mapping[str, Value]:
    day = (
        _("à payer avant le %(day)s") % {"day": french.long_date(call.due_on)}
        if call.due_on
        else _("appel du %(day)s") % {"day": french.long_date(call.called_on)}
    )
    title = _("titre %(number)s") % {"number": call.title_number} if call.title_number else ""
    return {
        "jour": day,
        "titre": title,
        "montant": euros_words(call.cents),
        "reste": euros_words(left),
    }
