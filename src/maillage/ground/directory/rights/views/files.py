"""In which files does a person receive what is known of them?"""

import json

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from maillage.core.personal import Chapter
from maillage.ground.directory.records.models.people import Person


def personal_file(request: HttpRequest, person: Person, chapters: list[Chapter]) -> HttpResponse:
    """The file asked for: a page that opens alone, or JSON."""
    name = f"personne-{person.pk}-{timezone.localdate():%Y-%m-%d}"
    if request.POST.get("format") == "json":
        told = {
            "personne": str(person),
            "fichier": str(person.workspace),
            "exporté_le": timezone.localdate().isoformat(),
            "rubriques": [_as_json(chapter) for chapter in chapters],
        }
        content = json.dumps(told, ensure_ascii=False, indent=1)
        response = HttpResponse(content, "application/json; charset=utf-8")
        name += ".json"
    else:
        context = {
            "person": person,
            "chapters": chapters,
            "workspace": person.workspace,
            "today": timezone.localdate(),
        }
        page = render_to_string("directory/parts/person_export.html", context)
        response = HttpResponse(page, "text/html; charset=utf-8")
        name += ".html"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _as_json(chapter: Chapter) -> dict[str, object]:
    rows = [dict(zip(chapter.headers, row, strict=True)) for row in chapter.rows]
    return {"rubrique": chapter.title, "lignes": rows}
