"""The contracts that cover the land of two stories, and for whom one of them works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.childcare.services import write_parts
from maillage.trade.context.choices import SchemeKind, SchemeState
from maillage.trade.context.choosing import territories_to_offer, themes_to_offer
from maillage.trade.context.models import Public, Scheme
from maillage.trade.context.publics.services import add_public
from maillage.trade.context.schemes.rules import usual_alert
from maillage.trade.context.schemes.services import add_scheme

CHECKED = date(2026, 9, 14)
PERIMETER = "Périmètre de la coopération"


@dataclass(frozen=True)
class StoryScheme:
    """A scheme: what it is, who holds it, who signed, where it applies, from when to when."""

    kind: SchemeKind
    title: str
    holder: str
    parties: tuple[str, ...]
    where: tuple[str, ...]
    start: date
    end: date
    themes: tuple[str, ...] = ()
    source: str = ""
    is_own: bool = False
    state: SchemeState = SchemeState.IN_FORCE


VALMORIN = (
    StoryScheme(
        SchemeKind.CTG,
        "CTG du Pays de Valmorin 2024-2027",
        "cc",
        ("cc", "caf", "msa", "dept", "sivom"),
        (PERIMETER,),
        date(2024, 1, 1),
        date(2027, 12, 31),
        ("Petite enfance", "Enfance", "Jeunesse", "Parentalité", "Animation de la vie sociale"),
        "convention signée le 14 décembre 2023",
        is_own=True,
    ),
    StoryScheme(
        SchemeKind.CLS,
        "Contrat local de santé des Ouzes",
        "dept",
        ("dept", "cc"),
        (PERIMETER,),
        date(2025, 4, 1),
        date(2029, 12, 31),
        ("Parentalité", "Handicap"),
        "délibération de la CC, mars 2025",
    ),
    StoryScheme(
        SchemeKind.PVD,
        "Petites villes de demain, Valmorin",
        "cc",
        ("cc", "dept"),
        ("Valmorin",),
        date(2021, 5, 3),
        date(2027, 3, 31),
        ("Logement", "Animation de la vie sociale"),
        "convention d’adhésion",
    ),
)
LOIRE = (
    StoryScheme(
        SchemeKind.PROJECT,
        "Projet de territoire 2021-2027",
        "agglo",
        ("agglo", "ervelle", "aubree", "etangs", "dept"),
        (PERIMETER,),
        date(2021, 5, 12),
        date(2027, 12, 31),
        themes=("Mobilités", "Habitat", "Services", "Économie", "Paysages", "Énergie"),
        source="protocole de coopération",
        is_own=True,
    ),
    StoryScheme(
        SchemeKind.CRTE,
        "CRTE d’Ormelle",
        "agglo",
        ("agglo", "ervelle", "aubree", "etangs", "ddt"),
        (PERIMETER,),
        date(2021, 12, 10),
        date(2026, 12, 31),
        themes=("Mobilités", "Services", "Énergie", "Habitat"),
        source="protocole du 10 décembre 2021",
    ),
    StoryScheme(
        SchemeKind.LEADER,
        "LEADER Bocage et Étangs",
        "ervelle",
        ("ervelle", "etangs", "aubree"),
        ("CC du Bocage d’Ervelle", "CC des Trois Étangs", "CC du Val d’Aubrée"),
        date(2023, 7, 1),
        date(2027, 12, 31),
        themes=("Mobilités", "Services", "Économie", "Paysages"),
        source="convention avec la région",
    ),
    StoryScheme(
        SchemeKind.PAT,
        "Projet alimentaire de la Maine-Aubrée",
        "chambre",
        ("chambre", "agglo", "ervelle", "dept"),
        ("Sainte-Ormelle Agglomération", "CC du Bocage d’Ervelle"),
        date(2024, 3, 1),
        date(2027, 9, 30),
        themes=("Économie", "Paysages", "Services"),
        source="labellisation de niveau 2",
    ),
    StoryScheme(
        SchemeKind.CTG,
        "CTG du Bocage et des Étangs",
        "ervelle",
        ("ervelle", "etangs", "caf"),
        ("CC du Bocage d’Ervelle", "CC des Trois Étangs"),
        date(2023, 1, 1),
        date(2027, 12, 31),
        themes=("Services", "Habitat"),
        source="convention avec la Caf",
    ),
    StoryScheme(
        SchemeKind.PCAET,
        "Plan climat de Sainte-Ormelle",
        "agglo",
        ("agglo",),
        ("Sainte-Ormelle Agglomération",),
        date(2027, 1, 1),
        date(2032, 12, 31),
        source="diagnostic présenté en octobre",
        state=SchemeState.PREPARED,
    ),
)
STORIES = {"ctg": VALMORIN, "petr": LOIRE}
PUBLICS: tuple[tuple[str, str, int | None, int | None, str], ...] = (
    ("Enfants de moins de trois ans", "Petite enfance", 713, 2024, "Insee, recensement"),
    ("Enfants de trois à onze ans", "Enfance", 2_184, 2024, "Insee, recensement"),
    ("Enfants en situation de handicap", "Handicap", 96, 2025, "Caf, AEEH"),
    ("Adolescents de douze à dix-sept ans", "Jeunesse", 1_502, 2024, "Insee, recensement"),
    ("Jeunes de dix-huit à vingt-cinq ans", "Jeunesse", 1_340, 2023, "mission locale"),
    ("Familles monoparentales", "Parentalité", 612, 2025, "Caf"),
    ("Familles agricoles", "Parentalité", 188, 2025, "MSA"),
    ("Personnes sans accès à un service public", "Accès aux droits", None, None, ""),
    (
        "Personnes âgées qui vivent seules",
        "Animation de la vie sociale",
        870,
        2023,
        "Insee",
    ),
)
CHILDCARE = {
    "families": "Deux places d’urgence dans chaque crèche ; le relais oriente vers le répit."
}


def make_schemes(*, access: Access, organisations: Mapping[str, Organisation]) -> None:
    """The schemes of the story, if it has some."""
    rows = STORIES.get(access.cooperation.profile, ())
    by_name = {one.name: one for one in territories_to_offer(access)}
    themes = {fold(one.label): one for one in themes_to_offer(access)}
    for one in rows:
        scheme = Scheme(
            kind=one.kind,
            title=one.title,
            holder=organisations[one.holder],
            signed_on=None if one.state == SchemeState.PREPARED else one.start,
            start_on=one.start,
            end_on=one.end,
            state=one.state,
            alert=usual_alert(one.kind),
            source=one.source,
            checked_on=CHECKED,
            is_own=one.is_own,
        )
        links: dict[str, Sequence[Model]] = {
            "parties": [organisations[key] for key in one.parties],
            "territories": _among(by_name, one.where),
            "themes": _subjects(themes, one.themes),
        }
        add_scheme(access=access, scheme=scheme, links=links)
        if one.kind == SchemeKind.CTG and one.is_own:
            write_parts(access=access, scheme=scheme, read=scheme.version, texts=CHILDCARE)


def make_publics(*, access: Access) -> None:
    """The publics of the CTG, eight counted and one to count."""
    if access.cooperation.profile != "ctg":
        return
    themes = {fold(one.label): one for one in themes_to_offer(access)}
    for label, theme, size, year, source in PUBLICS:
        public = Public(
            label=label,
            theme=next(iter(_subjects(themes, (theme,))), None),
            size=size,
            year=year,
            source=source,
        )
        add_public(access=access, public=public, territories=())


def _among(by_name: Mapping[str, Territory], names: Sequence[str]) -> list[Territory]:
    return [by_name[name] for name in names if name in by_name]


def _subjects(themes: Mapping[str, Subject], labels: Sequence[str]) -> list[Subject]:
    return [themes[fold(label)] for label in labels if fold(label) in themes]
