"""Lists of members of bodies as officers write them: (body, structure, college, voice, who…)."""

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

FIELDS = "body", "organisation", "college", "voice", "titulaire", "suppleants", "since"
ELECTED, PARTNERS = "Collège des élus", "Collège des partenaires"
FILES = [
    OfficerFile(
        "a number of seat, the name in two columns and the deputy under it",
        {
            "Membres": [
                ["Composition du COPIL CTG – mandat 2026-2032"],
                [],
                ["N° de siège", "Structure", "NOM", "Prénom", "T/S"],
                [1, "Lagrange", "GABORIT", "Inès", "T"],
                ["", "", "RENAUD", "Paul", "S"],
                [2, "Brolles", "SAÏD", "Karim", "T"],
                ["", "//", "MERCIER", "Odile", "S"],
                [3, "Caf", "BON", "Luc", "Titulaire"],
                [3, "idem", "RIVET", "Anne", "Suppléante"],
            ]
        },
        [
            ("COPIL CTG", LAGRANGE, None, None, "Inès Gaborit", "Paul Renaud", None),
            ("COPIL CTG", BROLLES, None, None, "Karim Saïd", "Odile Mercier", None),
            ("COPIL CTG", CAF, None, None, "Luc Bon", "Anne Rivet", None),
        ],
    ),
    OfficerFile(
        "titulaire and suppléant side by side, over names in two columns",
        {
            "COPIL": [
                ["", "Titulaire", "", "Suppléant", "", ""],
                ["Collectivité", "Nom", "Prénom", "Nom", "Prénom", "Désigné le"],
                ["Lagrange", "GABORIT", "Inès", "RENAUD", "Paul", "12/05/2026"],
                ["Brolles", "SAÏD", "Karim", "MERCIER", "Odile", "18/05/2026"],
                ["Saint-Phal", "PETIT", "Jean", "", "", ""],
            ]
        },
        [
            ("COPIL", LAGRANGE, None, None, "Inès Gaborit", "Paul Renaud", "2026-05-12"),
            ("COPIL", BROLLES, None, None, "Karim Saïd", "Odile Mercier", "2026-05-18"),
            ("COPIL", SAINT_PHAL, None, None, "Jean Petit", None, None),
        ],
        merges=("B1:C1", "D1:E1"),
    ),
    OfficerFile(
        "colleges as sections, with subtotals",
        {
            "Comité": [
                ["CTG du Val de Sarne"],
                ["Comité de pilotage – liste des membres au 15 juin 2026"],
                [],
                ["Structure", "Représentant titulaire", "Représentant suppléant", "Voix"],
                ["Collège des élus"],
                ["Lagrange", "Mme GABORIT Inès", "M. RENAUD Paul", "délibérative"],
                ["CCVS", "Hélène Marchand, présidente", "à désigner", "//"],
                ["Sous-total : 2 sièges"],
                ["Collège des partenaires"],
                ["Caf", "M. BON", "", "consultative"],
                ["MSA", "M. Guy PERCE", "vacant", "idem"],
                ["Sous-total : 2 sièges"],
                ["Total : 4 sièges"],
            ]
        },
        [
            (
                "Comité de pilotage",
                LAGRANGE,
                ELECTED,
                "deliberative",
                "Inès Gaborit",
                "Paul Renaud",
                None,
            ),
            ("Comité de pilotage", EPCI, ELECTED, "deliberative", "Hélène Marchand", None, None),
            ("Comité de pilotage", CAF, PARTNERS, "consultative", "Luc Bon", None, None),
            ("Comité de pilotage", MSA, PARTNERS, "consultative", "Guy Perce", None, None),
        ],
        merges=("A5:D5", "A9:D9"),
    ),
    OfficerFile(
        "one tab per body",
        {
            "COPIL": [
                ["Gouvernance de la CTG"],
                ["Mis à jour le 12/03/2026"],
                ["Organisme", "Titulaire", "Suppléant(e)"],
                ["Mairie de Lagrange", "Inès Gaborit", "Paul Renaud"],
                ["CAF", "Luc Bon", "Anne Rivet"],
            ],
            "COTECH": [
                ["Gouvernance de la CTG"],
                ["Mis à jour le 12/03/2026"],
                ["Organisme", "Titulaire", "Suppléant(e)"],
                ["Les Petits Pas", "Nora Haddad", "-"],
                ["Val de Sarne (CC)", "Tom Leroy", "Sami Costa"],
            ],
        },
        [
            ("COPIL", LAGRANGE, None, None, "Inès Gaborit", "Paul Renaud", None),
            ("COPIL", CAF, None, None, "Luc Bon", "Anne Rivet", None),
            ("COTECH", PETITS_PAS, None, None, "Nora Haddad", None, None),
            ("COTECH", EPCI, None, None, "Tom Leroy", "Sami Costa", None),
        ],
    ),
    OfficerFile(
        "bodies as sections, the quality in a column",
        {
            "Instances": [
                ["Membre", "Nom", "Prénom", "Fonction", "Qualité"],
                ["COPIL"],
                ["Lagrange", "GABORIT", "Inès", "Maire", "Titulaire"],
                ["Lagrange", "RENAUD", "Paul", "Adjoint", "Suppléant"],
                ["Département", "VIDAL", "Claire", "Conseillère", "Titulaire"],
                ["COTECH"],
                ["Caf", "RIVET", "Anne", "Conseillère technique", "Titulaire"],
            ]
        },
        [
            ("COPIL", LAGRANGE, None, None, "Inès Gaborit", "Paul Renaud", None),
            ("COPIL", DEPARTEMENT, None, None, "Claire Vidal", None, None),
            ("COTECH", CAF, None, None, "Anne Rivet", None, None),
        ],
        merges=("A2:E2", "A6:E6"),
    ),
    OfficerFile(
        "structures as sections, no column of structures",
        {
            "COPIL": [
                ["Représentants au COPIL"],
                ["Nom", "Prénom", "T/S"],
                ["Commune de Lagrange"],
                ["Gaborit", "Inès", "T"],
                ["Renaud", "Paul", "S"],
                ["Commune de Brolles"],
                ["Saïd", "Karim", "T"],
                ["Mercier", "Odile", "S"],
            ]
        },
        [
            ("COPIL", LAGRANGE, None, None, "Inès Gaborit", "Paul Renaud", None),
            ("COPIL", BROLLES, None, None, "Karim Saïd", "Odile Mercier", None),
        ],
        merges=("A3:C3", "A6:C6"),
    ),
    OfficerFile(
        "crosses under each body",
        {
            "Qui siège où": [
                ["Structure", "Représentant", "COPIL", "COTECH"],
                ["Lagrange", "Inès Gaborit", "X", ""],
                ["Caf", "Luc Bon", "X", "X"],
                ["Les Petits Pas", "Nora Haddad", "", "x"],
            ]
        },
        [
            ("COPIL", LAGRANGE, None, None, "Inès Gaborit", None, None),
            ("COPIL", CAF, None, None, "Luc Bon", None, None),
            ("COTECH", CAF, None, None, "Luc Bon", None, None),
            ("COTECH", PETITS_PAS, None, None, "Nora Haddad", None, None),
        ],
    ),
    OfficerFile(
        "two seats of one structure, each with its deputy under it",
        {
            "Bureau": [
                ["Structure", "Nom Prénom", "Statut"],
                ["CC Val de Sarne", "MARCHAND Hélène", "titulaire"],
                ["", "LEROY Tom", "suppléant"],
                ["", "COSTA Sami", "titulaire"],
                ["", "NADAL Julie", "suppléante"],
                ["Lagrange", "GABORIT Inès", "titulaire"],
                ["", "RENAUD Paul", "suppléant"],
            ]
        },
        [
            ("Bureau", EPCI, None, None, "Hélène Marchand", "Tom Leroy", None),
            ("Bureau", EPCI, None, None, "Sami Costa", "Julie Nadal", None),
            ("Bureau", LAGRANGE, None, None, "Inès Gaborit", "Paul Renaud", None),
        ],
        merges=("A2:A5", "A6:A7"),
    ),
    OfficerFile(
        "the deliberation that names, and office before the name",
        {
            "COPIL": [
                ["COPIL CTG"],
                ["Commune", "Élu référent", "Suppléant·e", "Date de désignation"],
                [
                    "LAGRANGE",
                    "Mme le Maire Inès GABORIT",
                    "RENAUD Paul (adjoint)",
                    "délib. du 12/05/2026",
                ],
                ["BROLLES", "M. SAÏD K.", "Mercier Odile", "lundi 18 mai 2026"],
                ["SAINT PHAL", "Jean PETIT", "?", ""],
            ]
        },
        [
            ("COPIL CTG", LAGRANGE, None, None, "Inès Gaborit", "Paul Renaud", "2026-05-12"),
            ("COPIL CTG", BROLLES, None, None, "Karim Saïd", "Odile Mercier", "2026-05-18"),
            ("COPIL CTG", SAINT_PHAL, None, None, "Jean Petit", None, None),
        ],
        frozenset({"B4"}),
    ),
    OfficerFile(
        "a seat in each row, its number in its college, names of both in one cell each",
        {
            "COTECH": [
                ["COTECH"],
                ["1. Collège des élus (2 sièges)"],
                [
                    "N°",
                    "Organisme représenté",
                    "Nom et prénom du titulaire",
                    "Nom et prénom du suppléant",
                ],
                ["1", "CC Val de Sarne", "MARCHAND Hélène", "LEROY Tom"],
                ["2", "Brolles", "SAÏD Karim", "MERCIER Odile"],
                ["2. Collège des partenaires (1 siège)"],
                ["3", "Association Les Petits Pas", "HADDAD Nora", "non désigné"],
            ]
        },
        [
            ("COTECH", EPCI, ELECTED, None, "Hélène Marchand", "Tom Leroy", None),
            ("COTECH", BROLLES, ELECTED, None, "Karim Saïd", "Odile Mercier", None),
            ("COTECH", PETITS_PAS, PARTNERS, None, "Nora Haddad", None, None),
        ],
        merges=("A2:D2", "A6:D6"),
    ),
    OfficerFile(
        "a civility in its column, the role cut short",
        {
            "Membres": [
                ["Instance", "Structure", "Civ.", "Nom", "Prénom", "T / S"],
                ["COPIL", "Département", "Mme", "VIDAL", "Claire", "Tit."],
                ["COPIL", "Caf", "M.", "BON", "Luc", "Tit."],
                ["//", "//", "Mme", "RIVET", "Anne", "Suppl."],
            ]
        },
        [
            ("COPIL", DEPARTEMENT, None, None, "Claire Vidal", None, None),
            ("COPIL", CAF, None, None, "Luc Bon", "Anne Rivet", None),
        ],
    ),
]
