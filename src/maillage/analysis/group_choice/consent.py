"""Does anyone still object, and for what reason? Consent, round after round."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Objection:
    """A reasoned objection to the text of one round; `lifted` when its author withdrew it."""

    structure: str
    reason: str
    proposal: str = ""
    lifted: bool = False


@dataclass(frozen=True)
class ConsentRound:
    """One round: the text put to it, who spoke, and who objected."""

    text: str
    consulted: Sequence[str]
    objections: Sequence[Objection] = ()


@dataclass(frozen=True)
class Consent:
    """Where consent stands after the last round.

    `state`: `not_started`, `open` (some were not heard), `objected` or `reached`. `standing` are
    the objections to the last text, `silent` the structures that it has not been put to, `met`
    the objections of earlier rounds whose authors no longer object.
    """

    state: str
    text: str
    standing: tuple[Objection, ...]
    silent: tuple[str, ...]
    met: tuple[Objection, ...]


def consent(structures: Sequence[str], rounds: Sequence[ConsentRound]) -> Consent:
    """What the last round says: consent is reached when all were heard and nobody objects.

    No votes are counted: one reasoned objection is enough to take the text up again.

    En clair : « Le texte passe quand plus personne n’a d’objection motivée. »

    >>> first = ConsentRound("Piste A", ["Nort", "Blain"], [Objection("Blain", "coût")])
    >>> consent(["Nort", "Blain"], [first]).state
    'objected'
    >>> consent(["Nort", "Blain"], [first, ConsentRound("Piste B", ["Nort", "Blain"])]).state
    'reached'
    >>> consent(["Nort"], []).state, consent([], [ConsentRound("Piste", [])]).state
    ('not_started', 'reached')

    Raises ValueError for a structure that takes no part, and an objection without a reason.

    Reference: G. Endenburg, *Sociocracy: the organization of decision-making*, 1998.
    """
    for place, consent_round in enumerate(rounds, start=1):
        _check(structures, consent_round, place)
    if not rounds:
        return Consent("not_started", "", (), tuple(structures), ())
    last = rounds[-1]
    standing = tuple(objection for objection in last.objections if not objection.lifted)
    objecting = {objection.structure for objection in standing}
    names = {*last.consulted, *(objection.structure for objection in last.objections)}
    silent = tuple(name for name in structures if name not in names)
    not_met = objecting.union(silent)
    raised = [objection for current_round in rounds for objection in current_round.objections]
    return Consent(
        state="objected" if standing else "open" if silent else "reached",
        text=last.text,
        standing=standing,
        silent=silent,
        met=tuple(one for one in raised if one.structure not in not_met),
    )


def _check(structures: Sequence[str], consent_round: ConsentRound, place: int) -> None:
    speakers = [
        *consent_round.consulted,
        *(objection.structure for objection in consent_round.objections),
    ]
    if strangers := [name for name in speakers if name not in structures]:
        raise ValueError(f"Tour {place} : « {strangers[0]} » ne prend pas part à la décision.")
    if bare := [one.structure for one in consent_round.objections if not one.reason.strip()]:
        raise ValueError(f"Tour {place}, {bare[0]} : une objection se motive, indiquez la raison.")
