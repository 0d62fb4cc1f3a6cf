"""Who brings what, as officers write it: (structure, label, kind, quantity, due, state)."""

from tests.trade.governance.officer_files.scene import (
    BROLLES,
    CAF,
    DEPARTEMENT,
    EPCI,
    LAGRANGE,
    MSA,
    PETITS_PAS,
    SAINT_PHAL,
    OfficerFile,
)

FIELDS = "organisation", "label", "kind", "quantity", "due_on", "state"
FILES = [
    OfficerFile(
        "who brings what, in everyday headers",
        {
            "Qui apporte quoi": [
                ["Qui apporte quoi ?"],
                ["Qui", "Quoi", "Combien", "Pour quand", "Où on en est"],
                ["Lagrange", "Salle polyvalente", "", "30/06/2026", "OK"],
                ["Caf", "Temps de la conseillère technique", "12 jours", "31/12/2026", "promis"],
                ["CCVS", "Animation du réseau", "20 j", "fin 2026", "en attente"],
            ]
        },
        [
            (LAGRANGE, "Salle polyvalente", "premises", None, "2026-06-30", "promised"),
            (CAF, "Temps de la conseillère technique", "days", 12, "2026-12-31", "promised"),
            (EPCI, "Animation du réseau", "days", 20, "2026-12-31", "asked"),
        ],
    ),
    OfficerFile(
        "structures as wide sections",
        {
            "Apports": [
                ["Contributions des partenaires 2026"],
                ["Contribution", "Quantité", "Unité", "Échéance", "État"],
                ["Commune de Lagrange"],
                [
                    "Mise à disposition du minibus",
                    "10",
                    "jours",
                    "31/12/2026",
                    "confirmé oralement",
                ],
                ["Local du relais", "", "", "", "demandé"],
                ["Caf de la Sarne"],
                ["Cofinancement du poste", "12 000", "€", "31/12/2026", "promis"],
            ]
        },
        [
            (LAGRANGE, "Mise à disposition du minibus", "premises", 10, "2026-12-31", "promised"),
            (LAGRANGE, "Local du relais", "premises", None, None, "asked"),
            (CAF, "Cofinancement du poste", "euros", 12000, "2026-12-31", "promised"),
        ],
        frozenset({"E4"}),
        merges=("A3:E3", "A6:E6"),
    ),
    OfficerFile(
        "structures as sections of one plain cell, under a title of actions",
        {
            "Engagements": [
                ["Action", "Ce qui est apporté", "Pour quand", "Avancement"],
                ["Lagrange"],
                ["Forum petite enfance", "prêt de la salle", "12/09/2026", "fait"],
                ["Guide des familles", "impression", "", "à faire"],
                ["Les Petits Pas"],
                ["Forum petite enfance", "3 bénévoles", "12/09/2026", "promis"],
            ]
        },
        [
            (LAGRANGE, "Forum petite enfance", "premises", None, "2026-09-12", "delivered"),
            (LAGRANGE, "Guide des familles", "other", None, None, "asked"),
            (PETITS_PAS, "Forum petite enfance", "other", None, "2026-09-12", "promised"),
        ],
    ),
    OfficerFile(
        "the structure written once, subtotals and a total",
        {
            "CTG": [
                ["Structure", "Contribution", "Montant", "Acté le", "N° délib."],
                ["Lagrange", "Subvention au relais", "4 500 €", "12/03/2026", "2026-14"],
                ["", "Entretien du local", "800 €", "", ""],
                ["Sous-total Lagrange", "", "5 300 €", "", ""],
                ["Brolles", "Subvention au relais", "3 000 €", "", ""],
                ["TOTAL", "", "8 300 €", "", ""],
            ]
        },
        [
            (LAGRANGE, "Subvention au relais", "euros", 4500, None, None),
            (LAGRANGE, "Entretien du local", "euros", 800, None, None),
            (BROLLES, "Subvention au relais", "euros", 3000, None, None),
        ],
        merges=("A2:A3",),
    ),
    OfficerFile(
        "sentences of promise, and states in words",
        {
            "Engagements pris": [
                ["Engagements pris au COPIL du 12 mars 2026"],
                ["Partenaire", "S'engage à", "Échéance", "Suivi"],
                ["Département", "mettre un agent à disposition", "T2 2026", "acté en commission"],
                ["MSA", "financer deux ateliers", "31/10/2026", "en cours"],
                ["//", "relayer l'information", "", "non commencé"],
                [
                    "Saint-Phal",
                    "ouvrir son centre de loisirs",
                    "juillet 2026",
                    "abandonné (faute d'agents)",
                ],
            ]
        },
        [
            (DEPARTEMENT, "mettre un agent à disposition", "days", None, "2026-06-30", "promised"),
            (MSA, "financer deux ateliers", "other", None, "2026-10-31", "promised"),
            (MSA, "relayer l'information", "other", None, None, "asked"),
            (SAINT_PHAL, "ouvrir son centre de loisirs", "other", None, "2026-07-31", "withdrawn"),
        ],
        frozenset({"D3"}),
    ),
    OfficerFile(
        "two lines of headers",
        {
            "Apports": [
                ["Partenaire", "Apport", "", "", "Suivi", ""],
                ["", "Intitulé", "Quantité", "Unité", "État", "Échéance"],
                ["Caf", "Ingénierie", 8, "jours", "promis", "31/12/2026"],
                ["idem", "Prestation de service", 15000, "€", "versé", ""],
                ["Brolles", "Bureau partagé", "", "", "demandé", "01/09/2026"],
            ]
        },
        [
            (CAF, "Ingénierie", "days", 8, "2026-12-31", "promised"),
            (CAF, "Prestation de service", "euros", 15000, None, "delivered"),
            (BROLLES, "Bureau partagé", "premises", None, "2026-09-01", "asked"),
        ],
        merges=("A1:A2", "B1:D1", "E1:F1"),
    ),
    OfficerFile(
        "one tab per structure",
        {
            "Lagrange": [
                ["Engagement", "Nature", "Quantité", "État"],
                ["Prêt de la salle du conseil", "locaux", "", "promis"],
                ["Secrétariat", "temps", "5 jours", "demandé"],
            ],
            "Caf": [
                ["Engagement", "Nature", "Quantité", "État"],
                ["Financement du diagnostic", "financier", "9 000 €", "promis"],
            ],
        },
        [
            (LAGRANGE, "Prêt de la salle du conseil", "premises", None, None, "promised"),
            (LAGRANGE, "Secrétariat", "days", 5, None, "asked"),
            (CAF, "Financement du diagnostic", "euros", 9000, None, "promised"),
        ],
    ),
    OfficerFile(
        "structure and person in one cell",
        {
            "Suivi": [
                ["Qui s'engage", "Sur quoi", "Délai", "Statut"],
                ["Caf (Luc Bon)", "12 000 € pour le relais", "31/12/2026", "promis"],
                ["Hélène Marchand (CCVS)", "Un mi-temps de coordination", "", "OK"],
                ["Mme Haddad", "Deux soirées de parents", "15/11/2026", "fait"],
            ]
        },
        [
            (CAF, "12 000 € pour le relais", "euros", None, "2026-12-31", "promised"),
            (EPCI, "Un mi-temps de coordination", "days", None, None, "promised"),
            (PETITS_PAS, "Deux soirées de parents", "other", None, "2026-11-15", "delivered"),
        ],
        frozenset({"A4"}),
    ),
    OfficerFile(
        "a block for each structure, its header written again",
        {
            "Fiches": [
                ["CAF DE LA SARNE"],
                ["Engagement", "Échéance", "État"],
                ["Financer le relais", "31/12/2026", "promis"],
                ["Animer le réseau", "30/06/2026", "tenu"],
                [],
                ["COMMUNE DE BROLLES"],
                ["Engagement", "Échéance", "État"],
                ["Ouvrir une salle", "01/09/2026", "demandé"],
            ]
        },
        [
            (CAF, "Financer le relais", "other", None, "2026-12-31", "promised"),
            (CAF, "Animer le réseau", "other", None, "2026-06-30", "delivered"),
            (BROLLES, "Ouvrir une salle", "premises", None, "2026-09-01", "asked"),
        ],
    ),
]
