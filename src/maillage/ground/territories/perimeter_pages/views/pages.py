"""Which perimeters did the cooperation draw, and how does one draw another?"""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.said import say
from maillage.core.stale import Rival
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.territories import permissions
from maillage.ground.territories.atlas.drawing import View
from maillage.ground.territories.perimeter_pages.views.register import perimeters_register
from maillage.ground.territories.perimeter_pages.views.sheet import (
    alone,
    place_of,
    sheet_of,
    unfinished,
)
from maillage.ground.territories.perimeters.forms import (
    PerimeterForm,
    blank_perimeter,
    kept_perimeter,
    typed_perimeter,
    unfinished_perimeter,
)
from maillage.ground.territories.perimeters.models import Perimeter
from maillage.ground.territories.perimeters.queries import parts_of
from maillage.ground.territories.perimeters.queries import perimeters as perimeters_of
from maillage.ground.territories.perimeters.services import (
    change_perimeter,
    draw_perimeter,
    end_perimeter,
    resume_perimeter,
)
from maillage.ground.territories.territory_map.queries.drawing import draw
from maillage.ground.territories.territory_search.queries import suggestions

FORM = "territories/perimeter_form.html"


@cooperation_page(can=permissions.can_see_territories)
def perimeters(request: CooperationRequest) -> HttpResponse:
    """The register of perimeters."""
    return answer_register(
        request,
        perimeters_register(request.access),
        perimeters_of(request.access),
        template="territories/perimeters.html",
        context={},
    )


@cooperation_page(can=permissions.can_see_territories)
def perimeter(request: CooperationRequest, perimeter: int) -> HttpResponse:
    """The sheet of one perimeter, with its drawing."""
    found = get_object_or_404(perimeters_of(request.access), pk=perimeter)
    parts = list(parts_of(found))
    return render(
        request,
        "territories/perimeter.html",
        {
            "perimeter": found,
            "parts": parts,
            "sheet": sheet_of(request.access, found),
            "drawing": draw(alone(found, parts), View()),
        },
    )


@cooperation_page(can=permissions.can_draw_perimeters)
def perimeter_draw(request: CooperationRequest) -> HttpResponse:
    """The form by which a perimeter is drawn; it searches, adds and removes without losing it."""
    if request.method != "POST":
        form = blank_perimeter(request.access, request.GET.getlist("parts"))
        return _form_page(request, form)
    if "save" not in request.POST:
        return _form_page(request, unfinished_perimeter(request, request.access))
    form = typed_perimeter(request, request.access)
    if not form.is_valid():
        return _form_page(request, form)
    drawn = draw_perimeter(
        author=request.user,
        cooperation=request.access.cooperation,
        drawing=form.drawing(),
        day=timezone.localdate(),
    )
    say(request, _("Le périmètre « %(name)s » est dessiné.") % {"name": drawn.territory.name})
    return _to_sheet(request, drawn)


@cooperation_page(can=permissions.can_draw_perimeters)
def perimeter_edit(request: CooperationRequest, perimeter: int) -> HttpResponse:
    """The form by which a perimeter changes; a stale one shows both texts."""
    found = get_object_or_404(perimeters_of(request.access), pk=perimeter)
    if request.method != "POST":
        return _form_page(request, kept_perimeter(found), found)
    if "save" not in request.POST:
        return _form_page(request, unfinished_perimeter(request, request.access), found)
    form = typed_perimeter(request, request.access)
    if not form.is_valid():
        return _form_page(request, form, found)
    try:
        change_perimeter(
            author=request.user,
            perimeter=found,
            drawing=form.drawing(),
            read=form.cleaned_data["version"] or 0,
            day=timezone.localdate(),
        )
    except StaleVersionError:
        return _conflict_page(request, form, perimeter)
    say(request, _("Le périmètre « %(name)s » est enregistré.") % {"name": found.territory.name})
    return _to_sheet(request, found)


@cooperation_page(can=permissions.can_draw_perimeters)
def perimeter_end(request: CooperationRequest, perimeter: int) -> HttpResponse:
    """Takes a perimeter off the map, or puts it back."""
    found = get_object_or_404(perimeters_of(request.access), pk=perimeter)
    if request.method != "POST":
        return _to_sheet(request, found)
    if found.ended_on is None:
        end_perimeter(author=request.user, perimeter=found, day=timezone.localdate())
        say(request, _("Le périmètre n’est plus sur la carte ; il reste dans la liste."))
    else:
        resume_perimeter(author=request.user, perimeter=found)
        say(request, _("Le périmètre est de nouveau sur la carte."))
    return _to_sheet(request, found)


def _to_sheet(request: CooperationRequest, perimeter: Perimeter) -> HttpResponseRedirect:
    return redirect("territories:perimeter", request.access.cooperation.slug, perimeter.pk)


def _form_page(
    request: CooperationRequest,
    form: PerimeterForm,
    perimeter: Perimeter | None = None,
    conflict: dict[str, object] | None = None,
) -> HttpResponse:
    typed = request.POST.get("q", "").replace("\x00", "").strip()
    context: dict[str, object] = {
        "form": form,
        "perimeter": perimeter,
        "typed": typed,
        "found": suggestions(request.access, typed) if typed else [],
        "chosen": {part.ref for part in form.chosen},
        "conflict": conflict,
        "place": place_of(request.access),
        "here": _("Modifier") if perimeter else _("Dessiner"),
    }
    if "HX-Request" in request.headers:
        return render(request, f"{FORM}#answers", context)
    context["drawing"] = draw(unfinished(form.chosen), View())
    return render(request, FORM, context, status=409 if conflict else 200)


def _conflict_page(request: CooperationRequest, form: PerimeterForm, number: int) -> HttpResponse:
    """Both texts: what was typed stays in the form, which now knows the version it will replace."""
    theirs = get_object_or_404(perimeters_of(request.access), pk=number)
    form.data = {**{key: form.data[key] for key in form.data}, "version": theirs.version}
    said = form.cleaned_data
    conflict = {
        "rival": Rival.at(str(theirs.drawn_by), theirs.saved_at),
        "rows": [
            {"label": _("Nom"), "typed": said["name"], "saved": theirs.territory.name},
            {"label": _("Source"), "typed": said["source"], "saved": theirs.source},
            {
                "label": _("Territoires"),
                "typed": ", ".join(part.name for part in form.chosen),
                "saved": ", ".join(part.name for part in parts_of(theirs)),
            },
        ],
    }
    return _form_page(request, form, theirs, conflict)
