"""Attendance as officers write it: (body, day, hour, place, structure, how it is held)."""

from tests.trade.governance.officer_files.scene import (
    BROLLES,
    CAF,
    DEPARTEMENT,
    EPCI,
    LAGRANGE,
    MSA,
    PETITS_PAS,
    SAINT_PHAL,
    Fact,
    OfficerFile,
)

FIELDS = "body", "day", "starts_at", "place", "organisation", "standing"
PRESENT, EXCUSED, ABSENT, PROXY = "present", "excused", "absent", "proxy"


def meeting(
    body: str, day: str, hour: str | None, place: str | None, **standings: list[str]
) -> list[Fact]:
    """What is said of each structure in one meeting."""
    return [
        (f"{body} CTG", day, hour, place, name, standing)
        for standing, names in standings.items()
        for name in names
    ]


FILES = [
    OfficerFile(
        "a row for each meeting, structures listed in its cells",
        {
            "Réunions": [
                ["Suivi des instances de la CTG"],
                ["Instance", "Date", "Lieu de la réunion", "Présents", "Excusés", "Absents"],
                [
                    "COPIL",
                    "12/03/2026",
                    "Mairie de Lagrange",
                    "Lagrange, Brolles, CCVS",
                    "Caf",
                    "MSA ; Département",
                ],
                [
                    "COTECH",
                    "jeudi 19 mars 2026",
                    "",
                    "Lagrange\nCaf\nLes Petits Pas",
                    "Brolles et CCVS",
                    "",
                ],
            ]
        },
        [
            *meeting(
                "COPIL",
                "2026-03-12",
                None,
                "Mairie de Lagrange",
                present=[LAGRANGE, BROLLES, EPCI],
                excused=[CAF],
                absent=[MSA, DEPARTEMENT],
            ),
            *meeting(
                "COTECH",
                "2026-03-19",
                None,
                None,
                present=[LAGRANGE, CAF, PETITS_PAS],
                excused=[BROLLES, EPCI],
            ),
        ],
    ),
    OfficerFile(
        "people in the lists, with their structure or without, and powers",
        {
            "COPIL": [
                ["Date", "Présents", "Excusés", "Pouvoirs"],
                [
                    "12/03/2026",
                    "Mme Gaborit (Lagrange), M. Saïd, maire de Brolles, Hélène MARCHAND",
                    "Luc Bon (Caf)",
                    "M. Petit à Mme Gaborit",
                ],
                [
                    "02/06/2026",
                    "- Inès Gaborit\n- Jean Petit\n- Claire Vidal",
                    "",
                    "Caf donne pouvoir à Département",
                ],
            ]
        },
        [
            *meeting(
                "COPIL",
                "2026-03-12",
                None,
                None,
                present=[LAGRANGE, BROLLES, EPCI],
                excused=[CAF],
                proxy=[SAINT_PHAL],
            ),
            *meeting(
                "COPIL",
                "2026-06-02",
                None,
                None,
                present=[LAGRANGE, SAINT_PHAL, DEPARTEMENT],
                proxy=[CAF],
            ),
        ],
    ),
    OfficerFile(
        "a grid under groups, with rows of hours, place and agenda",
        {
            "Présences": [
                ["Présences 2026"],
                ["", "COPIL", "", "COTECH", ""],
                ["Structure", "12/03/2026", "02/06/2026", "19/03/2026", "09/06/2026"],
                ["Horaire", "14h-16h", "14h", "9h30", "9h30"],
                ["Lieu", "Mairie de Lagrange", "CCVS", "Caf", ""],
                ["Ordre du jour", "Bilan", "Budget", "Diagnostic", "Suivi"],
                ["Lagrange", "P", "P", "P", "E"],
                ["Caf", "P", "E", "P", "P"],
                ["Département", "A", "P", "", ""],
                ["Total présents", 2, 2, 2, 1],
            ]
        },
        [
            *meeting(
                "COPIL",
                "2026-03-12",
                "14:00",
                "Mairie de Lagrange",
                present=[LAGRANGE, CAF],
                absent=[DEPARTEMENT],
            ),
            *meeting("COPIL", "2026-06-02", "14:00", "CCVS", present=[LAGRANGE], excused=[CAF]),
            *meeting("COPIL", "2026-06-02", "14:00", "CCVS", present=[DEPARTEMENT]),
            *meeting("COTECH", "2026-03-19", "09:30", "Caf", present=[LAGRANGE, CAF]),
            *meeting("COTECH", "2026-06-09", "09:30", None, excused=[LAGRANGE]),
            *meeting("COTECH", "2026-06-09", "09:30", None, present=[CAF]),
        ],
        merges=("B2:C2", "D2:E2"),
    ),
    OfficerFile(
        "a grid of people, a legend and counts under it",
        {
            "COPIL": [
                ["Feuille de suivi des présences au COPIL – année 2026"],
                ["Nom", "Prénom", "Organisme", "12 mars", "2 juin"],
                ["GABORIT", "Inès", "Lagrange", "X", "Exc."],
                ["SAÏD", "Karim", "Brolles", "X", "X"],
                ["PETIT", "Jean", "Saint-Phal", "", "pouvoir Brolles"],
                ["Nombre de présents", "", "", 2, 1],
                ["Quorum atteint", "", "", "oui", "non"],
                [],
                ["X = présent ; Exc. = excusé"],
            ]
        },
        [
            *meeting("COPIL", "2026-03-12", None, None, present=[LAGRANGE, BROLLES]),
            *meeting(
                "COPIL",
                "2026-06-02",
                None,
                None,
                excused=[LAGRANGE],
                present=[BROLLES],
                proxy=[SAINT_PHAL],
            ),
        ],
    ),
    OfficerFile(
        "one tab per meeting, a cross in one of three columns",
        {
            "COPIL 12-03-2026": [
                ["COPIL du jeudi 12 mars 2026 – 14h"],
                ["Structure", "Nom", "Prénom", "Présent", "Excusé", "Absent"],
                ["Lagrange", "Gaborit", "Inès", "x", "", ""],
                ["Brolles", "Saïd", "Karim", "", "x", ""],
                ["Saint-Phal", "Petit", "Jean", "", "", "x"],
            ],
            "COTECH 19-03-2026": [
                ["COTECH du jeudi 19 mars 2026"],
                ["Structure", "Nom", "Prénom", "Présent", "Excusé", "Absent"],
                ["Caf", "Rivet", "Anne", "x", "", ""],
                ["Lagrange", "Renaud", "Paul", "", "", "x"],
            ],
        },
        [
            *meeting(
                "COPIL",
                "2026-03-12",
                "14:00",
                None,
                present=[LAGRANGE],
                excused=[BROLLES],
                absent=[SAINT_PHAL],
            ),
            *meeting("COTECH", "2026-03-19", None, None, present=[CAF], absent=[LAGRANGE]),
        ],
    ),
    OfficerFile(
        "a sheet to sign, the facts of the meeting above it",
        {
            "Émargement": [
                ["FEUILLE D'ÉMARGEMENT"],
                ["Instance :", "COPIL CTG"],
                ["Date :", "jeudi 12 mars 2026"],
                ["Horaire :", "14h30 – 16h30"],
                ["Lieu :", "Mairie de Brolles"],
                ["Structure", "Nom et prénom", "Signature"],
                ["Lagrange", "Inès GABORIT", "signé"],
                ["MSA", "Guy PERCE", "excusé"],
                ["Caf", "Luc BON", "signé"],
            ]
        },
        meeting("COPIL", "2026-03-12", "14:30", "Mairie de Brolles", present=[LAGRANGE])
        + meeting(
            "COPIL", "2026-03-12", "14:30", "Mairie de Brolles", excused=[MSA], present=[CAF]
        ),
    ),
    OfficerFile(
        "meetings as sections, ditto marks",
        {
            "Présences": [
                ["Structure", "Représentant", "Présence"],
                ["COPIL du 12/03/2026"],
                ["Lagrange", "Mme Gaborit", "présente"],
                ["Brolles", "M. Saïd", "//"],
                ["MSA", "", "absent"],
                ["COTECH du 19/03/2026"],
                ["Caf", "Anne Rivet", "visio"],
                ["CCVS", "Tom Leroy", "excusé"],
            ]
        },
        [
            *meeting("COPIL", "2026-03-12", None, None, present=[LAGRANGE, BROLLES], absent=[MSA]),
            *meeting("COTECH", "2026-03-19", None, None, present=[CAF], excused=[EPCI]),
        ],
        merges=("A2:C2", "A6:C6"),
    ),
    OfficerFile(
        "three lists side by side under the meeting",
        {
            "CR": [
                ["COPIL du 12/03/2026 – liste des participants"],
                ["Présents", "Excusés", "Absents"],
                ["Lagrange", "Caf", "MSA"],
                ["Brolles", "Mme Vidal", ""],
                ["Jean Petit", "", ""],
            ]
        },
        meeting("COPIL", "2026-03-12", None, None, present=[LAGRANGE], excused=[CAF], absent=[MSA])
        + meeting("COPIL", "2026-03-12", None, None, present=[BROLLES], excused=[DEPARTEMENT])
        + meeting("COPIL", "2026-03-12", None, None, present=[SAINT_PHAL]),
    ),
    OfficerFile(
        "the meetings of a year, when and who, a name that nobody bears",
        {
            "Calendrier": [
                ["Réunion", "Quand", "Où", "Qui était là", "Excusés"],
                [
                    "COPIL n° 1",
                    "12/03/2026 à 14h",
                    "Lagrange",
                    "Lagrange / Brolles / Mairie de Vaubert",
                    "-",
                ],
                [
                    "COTECH n° 1",
                    "19/03/2026 à 9h30",
                    "visio",
                    "Caf + Les Petits Pas",
                    "CCVS (Tom Leroy)",
                ],
            ]
        },
        [
            *meeting("COPIL", "2026-03-12", "14:00", "Lagrange", present=[LAGRANGE, BROLLES]),
            *meeting(
                "COTECH", "2026-03-19", "09:30", "visio", present=[CAF, PETITS_PAS], excused=[EPCI]
            ),
        ],
        frozenset({"D2"}),
    ),
    OfficerFile(
        "sections of those present and excused, as in minutes",
        {
            "CR du 12 mars 2026": [
                ["Compte rendu du COPIL CTG – jeudi 12 mars 2026"],
                ["Nom", "Prénom", "Structure"],
                ["PRÉSENTS"],
                ["GABORIT", "Inès", "Lagrange"],
                ["SAÏD", "Karim", "Brolles"],
                ["EXCUSÉS"],
                ["BON", "Luc", "Caf"],
                ["ABSENTS"],
                ["PERCE", "Guy", "MSA"],
            ]
        },
        [
            *meeting("COPIL", "2026-03-12", None, None, present=[LAGRANGE, BROLLES]),
            *meeting("COPIL", "2026-03-12", None, None, excused=[CAF], absent=[MSA]),
        ],
        merges=("A3:C3", "A6:C6", "A8:C8"),
    ),
    OfficerFile(
        "a column for each meeting, lists under the days",
        {
            "Bilan": [
                ["Bilan des réunions 2026"],
                ["", "COPIL", "COTECH"],
                ["Date", "12/03/2026", "19/03/2026"],
                ["Lieu", "Mairie de Lagrange", "Caf"],
                ["Présents", "Lagrange, Brolles, Saint-Phal", "Caf, Les Petits Pas"],
                ["Excusés", "Caf", "CCVS"],
                ["Relevé de décisions", "Charte validée", "Calendrier arrêté"],
            ]
        },
        [
            *meeting(
                "COPIL",
                "2026-03-12",
                None,
                "Mairie de Lagrange",
                present=[LAGRANGE, BROLLES, SAINT_PHAL],
                excused=[CAF],
            ),
            *meeting(
                "COTECH", "2026-03-19", None, "Caf", present=[CAF, PETITS_PAS], excused=[EPCI]
            ),
        ],
        frozenset({"A7"}),
    ),
    OfficerFile(
        "a grid with a body over each day, colleges as sections and marks in figures",
        {
            "Présences": [
                ["Instance", "COPIL", "COTECH", "COPIL"],
                ["Membres", "jeu. 12/03/2026", "jeu. 19/03/2026", "mar. 02/06/2026"],
                ["Collège des élus"],
                ["Commune de Lagrange", 1, 1, 0],
                ["Commune de Brolles", 1, "", 1],
                ["Collège des partenaires"],
                ["CAF", 1, 1, "exc."],
                ["Présents", 3, 2, 1],
            ]
        },
        [
            *meeting("COPIL", "2026-03-12", None, None, present=[LAGRANGE, BROLLES, CAF]),
            *meeting("COTECH", "2026-03-19", None, None, present=[LAGRANGE, CAF]),
            *meeting("COPIL", "2026-06-02", None, None, absent=[LAGRANGE]),
            *meeting("COPIL", "2026-06-02", None, None, present=[BROLLES], excused=[CAF]),
        ],
        merges=("A3:D3", "A6:D6"),
    ),
    OfficerFile(
        "those present and those excused in one row, their number beside",
        {
            "Suivi": [
                [
                    "N°",
                    "Instance",
                    "Date",
                    "Heure",
                    "Participants",
                    "Excusé(e)s",
                    "Nb présents",
                    "CR envoyé",
                ],
                [
                    1,
                    "COPIL",
                    "12/03/2026",
                    "14h",
                    "M. SAÏD (Brolles) ; Mme MARCHAND (CCVS)",
                    "Mme VIDAL (Département), M. PERCE (MSA)",
                    2,
                    "oui",
                ],
                [
                    2,
                    "COTECH",
                    "19/03/2026",
                    "9h30",
                    "Paul Renaud, Anne Rivet et Nora Haddad",
                    "",
                    3,
                    "non",
                ],
            ]
        },
        [
            *meeting("COPIL", "2026-03-12", "14:00", None, present=[BROLLES, EPCI]),
            *meeting("COPIL", "2026-03-12", "14:00", None, excused=[DEPARTEMENT, MSA]),
            *meeting("COTECH", "2026-03-19", "09:30", None, present=[LAGRANGE, CAF, PETITS_PAS]),
        ],
    ),
]
