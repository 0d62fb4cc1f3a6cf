"""Where does a joint decision stand under its rule, and which answers does it refuse?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.majorities import ACQUIRED, IMPOSSIBLE, POSSIBLE, Outlook, Refusal, outlook
from maillage.core import french
from maillage.law.majority import LEAST_PARTIES, Ballot
from maillage.law.majority_rules import majority_rule
from maillage.law.silence import silence
from maillage.trade.governance.choices import DecisionRule, Silence, Standing, Vote

IN_FAVOUR = frozenset({Vote.ADOPTED, Vote.RESERVED})
MEASURES = {
    DecisionRule.QUALIFIED_EPCI: "population",
    DecisionRule.QUALIFIED_SYNDICATE: "population",
    DecisionRule.WEIGHTED_SEATS: "seats",
    DecisionRule.TWO_THIRDS: "seats",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The rule of a decision and what silence means in it; `months` is a delay agreed on."""

    rule: str
    least_agreements: int | None = None
    silence: str = ""
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Council:
    """One structure that must answer: its weight in the rule, its calendar and its vote.

    `text` is the fingerprint of the version on which it voted, empty when nobody said which.
    `is_epci` is an EPCI: the majority of its communes never counts it among them.
    `is_executory` says that its act, once voted, binds already, or that it takes none.
    """

    key: str
    name: str
    vote: str = ""
    voted_on: date | None = None
    sent_on: date | None = None
    session_on: date | None = None
    is_required: bool = False
    weight: int = 1
    population: int | None = None
    text: str = ""
    is_epci: bool = False
    is_executory: bool = True

    @property
    def is_in_favour(self) -> bool:
        """Whether its council agreed, with or without reservations."""
        return self.vote in IN_FAVOUR

    @property
    def is_settled(self) -> bool:
        """Whether its council agreed or refused; an adjournment settles nothing."""
        return self.vote in IN_FAVOUR or self.vote == Vote.REFUSED


@dataclass(frozen=True)
class Place:
    """Where the decision stands on a day.

    `outlook` is None when the rule cannot be applied: `lacking` are the councils whose population
    it counts and nobody gave, `unlisted` says that no structure of its list was named.
    """

    standing: Standing
    councils: Sequence[Council]
    outlook: Outlook | None
    tacit: frozenset[str]
    lacking: tuple[Council, ...] = ()
    unlisted: bool = False
    rule: str = ""
    until: date | None = None
    effect: str = "none"
    names: dict[str, str] = field(default_factory=dict)

    @property
    def reserved(self) -> list[Council]:
        """Those that adopted with reservations."""
        return [one for one in self.councils if one.vote == Vote.RESERVED]

    @property
    def texts(self) -> frozenset[str]:
        """The fingerprints of the texts that were adopted, with or without reservations."""
        return frozenset(one.text for one in self.councils if one.is_in_favour and one.text)

    @property
    def refused(self) -> list[Council]:
        return [one for one in self.councils if one.vote == Vote.REFUSED]

    @property
    def adopted(self) -> list[Council]:
        """Those that adopted without reservations, or whose silence is worth an agreement."""
        return [one for one in self.councils if self._adopts(one)]

    @property
    def signatories(self) -> list[Council]:
        """Those that adopted one text without reservations: of two texts, the better supported."""
        adopted = self.adopted
        texts = dict.fromkeys(one.text for one in adopted if one.text) or {"": None}
        groups = [[one for one in adopted if one.text in {text, ""}] for text in texts]
        return max(groups, key=lambda some: (sum(one.is_required for one in some), len(some)))

    @property
    def signable(self) -> bool:
        """Whether two structures at least, and all the indispensable ones, may sign one text."""
        signed, required = self.signatories, [one for one in self.councils if one.is_required]
        least = min(LEAST_PARTIES, len(self.councils))
        return len(signed) >= least and all(one in signed for one in required)

    @property
    def unsigned(self) -> list[Council]:
        """The indispensable structures that have not adopted yet."""
        required = [one for one in self.councils if one.is_required]
        return [one for one in required if not one.is_in_favour and not self._adopts(one)]

    def _adopts(self, council: Council) -> bool:
        if council.key in self.tacit:
            return self.effect == "agreement"
        return council.vote == Vote.ADOPTED

    @property
    def earliest(self) -> date | None:
        """The first day by which all may have answered, from the sessions known; None unknown."""
        waited = [one for one in self.councils if self.is_waited(one)]
        days = [one.session_on for one in waited if one.session_on]
        return max(days) if waited and len(days) == len(waited) else None

    def is_waited(self, council: Council) -> bool:
        """Whether this council has still to settle."""
        return not council.is_settled and council.key not in self.tacit


def last_day(terms: Terms, sent_on: date | None) -> date | None:
    """The last day to deliberate before silence speaks; None when it never does."""
    if sent_on is None or effect_of(terms) == "none":
        return None
    return silence(terms.silence, sent_on).figures.last_day_to_deliberate


