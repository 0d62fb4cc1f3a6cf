"""A plan of sixty actions, as an officer typed it over the years."""

NAMES = ("CC du Sud Retz", "Commune de Rouans", "Commune de Vue", "Caf de Retz", "MSA de Retz")
HEADINGS = "N°;Action;Qui pilote ?;Avec qui;Démarrage;Fin prévue;Où on en est;Remarques"
STATES = ("en cours", "à venir", "En cours - 60 %", "fait", "abandonné (pas de candidats)", "")
DAYS = ("03/27", "T2 2027", "fin 2027", "15/09/2027", "à définir", "sept. 2027")


def messy_plan() -> str:
    """Sixty lines under axes, dated and told in as many ways as an officer writes."""
    lines = ["Plan d’actions de la CTG;;;;;;;", ";;;;;;;", HEADINGS]
    number = 0
    for axis in range(1, 7):
        lines.append(f"Axe {axis} : Grandir ensemble {axis};;;;;;;")
        for place in range(10):
            number += 1
            pilot = NAMES[number % len(NAMES)]
            partners = f"{NAMES[(number + 1) % 5]}, {NAMES[(number + 2) % 5]}"
            start, end = ("01/2027", DAYS[place % 6]) if place else ("", "")
            title = f"Ouvrir le lieu d’accueil n° {number} à Saint-Mars"
            lines.append(
                f"{axis}.{place + 1};{title};{pilot};{partners};{start};{end};"
                f"{STATES[place % 6]};voir avec l’élu"
            )
    return "\n".join([*lines, ";Total : 60 actions;;;;;;"])
