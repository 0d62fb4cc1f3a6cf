"""A plan as officers type it, by columns."""

from tests.foundation.exchange.spreadsheets import Row

HEADER: Row = [
    *("Axe", "Objectif", "Fiche action", "Structure pilote", "Personne pilote", "Copilote"),
    *("Partenaires", "Publics", "Début", "Fin", "Statut", "%", "Priorité", "Coût HT"),
]


PLAN: list[Row] = [
    HEADER,
    [
        *(
            "Axe 1 : Petite enfance",
            "1.1 Accueillir",
            "1.1.1 Micro-crèche",
            "Bouin",
            "Inès GABORIT",
        ),
        *(
            "Caf",
            "MSA, écoles",
            "familles",
            "T2 2027",
            "2028",
            "en cours",
            "40 %",
            "haute",
            "12 000 €",
        ),
    ],
    [
        "",
        "",
        "1.1.2 Relais",
        "Bouin / Caf",
        "",
        "",
        "",
        "",
        "",
        "31/04/2027",
        "suspendu",
        "",
        "",
        "",
    ],
    [
        "Axe 2 : Jeunesse",
        "",
        "2.1 Bus",
        "à définir",
        "",
        "",
        "",
        "",
        "",
        "2026",
        "fait",
        "",
        "",
        "",
    ],
]