def effect_of(terms: Terms) -> str:
    """What silence means under these terms: agreement, refusal or none.

    A convention cannot make the silence of a council a vote (CGCT L2121-29).
    """
    if terms.silence in {"", Silence.CONVENTION}:
        return "none"
    return silence(terms.silence).figures.effect_of_silence


def is_deemed(terms: Terms, council: Council, today: date) -> bool:
    """Whether the council's delay ran out before it settled: a late vote changes nothing."""
    last = last_day(terms, council.sent_on)
    if last is None or today <= last:
        return False
    return not council.is_settled or council.voted_on is None or council.voted_on > last


def place_of(terms: Terms, councils: Sequence[Council], today: date) -> Place:
    """Where the decision stands on this day."""
    deemed = frozenset(one.key for one in councils if is_deemed(terms, one, today))
    measure = MEASURES.get(DecisionRule(terms.rule))
    counted = [one for one in councils if not _stands_apart(terms, one)]
    lacking = tuple(one for one in counted if measure == "population" and not one.population)
    listed = any(one.is_required for one in councils) or bool(terms.least_agreements)
    unlisted = terms.rule == DecisionRule.REQUIRED and not listed
    result = None
    if counted and not lacking and not unlisted:
        result = _outlook(terms, councils, deemed)
    return Place(
        standing=_standing(terms, result, councils, deemed) if result else Standing.EARLY,
        councils=councils,
        outlook=result,
        tacit=deemed,
        lacking=lacking,
        unlisted=unlisted,
        rule=terms.rule,
        until=_next_silence(terms, councils, deemed),
        effect=effect_of(terms),
        names={one.key: one.name for one in councils},
    )


def _stands_apart(terms: Terms, council: Council) -> bool:
    """Whether its agreement is required beside the count, and never in it.

    The qualified majority is that of the communes (CGCT L5211-5 II, L5211-17): their EPCI decides
    for itself, and its population is theirs already.
    """
    return terms.rule == DecisionRule.QUALIFIED_EPCI and council.is_epci


def _outlook(terms: Terms, councils: Sequence[Council], deemed: frozenset[str]) -> Outlook:
    """Where the rule stands; a reservation counts as an agreement here, whatever the text."""
    apart = [one for one in councils if _stands_apart(terms, one)]
    counted = [one for one in councils if one not in apart]
    rule = majority_rule(
        terms.rule,
        effect_of_silence=effect_of(terms),
        required=[one.key for one in counted if one.is_required],
    ).figures
    least = _least_agreements(terms, len(counted))
    if least:
        rule = rule | {"alternatives": [{"count": {"at_least": least}}]}
    result = outlook(
        rule,
        [one.key for one in counted],
        {one.key: _answer(one, deemed) for one in counted},
        measures={
            "seats": {one.key: one.weight for one in counted},
            "population": {one.key: one.population or 0 for one in counted},
        },
    )
    answers = {one.key: _answer(one, deemed) for one in apart}
    return _with_apart(result, answers, effect_of(terms)) if apart else result


def _least_agreements(terms: Terms, count: int) -> int | None:
    """How many agreements the rule needs in all, when it does not say so itself.

    Asked alone, a structure makes the first signature of a convention that others may join.
    """
    if terms.rule == DecisionRule.EACH_FOR_ITSELF and count == 1:
        return 1
    return terms.least_agreements if terms.rule == DecisionRule.REQUIRED else None


def _with_apart(result: Outlook, answers: Mapping[str, str], silence_effect: str) -> Outlook:
    """The same once each of these must agree too, none of them being counted."""
    agreed = {"agreement", "silence"} if silence_effect == "agreement" else {"agreement"}
    pending = tuple(key for key, answer in answers.items() if answer == "pending")
    apart = tuple(Refusal(key, IMPOSSIBLE, None) for key, text in answers.items() if text in agreed)
    stopped = not agreed | {"pending"} >= set(answers.values())
    if stopped or result.status == IMPOSSIBLE:
        return replace(result, status=IMPOSSIBLE, fewest=None, sufficient=(), pending=())
    return replace(
        result,
        status=POSSIBLE if pending else result.status,
        pending=(*result.pending, *pending),
        fewest=(result.fewest or 0) + len(pending),
        sufficient=tuple((*one, *pending) for one in result.sufficient or ((),)),
        refusals=(*result.refusals, *apart, *(Refusal(key, IMPOSSIBLE, None) for key in pending)),
    )


def _answer(council: Council, deemed: frozenset[str]) -> str:
    if council.key in deemed:
        return "silence"
    if council.is_in_favour:
        return "agreement"
    return "refusal" if council.vote == Vote.REFUSED else "pending"


def _standing(
    terms: Terms, result: Outlook, councils: Sequence[Council], deemed: frozenset[str]
) -> Standing:
    if result.status == ACQUIRED and terms.rule == DecisionRule.EACH_FOR_ITSELF:
        return Standing.POSSIBLE if result.pending else _each_acquired(councils, deemed)
    if result.status == ACQUIRED:
        return _acquired(terms, councils, deemed)
    if result.status == IMPOSSIBLE:
        return Standing.IMPOSSIBLE
    started = any(one.vote or one.key in deemed for one in councils)
    return Standing.POSSIBLE if started else Standing.EARLY


