"""Which body takes the deliberation, by which articles, and before which court is it challenged?"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maillage.core.folded import fold
from maillage.core.french import of_body
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import CouncilKind
from maillage.trade.governance.joint_decisions.council_kinds import council_of
from maillage.trade.governance.joint_decisions.models import Deliberation

COUNCILS = Path(__file__).with_name("councils.toml")
COURTS = Path(__file__).with_name("courts.toml")
CAF = re.compile(r"\bcaf\b|\ballocations familiales\b")
MSA = re.compile(r"\bmsa\b|\bmutualite sociale agricole\b")
WITH_NOTE = {CouncilKind.EPCI, CouncilKind.COMMUNE_SYNDICATE, CouncilKind.CLOSED_SYNDICATE}
NOTE_FROM = 3_500
CODE = "CGCT"


@dataclass(frozen=True)
class DeliberatingBody:
    """A kind of body, as the file of councils describes it."""

    organ: str
    executive: str
    beside: str
    quorum: str
    code: str = ""
    articles: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    papers: tuple[str, ...] = ()
    executory: str = ""
    funds: str = ""
    has_reports: bool = False
    seats_communes: bool = False
    copies: str = ""

    @property
    def has_acts(self) -> bool:
        """Whether its deliberations are transmitted, published and challenged as public acts."""
        return bool(self.executory)

    @property
    def has_legal_quorum(self) -> bool:
        """Whether a code asks for more than half of the members in office."""
        return self.quorum.startswith(CODE)

    @property
    def plain_organ(self) -> str:
        """Its organ without the article."""
        return re.sub(r"^(?:l[ea] |l’)", "", self.organ)

    @property
    def short_organ(self) -> str:
        """Its organ in a word, without the article: "conseil", "comité", "session"."""
        return self.plain_organ.partition(" ")[0]

    @property
    def short_organ_with_article(self) -> str:
        """Its organ in a word: "le conseil", "le comité", "la session"."""
        return self.organ.removesuffix(self.plain_organ) + self.short_organ

    @property
    def is_feminine(self) -> bool:
        """Whether what is said of its organ agrees so: "la session, réunie"."""
        return not self.organ.startswith("le ")


def own_source(body: DeliberatingBody, source: str) -> str:
    """The source without what is the law of another kind of body alone."""
    every = {one for other in deliberating_bodies().values() for one in other.articles}
    foreign = every - set(body.articles)
    parts = source.split(" ; ")
    return " ; ".join(one for one in parts if one.removeprefix(f"{CODE} ") not in foreign)


@dataclass(frozen=True)
class Visas:
    """What the drafts of a CTG cite beside the articles of the body."""

    visas: tuple[str, ...]
    social: str
    early_childhood: str
    amended: str
    decided: str


@cache
def deliberating_bodies() -> dict[str, DeliberatingBody]:
    """The kinds of bodies by their word."""
    values = tomllib.loads(COUNCILS.read_text(encoding="utf-8"))
    return {
        word: DeliberatingBody(
            organ=one["organ"],
            executive=one["executive"],
            beside=one["beside"],
            quorum=one["quorum"],
            code=values["codes"].get(one.get("code", ""), ""),
            articles=tuple(one.get("articles", ())),
            forms=tuple(one.get("forms", {}).items()),
            papers=tuple(one.get("papers", ())),
            executory=one.get("executory", ""),
            funds=one.get("funds", ""),
            has_reports=one.get("reports", False),
            seats_communes=one.get("seats_communes", False),
            copies=one.get("copies", ""),
        )
        for word, one in values.items()
        if word not in {"codes", "ctg"}
    }


@cache
def ctg_visas() -> Visas:
    """What is cited when the cooperation is a CTG."""
    one = tomllib.loads(COUNCILS.read_text(encoding="utf-8"))["ctg"]
    return Visas(**{**one, "visas": tuple(one["visas"])})


def body_of(deliberation: Deliberation) -> DeliberatingBody:
    """The kind of body whose council is asked; a Caf and an MSA are known by their name."""
    word = str(council_of(deliberation))
    organisation = deliberation.organisation
    if word == CouncilKind.OTHER and organisation.kind == OrganisationKind.SOCIAL:
        word = "caf" if is_caf(organisation) else "msa" if _is_msa(organisation) else word
    elif organisation.kind == OrganisationKind.CHAMBER or word == CouncilKind.CHAMBER:
        is_farming = "agriculture" in _words(organisation)
        word = "chamber_of_agriculture" if is_farming else str(CouncilKind.CHAMBER)
    return deliberating_bodies()[word]


def is_caf(organisation: Organisation) -> bool:
    """Whether the structure is a Caf."""
    is_social = organisation.kind == OrganisationKind.SOCIAL
    return is_social and bool(CAF.search(_words(organisation)))


def _is_msa(organisation: Organisation) -> bool:
    return bool(MSA.search(_words(organisation)))


def has_note(deliberation: Deliberation) -> bool:
    """Whether an explanatory note goes with the convocation (CGCT L2121-12, L5211-1)."""
    if deliberation.council == CouncilKind.COMMUNE:
        return deliberation.population is None or deliberation.population >= NOTE_FROM
    return deliberation.council in WITH_NOTE


def full_name(organisation: Organisation) -> str:
    """The name of the body at the head of its acts: a commune says that it is one."""
    first = fold(organisation.name).partition(" ")[0]
    if organisation.kind != OrganisationKind.COMMUNE or first in {"commune", "ville", "mairie"}:
        return organisation.name
    return f"Commune {of_body(organisation.name)}"


def name_in_sentence(organisation: Organisation) -> str:
    """The name of the body inside a sentence: « commune d’Aubry », « CC du Val »."""
    own = full_name(organisation)
    is_commune = organisation.kind == OrganisationKind.COMMUNE
    return own[:1].lower() + own[1:] if is_commune and own.startswith("Commune ") else own


def of_council(organisation: Organisation) -> str:
    """Of whom the council is: « d’Aubry », « des Hautes-Ouzes », « de la CC du Val »."""
    first, _blank, rest = full_name(organisation).partition(" ")
    if rest and fold(first) == organisation.kind:
        return rest
    return of_body(organisation.name)


def departement_code(organisation: Organisation) -> str:
    """The code of the département of its seat, or nothing."""
    territory = organisation.territory
    codes = re.findall(r"\w+", territory.departements) if territory else []
    return codes[0] if codes else ""


def court_of(departement: str) -> str:
    """The town of the tribunal administratif of this département, or nothing."""
    towns = tomllib.loads(COURTS.read_text(encoding="utf-8"))
    return next((town for town, codes in towns.items() if departement in codes), "")


def _words(organisation: Organisation) -> str:
    return f"{fold(organisation.name)} {fold(organisation.short_name)}"
