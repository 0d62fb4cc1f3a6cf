"""How is the body that runs an official territory called in French?"""

from maillage.ground.territories.models import Territory

VOWELS = "AEIOUYÀÂÉÈÊÎÔÛŒH"
CONTRACTED = (("Le ", "du "), ("Les ", "des "))
DU = frozenset(
    [
        "Bas-Rhin",
        "Calvados",
        "Cantal",
        "Cher",
        "Doubs",
        "Finistère",
        "Gard",
        "Gers",
        "Haut-Rhin",
        "Jura",
        "Loiret",
        "Lot",
        "Morbihan",
        "Nord",
        "Pas-de-Calais",
        "Puy-de-Dôme",
        "Rhône",
        "Tarn",
        "Territoire de Belfort",
        "Val-de-Marne",
        "Val-d'Oise",
        "Val-d’Oise",
        "Var",
    ]
)
DES = frozenset(
    [
        "Alpes-de-Haute-Provence",
        "Alpes-Maritimes",
        "Ardennes",
        "Bouches-du-Rhône",
        "Côtes-d'Armor",
        "Côtes-d’Armor",
        "Deux-Sèvres",
        "Hautes-Alpes",
        "Hautes-Pyrénées",
        "Hauts-de-Seine",
        "Landes",
        "Pyrénées-Atlantiques",
        "Pyrénées-Orientales",
        "Vosges",
        "Yvelines",
    ]
)
DE = frozenset(
    [
        "Loir-et-Cher",
        "Lot-et-Garonne",
        "Maine-et-Loire",
        "Mayotte",
        "Meurthe-et-Moselle",
        "Paris",
        "Saône-et-Loire",
        "Seine-et-Marne",
        "Tarn-et-Garonne",
        "Vaucluse",
    ]
)
ELIDED_DE = frozenset({"Eure-et-Loir", "Ille-et-Vilaine", "Indre-et-Loire"})


def body_name(kind: str, name: str) -> str:
    """The name of the body: Commune d’Aizenay, Commune du Mans, Département de la Vendée."""
    if kind == Territory.Kind.COMMUNE:
        return f"Commune {_of_place(name)}"
    if kind == Territory.Kind.DEPARTEMENT:
        return f"Département {_of_departement(name)}"
    if kind == Territory.Kind.REGION:
        return f"Région {name}"
    return name


def _of_place(name: str) -> str:
    for article, contracted in CONTRACTED:
        if name.startswith(article):
            return f"{contracted}{name.removeprefix(article)}"
    return f"d’{name}" if name[:1] in VOWELS else f"de {name}"


def _of_departement(name: str) -> str:
    if name in DU:
        return f"du {name}"
    if name in DES:
        return f"des {name}"
    if name in DE:
        return f"de {name}"
    if name in ELIDED_DE:
        return f"d’{name}"
    return f"de l’{name}" if name[:1] in VOWELS and not name.startswith("Haut") else f"de la {name}"