def _each_acquired(councils: Sequence[Council], deemed: frozenset[str]) -> Standing:
    """Acquired once all answered, where none that agrees reserves anything or read another text."""
    agreed = [one for one in councils if one.is_in_favour and one.key not in deemed]
    if len({one.text for one in agreed if one.text}) > 1:
        return Standing.TEXTS
    is_reserved = any(one.vote == Vote.RESERVED for one in agreed)
    return Standing.RESERVED if is_reserved else Standing.ACQUIRED


def _acquired(terms: Terms, councils: Sequence[Council], deemed: frozenset[str]) -> Standing:
    """Acquired by councils that adopted one text without reservations; else what it still lacks."""
    texts = {one.text for one in councils if one.is_in_favour and one.text} or {""}

    def holds(text: str, votes: frozenset[str]) -> bool:
        same = [
            one
            if not one.is_in_favour or (one.vote in votes and one.text in {text, ""})
            else replace(one, vote="")
            for one in councils
        ]
        return _outlook(terms, same, deemed).status == ACQUIRED

    if any(holds(text, frozenset({Vote.ADOPTED})) for text in texts):
        return Standing.ACQUIRED
    return Standing.RESERVED if any(holds(text, IN_FAVOUR) for text in texts) else Standing.TEXTS


def _next_silence(terms: Terms, councils: Sequence[Council], deemed: frozenset[str]) -> date | None:
    """The first day on which another silence will speak."""
    waited = [one for one in councils if not one.is_settled and one.key not in deemed]
    days = [last for one in waited if (last := last_day(terms, one.sent_on))]
    return min(days) + timedelta(days=1) if days else None


def reserves_fault(vote: str, reserves: str) -> str:
    """Why a vote with reservations is not whole; nothing when their words are there."""
    if vote != Vote.RESERVED or reserves:
        return ""
    return _("Écrivez la réserve : c’est elle qu’il faudra lever.")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many voices of a council were for, against and abstained; None when nobody said."""

    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None

    @property
    def vote(self) -> str:
        """The vote that they make; nothing for a tie, which its president settles."""
        if self.votes_for is None or self.votes_for == (self.votes_against or 0):
            return ""
        ballot = Ballot(self.votes_for, self.votes_against or 0, self.abstentions or 0)
        return Vote.ADOPTED.value if ballot.agrees else Vote.REFUSED.value


def counts_fault(vote: str, counts: Counts) -> str:
    """Why these voices cannot have made this vote; nothing when they can, or nobody counted."""
    counted = counts.vote
    if not counted or vote == Vote.DEFERRED or (counted == Vote.ADOPTED) == (vote in IN_FAVOUR):
        return ""
    return _("Ces voix disent l’inverse du vote : corrigez l’un ou l’autre.")


def counts_words(counts: Counts) -> str:
    """« 12 pour, 2 contre, 1 abstention »; nothing when nobody counted."""
    lines = (
        (counts.votes_for, _("%(n)s pour") % {"n": counts.votes_for}),
        (counts.votes_against, _("%(n)s contre") % {"n": counts.votes_against}),
        (
            counts.abstentions,
            ngettext("%(n)s abstention", "%(n)s abstentions", counts.abstentions or 0)
            % {"n": counts.abstentions},
        ),
    )
    return ", ".join(words for number, words in lines if number is not None)


def sent_fault(voted_on: date | None, sent_on: date | None) -> str:
    """Why a council cannot have voted that day a text sent on another; nothing when it can."""
    if voted_on is None or sent_on is None or voted_on >= sent_on:
        return ""
    why = _("Le conseil précède l’envoi du texte, le %(day)s : corrigez l’une des dates.")
    return why % {"day": french.long_date(sent_on)}


def is_younger(dated_on: date | None, voted_on: date | None) -> bool:
    """Whether a version of the text is dated after the vote that is said to be on it."""
    return dated_on is not None and voted_on is not None and dated_on > voted_on


def act_day_fault(on: date | None, voted_on: date | None) -> str:
    """Why an act cannot be transmitted or published that day; nothing when it can."""
    if on is None or voted_on is None or on >= voted_on:
        return ""
    return _("Cette date précède le vote : corrigez-la.")


def changed_by_refusal(place: Place) -> dict[str, list[str]]:
    """The names of those whose refusal would stop everything, and of those for whom it would not.

    Under "stops" and "goes_on"; who has refused already is in neither.
    """
    names_by_effect: dict[str, list[str]] = {"stops": [], "goes_on": []}
    for refusal in place.outlook.refusals if place.outlook else ():
        text = "stops" if refusal.status == IMPOSSIBLE else "goes_on"
        names_by_effect[text].append(place.names[refusal.member])
    return names_by_effect
