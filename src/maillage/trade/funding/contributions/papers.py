"""The letter that calls a contribution, or recalls what is left of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import (
    Field,
    IncompletePaperError,
    Paper,
    Together,
    Value,
)
from maillage.trade.funding import permissions
from maillage.trade.funding.contributions import queries
from maillage.trade.funding.contributions.models import Contribution, ContributionCall
from maillage.trade.funding.contributions.readings import Standing
from maillage.trade.funding.contributions.words import years_words

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
            has_words=_is_owed,
            together=Together(
                "contributions",
                _("Lettres de rappel"),
                lambda _access, _number: (),
                gather=_overdue,
            ),
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
        Field("annee", _("L’année, ou chaque année en retard"), "2026"),
        Field("au_titre", _("La contribution, ou les contributions"), _("de la contribution 2026")),
        Field("origine", _("D’où vient la somme"), _("D’où vient la somme : convention.")),
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
        Field(
            "totaux",
            _("Le total, quand plusieurs appels ne sont pas réglés"),
            [{"montant": "8 520 €", "reste": "5 680 €"}],
            (
                Field("montant", _("Le montant de ces appels"), "8 520 €"),
                Field("reste", _("Ce qui en reste"), "5 680 €"),
            ),
        ),
    )


def _is_owed(access: Access, number: int) -> bool:
    """Whether something of this contribution is called and did not come: the letter says it."""
    one = queries.one_contribution(access, number)
    return bool(one and queries.standing_of(one, None, timezone.localdate()).left)


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
    rows = [(one, state)]
    if state.late:
        every = queries.late_of_all_years(access, timezone.localdate(), one.organisation_id)
        rows = every[0]
    return _letter(one, rows)


def _overdue(access: Access, number: int) -> list[dict[str, Value]]:
    """What the letter of each structure that is late says; the number is the cooperation's."""
    if number != access.cooperation_id or not permissions.can_edit_funding(access):
        return []
    every = queries.late_of_all_years(access, timezone.localdate())
    return [_letter(rows[-1][0], rows) for rows in every]


def _letter(one: Contribution, rows: Sequence[tuple[Contribution, Standing]]) -> dict[str, Value]:
    """The letter of these contributions of one structure: all that are overdue, or one call."""
    is_late = any(state.late for _each, state in rows)
    years = sorted({each.year for each, _state in rows})
    listed, count = years_words(years), len(years)
    what = ngettext("Contribution %(years)s", "Contributions %(years)s", count)
    subject = f"{what % {'years': listed}}, {_('rappel') if is_late else _('appel')}"
    of = ngettext("de la contribution %(years)s", "des contributions %(years)s", count)
    received = sum(state.received or 0 for _each, state in rows)
    grounds = list(dict.fromkeys(each.ground for each, _state in rows if each.ground))
    calls = [
        (call, cents)
        for each, state in rows
        for number, cents in _left(state)
        for call in each.calls_read
        if call.pk == number
    ]
    return {
        "titre": f"{subject}, {one.organisation}",
        "objet": subject,
        "destinataire": str(one.organisation),
        "adresse_destinataire": one.organisation.address.replace("\r\n", "\n"),
        "de_structure": french.of_body(one.organisation),
        "annee": listed,
        "au_titre": of % {"years": listed},
        "origine": _("D’où vient la somme : %(grounds)s.") % {"grounds": " ; ".join(grounds)}
        if grounds
        else "",
        "recu": euros_words(received) if received else "",
        "reste": euros_words(sum(state.rest or 0 for _each, state in rows)),
        "rappel": "oui" if is_late else "",
        **_calls(sorted(calls, key=lambda pair: pair[0].called_on)),
    }


def _calls(calls: Sequence[tuple[ContributionCall, int]]) -> dict[str, Value]:
    """Each call, then their total where there are several."""
    total = {
        "montant": euros_words(sum(call.cents for call, _left in calls)),
        "reste": euros_words(sum(left for _call, left in calls)),
    }
    return {
        "appels": [_call(call, left) for call, left in calls],
        "totaux": [total] if len(calls) > 1 else [],
    }


def _left(state: Standing) -> list[tuple[int, int]]:
    """The number of each call that is not all paid, and its rest."""
    return [(call.number, cents) for call, cents in state.left]


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
