"""The elements that several rooms share: tabs, marked lines, headings of rows, a drawing, marks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from maillage.core import marks
from maillage.core.shell import PageLink
from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import ORGANISATIONS, shell

SHOWN = ("effect", "coming", "meeting", "ballot", "outcome", "theme")


@example_page
def components(request: HttpRequest) -> HttpResponse:
    """Each element once, with every mark of the states."""
    here = reverse("examples:components")
    tabs = (
        PageLink("Éléments", here, current=True),
        PageLink("Registre", reverse("examples:register")),
        PageLink("Frise", reverse("examples:timeline")),
    )
    context = {
        "shell": shell("components"),
        "tabs": tabs,
        "families": [(family, list(marks.FAMILIES[family])) for family in SHOWN],
        "organisations": ORGANISATIONS[:3],
    }
    return render(request, "examples/components.html", context)
