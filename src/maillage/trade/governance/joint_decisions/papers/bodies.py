"""Which body takes the deliberation, under which name, and from which département?"""

import re

from django.utils import timezone

from maillage.core.folded import fold
from maillage.core.french import of_body
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.law.clear_days import clear_days
from maillage.law.legal_body import LegalBody
from maillage.law.organs import Organ, organs
from maillage.trade.governance.choices import CouncilKind
from maillage.trade.governance.joint_decisions.council_kinds import council_of
from maillage.trade.governance.joint_decisions.models import Deliberation

CAF = re.compile(r"\bcaf\b|\ballocations familiales\b")
INITIALS = {
    "CC": "Communauté de communes",
    "CA": "Communauté d’agglomération",
    "CU": "Communauté urbaine",
    "CAF": "Caisse d’allocations familiales",
    "MSA": "Mutualité sociale agricole",
}
COMMON_NAMES = ("Commune ", *(f"{name} " for name in INITIALS.values()))
# Names that a département or a région bears for its council.
COUNCIL = re.compile(r"^conseil (?:départemental|régional) ", re.IGNORECASE)
TERRITORIAL = {CouncilKind.DEPARTEMENT, CouncilKind.REGION}
POSTCODE = re.compile(r"^[ ]*(\d{5})\b", re.MULTILINE)
MSA = re.compile(r"\bmsa\b|\bmutualite sociale agricole\b")


def organ_of(deliberation: Deliberation) -> Organ:
    """The organ of the council asked; a Caf, an MSA and a chamber are recognised by their name."""
    word = str(council_of(deliberation))
    organisation = deliberation.organisation
    if word == CouncilKind.OTHER and organisation.kind == OrganisationKind.SOCIAL:
        word = "caf" if is_caf(organisation) else "msa" if _is_msa(organisation) else word
    elif organisation.kind == OrganisationKind.CHAMBER or word == CouncilKind.CHAMBER:
        is_farming = "agriculture" in _words(organisation)
        word = "chamber_of_agriculture" if is_farming else str(CouncilKind.CHAMBER)
    return organs()[word]


def is_caf(organisation: Organisation) -> bool:
    """Whether the structure is a Caf."""
    is_social = organisation.kind == OrganisationKind.SOCIAL
    return is_social and bool(CAF.search(_words(organisation)))


def _is_msa(organisation: Organisation) -> bool:
    return bool(MSA.search(_words(organisation)))


def has_note(deliberation: Deliberation) -> bool:
    """Whether an explanatory note goes with the convocation of this council."""
    body = LegalBody(deliberation.council, population=deliberation.population)
    return clear_days(timezone.localdate(), body).figures.note_required


def in_full(name: str) -> str:
    """The name with its kind of body written out: « Communauté de communes du Val »."""
    first, blank, rest = name.partition(" ")
    return f"{INITIALS.get(first.upper(), first)}{blank}{rest}"


def full_name(organisation: Organisation) -> str:
    """The name of the body at the head of its acts: a commune says that it is one."""
    first = fold(organisation.name).partition(" ")[0]
    if organisation.kind != OrganisationKind.COMMUNE or first in {"commune", "ville", "mairie"}:
        return in_full(organisation.name)
    return f"Commune {of_body(organisation.name)}"


def name_in_sentence(organisation: Organisation) -> str:
    """The name of the body inside a sentence: « commune d’Aubry », « communauté de communes »."""
    return in_sentence(full_name(organisation))


def in_sentence(name: str) -> str:
    """The name in full inside a sentence, which a kind of body written out does not capitalise."""
    own = in_full(name)
    return own[:1].lower() + own[1:] if own.startswith(COMMON_NAMES) else own


def of_council(organisation: Organisation) -> str:
    """Of whom the council is: « d’Aubry », « des Hautes-Ouzes », « de la CC du Val »."""
    name = COUNCIL.sub("", full_name(organisation))
    first, _blank, rest = name.partition(" ")
    if rest and fold(first) == organisation.kind:
        return rest
    return name if name != full_name(organisation) else of_body(in_sentence(organisation.name))


def presided(organ: Organ) -> str:
    """What the president of the organ presides, where it is not the body: « du conseil … »."""
    return organ.of_words if organ.is_presided else ""


def office_lines(one: Deliberation, title: str) -> list[str]:
    """The function with what it is of, as an address says it, the body under it if need be.

    « Maire de Valmorin », « Présidente du conseil départemental des Hautes-Ouzes ».
    """
    organ, organisation = organ_of(one), one.organisation
    if organ.executive == "mayor":
        return [f"{title} {of_council(organisation)}"]
    if not organ.is_presided:
        return [f"{title} {of_body(name_in_sentence(organisation))}"]
    if council_of(one) in TERRITORIAL:
        return [f"{title} {organ.of_words}", of_council(organisation)]
    return [f"{title} {organ.of_words}", full_name(organisation)]


def departement_code(organisation: Organisation) -> str:
    """The code of the département of its seat, of its territory else of its address; or nothing."""
    territory = organisation.territory
    codes = re.findall(r"\w+", territory.departements) if territory else []
    return codes[0] if codes else _code_of_address(organisation.address)


def _code_of_address(address: str) -> str:
    """The département of the last postcode; Corsica, of which a postcode says no département."""
    codes: list[str] = POSTCODE.findall(address)
    if not codes or codes[-1].startswith("20"):
        return ""
    return codes[-1][:3] if codes[-1].startswith("97") else codes[-1][:2]


def epci_form(organisation: Organisation) -> str:
    """The form of an EPCI, as its territory or its name says it: CC, CA; or nothing."""
    if organisation.territory and organisation.territory.type:
        return organisation.territory.type
    if organisation.kind != OrganisationKind.EPCI:
        return ""
    words = fold(in_full(organisation.name))
    return "CA" if "agglomeration" in words else "CC" if "communaute de communes" in words else ""


def _words(organisation: Organisation) -> str:
    return f"{fold(organisation.name)} {fold(organisation.short_name)}"
