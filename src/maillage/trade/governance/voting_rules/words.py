"""How is the power of each voter said, and why is it what it is?"""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import listed
from maillage.trade.governance.choices import DecisionRule
from maillage.trade.governance.voting_rules.rules import BlockingRead, BodyPower, Outcome, Weighing

CLOSE = Fraction(2, 100)
COUNTED = 20


def percent(share: Fraction | None) -> str:
    """A share as a page writes it: 33,3 %; a dash when it is not known."""
    if share is None:
        return "–"
    return f"{french.number(round(float(share * 100), 1))}{french.NBSP}%"


def rule_sentence(rule: str, body_power: BodyPower, *, tried: bool) -> str:
    """What must be reached for the body to decide."""
    if body_power.is_double:
        return _("La règle compte les structures et la population, pas les voix.")
    needed = {"quota": french.number(body_power.quota), "total": french.number(body_power.total)}
    if tried:
        return _("Majorité essayée : %(quota)s voix sur %(total)s.") % needed
    if rule in (DecisionRule.CONSENSUS, DecisionRule.UNANIMITY, DecisionRule.SIMPLE_MAJORITY):
        return (
            _("La règle demande l’accord de toutes les structures : %(total)s voix sur %(total)s.")
            % needed
        )
    if rule == DecisionRule.TWO_THIRDS:
        return _("La règle demande deux tiers des voix : %(quota)s sur %(total)s.") % needed
    if rule == DecisionRule.WEIGHTED_SEATS:
        return _("La règle demande plus de la moitié des voix : %(quota)s sur %(total)s.") % needed
    return _unread(rule, body_power) % needed


def _unread(rule: str, body_power: BodyPower) -> str:
    """Why the power is read at more than half of the votes, though the rule does not say so."""
    if not rule:
        return _("La règle n’est pas fixée : lecture à plus de la moitié, %(quota)s sur %(total)s.")
    if rule == DecisionRule.EACH_FOR_ITSELF:
        return _(
            "Chaque structure décide pour elle-même, jamais pour les autres : lecture à plus de "
            "la moitié des voix, %(quota)s sur %(total)s."
        )
    if body_power.lacking and rule != DecisionRule.REQUIRED:
        return _(
            "La règle compte les populations, qui ne sont pas toutes connues : en attendant, "
            "lecture à plus de la moitié des voix, %(quota)s sur %(total)s."
        )
    return _(
        "La règle nomme des structures indispensables, décision par décision : lecture à plus "
        "de la moitié des voix, %(quota)s sur %(total)s."
    )


def decides_alone(body_power: BodyPower) -> Weighing | None:
    """The one whose votes suffice, whatever all the others vote; None when there is none."""
    lines = body_power.lines
    return next((line for line in lines if line.power == 1), None) if len(lines) > 1 else None


def power_sentence(body_power: BodyPower, *, by_college: bool = False) -> str:
    """What strikes most: who decides alone, who never does, who weighs beyond its votes."""
    lines = body_power.lines
    if not any(line.swings for line in lines):
        return _("Cette majorité ne peut pas être atteinte.")
    alone = decides_alone(body_power)
    if alone is not None and by_college:
        return _("Le collège « %(name)s » peut décider seul.") % _name_values(alone)
    if alone is not None:
        return _("Les voix %(of)s suffisent : celles des autres ne changent jamais rien.") % {
            "of": french.of_body(alone.voter.name)
        }
    idle = [line.voter for line in lines if line.votes and not line.swings]
    if idle:
        return ngettext(
            "%(names)s ne fait jamais la différence, malgré %(voices)s.",
            "%(names)s ne font jamais la différence, malgré leurs voix.",
            len(idle),
        ) % {"names": _bodies([one.name for one in idle]), "voices": _own_voices(idle[0].votes)}
    return _far(lines, by_college=by_college)


def _far(lines: Sequence[Weighing], *, by_college: bool) -> str:
    far = max(lines, key=lambda line: abs(line.power - line.votes))
    if abs(far.power - far.votes) <= CLOSE and by_college:
        return _("Chacun des collèges pèse à peu près ce que disent ses voix.")
    if abs(far.power - far.votes) <= CLOSE:
        return _("Chaque structure pèse à peu près ce que disent ses voix.")
    return _("Avec %(votes)s des voix, %(name)s a %(power)s du pouvoir.") % {
        "votes": percent(far.votes),
        "power": percent(far.power),
        "name": far.voter.name if by_college else french.with_article(far.voter.name),
    }


def _bodies(names: Sequence[str]) -> str:
    """Structures at the head of a sentence, each with its article."""
    return french.capital(listed([french.with_article(name) for name in names]))


def _own_voices(votes: int) -> str:
    return ngettext("sa voix", "ses %(n)s voix", votes) % {"n": french.in_words(votes)}


