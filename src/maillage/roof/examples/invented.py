"""Invented names: every territory, structure and person of the examples is fictional."""

from django.urls import reverse

from maillage.core.shell import Audience, PageLink, PhaseLink, Shell

FAMILY_NAMES = (
    *("Aubineau", "Bertin-Louvet", "Charpentreau", "Delanoue", "Gaboriau", "Guérineau"),
    *("Kerouanton", "Mousnier", "Rocheteau", "Saulnier", "Tessandier"),
)
GIVEN_NAMES = (
    *("Adèle", "Bruno", "Claire", "Inès", "Joël", "Lucie", "Maëlle"),
    *("Nadia", "Pascal", "Simon", "Yanis", "Zoé", "Éloi"),
)
ORGANISATIONS = (
    ("Sainte-Ormelle", "agglo"),
    ("Val d’Aubrée", "com. de communes"),
    ("Trois Étangs", "com. de communes"),
    ("Bocage d’Ervelle", "com. de communes"),
    ("Maine-Aubrée", "département"),
    ("Marches d’Ombrelle", "parc naturel"),
    ("Chambre d’agri.", "Maine-Aubrée"),
    ("CAF", "Maine-Aubrée"),
    ("Voisins du Bief", "association"),
)
RELATIONS = (
    ("Contrat de pays d’Ormelle", "quatre intercommunalités, Département"),
    ("Charte du Parc", "Parc, Bocage d’Ervelle, Trois Étangs"),
    ("Étude de fusion", "Trois Étangs, Bocage d’Ervelle"),
    ("Déchèterie de Mauny", "Trois Étangs, Val d’Aubrée, Sainte-Ormelle"),
    ("Service commun d’urbanisme", "Sainte-Ormelle, Val d’Aubrée"),
)
PHASES = (
    ("pre", "En préalable"),
    ("emergence", "Émergence"),
    ("construction", "Construction"),
    ("implementation", "Mise en œuvre"),
    ("cross", "Transversal"),
)
FORMS = (
    ("register", "Registre"),
    ("matrix", "Matrice"),
    ("timeline", "Frise"),
    ("sheet", "Fiche"),
    ("map", "Carte"),
    ("missions", "Missions"),
    ("fields", "Formulaire"),
    ("components", "Éléments"),
)


def shell(current: str) -> Shell:
    """The shell around an example; the tools under the phases are the other examples."""
    home = reverse("examples:index")
    return Shell(
        cooperation="Entre Loire et Bocage",
        workspace="espace du Pôle d’Ormelle",
        home_url=home,
        user_label="H. Marchadier",
        account_url=home,
        sign_out_url="",
        my_day_url=home,
        search_url=home,
        audience=Audience("tous les accès", home),
        phases=tuple(PhaseLink(slug, label, home, slug == "emergence") for slug, label in PHASES),
        tools=tuple(
            PageLink(label, reverse(f"examples:{form}"), form == current) for form, label in FORMS
        ),
        fictional=True,
    )
