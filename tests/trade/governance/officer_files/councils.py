"""Follow-ups of deliberations as officers write them: (structure, vote, day, planned, voices)."""

from tests.trade.governance.officer_files.scene import (
    BROLLES,
    DEPARTEMENT,
    EPCI,
    LAGRANGE,
    SAINT_PHAL,
    OfficerFile,
)

FIELDS = "organisation", "vote", "session_on", "planned", "for", "against", "abstentions"
ADOPTED = "adopted", "2026-10-12", None
FILES = [
    OfficerFile(
        "the vote, its day and its voices in one cell",
        {
            "Délibérations": [
                ["Suivi des délibérations – Convention territoriale globale 2026-2030"],
                ["Collectivité", "Délibération", "Remarques"],
                ["Lagrange", "voté à l'unanimité le 12/10/2026", ""],
                ["Brolles", "12 pour 2 abst. le 12/10/2026", ""],
                ["Saint-Phal", "ajourné le 12/10/2026", "le maire veut en reparler"],
                ["CCVS", "n'a pas délibéré", ""],
                ["Département", "en attente", ""],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, None, None, None),
            (BROLLES, *ADOPTED, 12, None, 2),
            (SAINT_PHAL, "deferred", "2026-10-12", None, None, None, None),
            (EPCI, None, None, None, None, None, None),
            (DEPARTEMENT, None, None, None, None, None, None),
        ],
    ),
    OfficerFile(
        "voices in three columns under a group, days with their weekday",
        {
            "CTG": [
                ["", "", "", "Vote", "", "", ""],
                ["Commune", "Conseil du", "N° délib.", "Pour", "Contre", "Abst.", "Résultat"],
                ["Lagrange", "lundi 12 octobre 2026", "2026-41", 14, 0, 1, "favorable"],
                ["Brolles", "lun. 12/10/2026", "2026/57", 9, 2, 0, "Adoptée"],
                ["Saint-Phal", "mar. 13/10/2026", "", 3, 8, 0, "rejetée"],
                ["TOTAL", "", "", 26, 10, 1, ""],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, 14, 0, 1),
            (BROLLES, *ADOPTED, 9, 2, 0),
            (SAINT_PHAL, "refused", "2026-10-13", None, 3, 8, 0),
        ],
        merges=("D1:F1",),
    ),
    OfficerFile(
        "kinds of councils as sections",
        {
            "Suivi": [
                ["Structure", "Date", "Avis", "Observations"],
                ["EPCI"],
                ["CC Val de Sarne", "12/10/2026", "favorable", "unanimité (32 voix)"],
                ["COMMUNES"],
                ["Lagrange", "12/10/2026", "OK", ""],
                ["Brolles", "15/12/2026", "prévu", ""],
                ["Saint-Phal", "", "pas encore inscrit", "relancer"],
                ["2 conseils sur 4 ont délibéré"],
            ]
        },
        [
            (EPCI, *ADOPTED, 32, None, None),
            (LAGRANGE, *ADOPTED, None, None, None),
            (BROLLES, None, None, "2026-12-15", None, None, None),
            (SAINT_PHAL, None, None, None, None, None, None),
        ],
        merges=("A2:D2", "A4:D4"),
    ),
    OfficerFile(
        "structures as sections, a row for each question",
        {
            "Délibs": [
                ["Objet de la délibération", "Date du conseil", "Vote", "N° acte"],
                ["Commune de Lagrange"],
                ["Convention territoriale globale 2026-2030", "12/10/2026", "Adoptée", "2026-41"],
                ["Communauté de communes du Val de Sarne"],
                ["Convention territoriale globale 2026-2030", "20/10/2026", "Adoptée", "C-2026-9"],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, None, None, None),
            (EPCI, "adopted", "2026-10-20", None, None, None, None),
        ],
        merges=("A2:D2", "A4:D4"),
    ),
    OfficerFile(
        "everyday words of waiting, of putting off and of agreement",
        {
            "Feuil1": [
                ["Qui", "Passage en conseil", "Délibéré (O/N)"],
                ["Lagrange", "12/10/2026", "OK"],
                ["Brolles", "reporté à janvier 2027", "non"],
                ["Saint-Phal", "inscrit à l'ODJ du 15/12/2026", "en attente"],
                ["CCVS", "12/10/26", "O"],
                ["Dépt", "", "sans objet"],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, None, None, None),
            (BROLLES, None, None, None, None, None, None),
            (SAINT_PHAL, None, None, "2026-12-15", None, None, None),
            (EPCI, *ADOPTED, None, None, None),
            (DEPARTEMENT, None, None, None, None, None, None),
        ],
        frozenset({"B3"}),
    ),
    OfficerFile(
        "one tab per decision, with who follows it",
        {
            "Convention CTG 2026-2030": [
                ["Conseil", "Voté le", "Sens du vote", "Décompte", "Référent"],
                ["Lagrange", "12/10/2026", "unanimité", "15 pour", "Mme Gaborit"],
                ["Brolles", "12/10/2026", "majorité", "11 pour, 3 contre, 1 abstention", ""],
                ["Saint-Phal", "12/10/2026", "favorable avec réserves", "", "revoir la clé"],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, 15, None, None),
            (BROLLES, *ADOPTED, 11, 3, 1),
            (SAINT_PHAL, "reserved", "2026-10-12", None, None, None, None),
        ],
        frozenset({"C4"}),
    ),
    OfficerFile(
        "the decision over its columns",
        {
            "Tableau": [
                ["", "Convention territoriale globale 2026-2030", "", ""],
                ["Collectivités", "Date", "Vote", "N° de délibération"],
                ["Lagrange", "12/10/2026", "Pour", "41"],
                ["Brolles", "12/10/2026", "P", "57"],
                ["CCVS", "idem", "Pour", "C9"],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, None, None, None),
            (BROLLES, *ADOPTED, None, None, None),
            (EPCI, *ADOPTED, None, None, None),
        ],
        merges=("B1:D1",),
    ),
    OfficerFile(
        "the decision heads a column of answers",
        {
            "Délibérations": [
                ["Où en sont les conseils ?"],
                ["Membre", "Convention territoriale globale 2026-2030"],
                ["Lagrange", "adoptée le 12/10/2026"],
                ["Brolles", "OK 12/10/2026"],
                ["CCVS", "prévu le 15/12/2026"],
                ["Saint-Phal", "refus 12/10/2026 (5 pour, 7 contre)"],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, None, None, None),
            (BROLLES, *ADOPTED, None, None, None),
            (EPCI, None, None, "2026-12-15", None, None, None),
            (SAINT_PHAL, "refused", "2026-10-12", None, 5, 7, None),
        ],
    ),
    OfficerFile(
        "the whole story in a cell of progress",
        {
            "Suivi": [
                ["Suivi de la délibération CTG"],
                ["Collectivité", "Où en est-on ?", "Contact"],
                [
                    "Lagrange",
                    "CM du 12/10/2026 : adopté (13 pour / 1 contre / 0 abst.)",
                    "Mme Gaborit",
                ],
                ["Brolles", "Prévu au CM du 15/12/2026", ""],
                ["Saint-Phal", "A relancer", ""],
                ["CCVS", "Voté le 12 octobre 2026 à l'unanimité", ""],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, 13, 1, 0),
            (BROLLES, None, None, "2026-12-15", None, None, None),
            (SAINT_PHAL, None, None, None, None, None, None),
            (EPCI, *ADOPTED, None, None, None),
        ],
    ),
    OfficerFile(
        "ticks, and the day beside them",
        {
            "Suivi": [
                ["Membre", "Délibéré", "Le", "N°"],
                ["Lagrange", "✔", "12/10/2026", "41"],
                ["Brolles", "en cours", "", ""],
                ["Saint-Phal", "✘", "", ""],
                ["CCVS", "oui", "12/10/2026", "C9"],
            ]
        },
        [
            (LAGRANGE, *ADOPTED, None, None, None),
            (BROLLES, None, None, None, None, None, None),
            (SAINT_PHAL, None, None, None, None, None, None),
            (EPCI, *ADOPTED, None, None, None),
        ],
    ),
]
