"""The Sheet, on an invented structure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from maillage.core.panels import Panel
from maillage.core.sheet import Fact, Line, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import shell

VOTED = Panel(
    "Ce qu’elle a voté",
    "core/parts/lines.html",
    {
        "lines": [
            Line("Service unifié", "Adoptée le 8 octobre, 24 voix sur 26.", "", "answer", "yes"),
            Line("Chef de file mobilités", "Accord tacite le 3 octobre.", "", "answer", "tacit"),
        ]
    },
)
PROMISED = Panel(
    "Ce qu’elle a promis",
    "core/parts/lines.html",
    {"lines": [Line("Six jours d’un agent", "Acte attendu.", "", "answer", "sent")]},
)


@example_page
def sheet(request: HttpRequest) -> HttpResponse:
    """Everything known of a structure, on one page."""
    described = Sheet(
        title="CC du Bocage d’Ervelle",
        sentence="Elle a adopté trois décisions et laissé passer une quatrième par silence.",
        place=(PageLink("Structures", reverse("examples:register")),),
        facts=(
            Fact("Forme", "Communauté de communes, née le 1er janvier 2017"),
            Fact("Population", "14 380 habitants, 17 communes", "population municipale 2023"),
            Fact("Siège", "4 place de la Halle, Ervelle-le-Château"),
            Fact("Nature", "Mariage plutôt souhaité", "lecture du 4 mai", on_paper=False),
        ),
        panels=(VOTED, PROMISED),
        readers=(
            Readers("eye", "Tous les accès", "carte, personnes, votes"),
            Readers("lock", "Les chargées de coopération", "la nature"),
        ),
    )
    return render(request, "core/sheet.html", {"sheet": described, "shell": shell("sheet")})
