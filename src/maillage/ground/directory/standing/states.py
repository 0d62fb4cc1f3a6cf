"""Where do the missions about structures and people stand?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.records.words import place_structures
from maillage.ground.directory.standing.facts import DirectoryFacts, MemberFacts, directory_facts

MOST_NAMED = 3


@dataclass(frozen=True)
class PlacedFacts:
    """The facts, and the pages that show them."""

    facts: DirectoryFacts
    organisations_url: str
    members_url: str
    people_url: str
    calls_url: str

    @property
    def members(self) -> tuple[MemberFacts, ...]:
        return self.facts.members


def load(moment: Moment) -> PlacedFacts:
    """The facts of one cooperation, in three queries."""
    return PlacedFacts(
        directory_facts(moment.cooperation_id),
        reverse("directory:organisations", args=[moment.slug]),
        reverse("directory:members", args=[moment.slug]),
        reverse("directory:people", args=[moment.slug]),
        reverse("directory:who_to_call", args=[moment.slug]),
    )


def most(part: int, whole: int) -> bool:
    """Whether the part is more than half of the whole."""
    return 2 * part > whole


def _no_member(placed: PlacedFacts) -> State:
    return State(
        Level.TODO,
        _("Aucune structure n’est encore membre."),
        next_step=place_structures(),
        next_url=placed.members_url,
    )


def _few_names(members: Iterable[MemberFacts]) -> str:
    """The names of a few of these members, and how many others there are."""
    names = [member.name for member in members]
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    others = len(names) - MOST_NAMED
    more = ngettext("et une autre", "et %(n)s autres", others) % {"n": french.number(others)}
    return f"{', '.join(names[:MOST_NAMED])} {more}"


def multi_partner(placed: PlacedFacts) -> State:
    """In place when signatories, associates and funders are all placed."""
    if not placed.members:
        return _no_member(placed)
    kinds = {member.kind for member in placed.members}
    if MemberKind.FULL_FUNDER in kinds:
        kinds |= {MemberKind.FULL, MemberKind.FUNDER}
    wanted = (MemberKind.FULL, MemberKind.ASSOCIATE, MemberKind.FUNDER)
    missing = [str(kind.label) for kind in wanted if kind not in kinds]
    count = len(placed.members)
    reason = ngettext("%(n)s structure est placée.", "%(n)s structures sont placées.", count) % {
        "n": french.number(count)
    }
    if not missing:
        return State(Level.DONE, reason, (Evidence(_("Membres"), placed.members_url),))
    return State(
        Level.DOING,
        _("%(reason)s Il manque : %(missing)s.")
        % {"reason": reason, "missing": ", ".join(missing)},
        (Evidence(_("Membres"), placed.members_url),),
        next_step=_("Dire qui s’associe et qui finance."),
        next_url=placed.members_url,
    )


def skills(placed: PlacedFacts) -> State:
    """In place when most people, and somebody in each member, say what they know how to do."""
    if not placed.members:
        return _no_member(placed)
    facts, evidence = placed.facts, (Evidence(_("Personnes"), placed.people_url),)
    if not facts.skilled:
        return State(
            Level.TODO,
            _("Aucun savoir-faire n’est renseigné."),
            next_step=_("Demander à trois personnes ce qu’elles savent faire."),
            next_url=placed.people_url,
        )
    sentence = _("%(skilled)s personnes sur %(people)s disent leur savoir-faire") % {
        "skilled": french.number(facts.skilled),
        "people": french.number(facts.people),
    }
    gaps = [member for member in placed.members if not member.has_skills]
    if gaps:
        return State(
            Level.DOING,
            _("%(said)s ; rien n’est connu pour %(names)s.")
            % {"said": sentence, "names": _few_names(gaps)},
            evidence,
            next_step=_("Demander dans ces structures ce que chacun sait faire."),
            next_url=placed.people_url,
        )
    if not most(facts.skilled, facts.people):
        return State(
            Level.DOING,
            _("%(said)s : c’est moins de la moitié.") % {"said": sentence},
            evidence,
            next_step=_("Compléter les savoir-faire."),
            next_url=placed.people_url,
        )
    return State(
        Level.DONE, _("%(said)s, dans chaque structure membre.") % {"said": sentence}, evidence
    )


def mutual_knowledge(placed: PlacedFacts) -> State:
    """Under way at best: no tool reads yet which structures never meet."""
    if not placed.members:
        return _no_member(placed)
    evidence = (Evidence(_("Qui appeler"), placed.calls_url),)
    silent = [member for member in placed.members if not member.has_calls]
    if len(silent) == len(placed.members):
        return State(
            Level.TODO,
            _("Aucune structure membre ne dit encore qui appeler, ni pour quoi."),
            evidence,
            next_step=_("Écrire, sur un mandat par structure, les sujets pour lesquels appeler."),
            next_url=placed.people_url,
        )
    if silent:
        return State(
            Level.DOING,
            _("On ne sait pas encore qui appeler dans %(names)s.") % {"names": _few_names(silent)},
            evidence,
            next_step=_("Y écrire un sujet sur un mandat."),
            next_url=placed.people_url,
        )
    return State(
        Level.DOING,
        _(
            "On sait qui appeler dans chaque structure membre. Aucun outil ne dit encore "
            "lesquelles s’ignorent : déclarez la mission en place quand elles se parlent."
        ),
        evidence,
    )