def why(line: Weighing, body_power: BodyPower) -> list[str]:
    """Why the figures of one voter are what they are, in a sentence each."""
    if not line.swings:
        return [_("Quelles que soient les réponses des autres, la sienne ne change rien.")]
    parts = [
        _alliances(line, body_power),
        _(
            "Si les autres répondaient chacune à pile ou face, sa voix déciderait "
            "%(share)s du temps."
        )
        % {"share": percent(line.decides)},
    ]
    if line.arrives is not None:
        parts.append(
            _(
                "Ordre d’arrivée : si toutes se ralliaient l’une après l’autre, dans un ordre tiré "
                "au hasard, c’est elle qui ferait la décision dans %(share)s des cas."
            )
            % {"share": percent(line.arrives)}
        )
    return parts


def _alliances(line: Weighing, body_power: BodyPower) -> str:
    """Where the share of power comes from; in counts as long as a reader may check them."""
    if len(body_power.lines) > COUNTED:
        return _(
            "Pouvoir : sur cent alliances qui n’atteignent la majorité que par l’une d’elles, "
            "c’est celle-ci %(share)s fois."
        ) % {"share": percent(line.power).removesuffix(f"{french.NBSP}%")}
    return _(
        "Pouvoir : parmi les %(all)s alliances possibles des autres, %(n)s n’atteignent la "
        "majorité qu’avec elle. Toutes en comptent ensemble %(sum)s ; sa part est %(share)s."
    ) % {
        "all": french.number(2 ** (len(body_power.lines) - 1)),
        "n": french.number(line.swings),
        "sum": french.number(sum(one.swings for one in body_power.lines)),
        "share": percent(line.power),
    }


def _name_values(line: Weighing) -> dict[str, str]:
    return {"name": line.voter.name}


def blocking_sentence(read: BlockingRead) -> str:
    """Whether those who are against can stop the decision, alone, together or with the silent."""
    match read.outcome:
        case Outcome.OUT_OF_REACH:
            return _("Cette majorité ne peut pas être atteinte : rien à bloquer.")
        case Outcome.UNKNOWN:
            return _("Aucune position connue sur ce sujet : on ne sait pas qui bloquerait.")
        case Outcome.BLOCKED:
            return _against_block(read)
        case Outcome.CARRIED:
            return _("Les voix pour suffisent : personne ne peut bloquer si elles tiennent.")
    return _not_yet(read)


def _against_block(read: BlockingRead) -> str:
    alone = [place for place in read.blocking.alone if place in read.against]
    if alone:
        return ngettext(
            "%(names)s est contre, et suffit à bloquer.",
            "%(names)s sont contre, et un seul de ces refus suffit à bloquer.",
            len(alone),
        ) % {"names": french.capital(_voters(read, alone))}
    return _(
        "%(names)s peuvent bloquer ensemble, et sont contre : %(votes)s voix, il en suffit de "
        "%(missing)s."
    ) % {"names": french.capital(_voters(read, read.against)), **_votes(read)}


def _not_yet(read: BlockingRead) -> str:
    """Those against do not suffice: what the silent, or the neutral, could change."""
    if not read.against:
        head = _("Aucune n’est connue contre")
    else:
        head = ngettext(
            "%(names)s est contre, sans pouvoir bloquer : %(votes)s voix sur les %(missing)s "
            "qu’il faudrait",
            "%(names)s sont contre, sans pouvoir bloquer : %(votes)s voix sur les %(missing)s "
            "qu’il faudrait",
            len(read.against),
        ) % {"names": french.capital(_voters(read, read.against)), **_votes(read)}
    if read.outcome is Outcome.OPEN:
        rest = ngettext(
            "le silence %(names)s laisse le blocage possible",
            "les silences %(names)s laissent le blocage possible",
            len(read.silent),
        ) % {"names": listed([french.of_body(read.voters[one].name) for one in read.silent])}
    else:
        rest = _("pour bloquer, il faudrait que des neutres ou des favorables refusent")
    return f"{head} ; {rest}."


def _votes(read: BlockingRead) -> dict[str, str]:
    return {
        "votes": french.number(read.votes(read.against)),
        "missing": french.number(read.blocking.missing),
    }


def _voters(read: BlockingRead, places: Sequence[int]) -> str:
    return listed([french.with_article(read.voters[place].name) for place in places])


def group_words(read: BlockingRead, group: Sequence[int]) -> str:
    """A smallest group that can block, its votes, and where each of it stands."""
    parts = [f"{read.voters[place].name} ({_stance(read, place)})" for place in group]
    count = read.votes(group)
    votes = ngettext("%(n)s voix", "%(n)s voix", count) % {"n": french.number(count)}
    return f"{listed(parts)}, {votes}"


def _stance(read: BlockingRead, place: int) -> str:
    value = read.stances[place]
    if value is None:
        return _("rien d’entendu")
    if not value:
        return _("neutre")
    return _("pour") if value > 0 else _("contre")
