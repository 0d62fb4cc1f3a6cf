"""Which perimeters did the cooperation draw, and how does one draw another?"""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import long_date, number
from maillage.core.messages import say
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, answer_register
from maillage.core.register.cells import with_note
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.core.stale import Rival
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.territories import permissions
from maillage.ground.territories.atlas.drawing import View
from maillage.ground.territories.perimeters.forms import (
    PerimeterForm,
    blank_perimeter,
    form_of_perimeter,
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
from maillage.ground.territories.permissions import can_draw_perimeters
from maillage.ground.territories.territories.models import Territory
from maillage.ground.territories.territory_map.queries.concerned import Area, Concerned
from maillage.ground.territories.territory_map.queries.drawing import draw
from maillage.ground.territories.territory_search.queries import suggestions


def perimeters_register(access: Access) -> Register[Perimeter, Perimeter]:
    """The perimeters of the cooperation, those in force first shown."""
    slug = access.cooperation.slug
    draw = Action(
        _("Dessiner un périmètre"),
        reverse("territories:perimeter_draw", args=[slug]),
        icon="pencil",
        main=True,
    )
    gestures = (draw,) if can_draw_perimeters(access) else ()
    return Register(
        caption=_("Périmètres"),
        noun=(_("périmètre"), _("périmètres")),
        filename="perimetres",
        columns=_columns(),
        read=_rows,
        empty=Empty(
            _("Aucun périmètre pour l’instant"),
            _(
                "Commencez par celui qui dépasse les limites des membres : pays, parc, bassin de "
                "vie. Une liste de communes suffit."
            ),
            gestures,
        ),
        order="name",
        row_url=lambda row: reverse("territories:perimeter", args=[slug, row.pk]),
        search=Search(_("Chercher un périmètre"), _("Nom"), _matching),
        chips=(Chip("en-vigueur", _("Sur la carte"), _in_force, starts_on=True),),
        actions=gestures,
    )


def _columns() -> tuple[Column[Perimeter], ...]:
    return (
        Column(
            "name",
            _("Périmètre"),
            lambda row: row.territory.name,
            cell=lambda row: with_note(row.territory.name, str(row.get_nature_display())),
            sort=("territory__name",),
        ),
        Column(
            "communes",
            _("Communes"),
            lambda row: getattr(row, "communes", 0),
            sort=("communes",),
            numeric=True,
            measure="number",
        ),
        Column(
            "inhabitants",
            _("Habitants"),
            lambda row: getattr(row, "inhabitants", None),
            sort=("inhabitants",),
            numeric=True,
            measure="number",
        ),
        Column("source", _("Source"), lambda row: row.source, wide=True),
        Column(
            "drawn", _("Dessiné le"), lambda row: row.drawn_on, sort=("drawn_on",), measure="date"
        ),
        Column("author", _("Par"), lambda row: str(row.drawn_by), quiet=True),
    )


def _rows(rows: QuerySet[Perimeter]) -> Sequence[Perimeter]:
    return list(rows)


def _matching(rows: QuerySet[Perimeter], typed: str) -> QuerySet[Perimeter]:
    return rows.filter(territory__name__icontains=typed)


def _in_force(rows: QuerySet[Perimeter]) -> QuerySet[Perimeter]:
    return rows.filter(ended_on=None)


MOST_DRAWN = 200


def perimeters_reading(drawn: int, ended: int) -> str:
    """How many perimeters the cooperation has on its map, and how many it took off."""
    if not drawn:
        return _("Aucun périmètre n’est sur la carte.")
    words = ngettext(
        "Un périmètre est sur la carte", "%(n)s périmètres sont sur la carte", drawn
    ) % {"n": french.capital(french.in_words(drawn))}
    if not ended:
        return f"{words}."
    removed = ngettext("un en est retiré", "%(n)s en sont retirés", ended) % {
        "n": french.in_words(ended)
    }
    return f"{words}, {removed}."


def _perimeter_totals(rows: QuerySet[Perimeter]) -> tuple[int, int]:
    """How many of these are drawn, and how many ended; one query."""
    counts = rows.aggregate(
        drawn=Count("pk", filter=Q(ended_on=None)), ended=Count("pk", filter=~Q(ended_on=None))
    )
    return counts["drawn"], counts["ended"]


def sheet_of(access: Access, perimeter: Perimeter) -> Sheet:
    """The sheet of this perimeter, whose communes and inhabitants are counted."""
    return Sheet(
        title=perimeter.territory.name,
        sentence=_sentence(perimeter),
        place=place_of(access),
        facts=tuple(_facts(perimeter)),
        readers=(Readers("eye", _("Tous les accès"), _("toute la fiche")),),
        origin=_("Dessiné par %(who)s le %(day)s.")
        % {"who": perimeter.drawn_by, "day": long_date(perimeter.drawn_on)},
    )


def place_of(access: Access) -> tuple[PageLink, ...]:
    """What is above the pages of one perimeter."""
    slug = access.cooperation.slug
    return (PageLink(_("Périmètres"), reverse("territories:perimeters", args=[slug])),)


def _sentence(perimeter: Perimeter) -> str:
    communes: int = getattr(perimeter, "communes", 0)
    sentence = ngettext(
        "%(nature)s d’une commune.", "%(nature)s de %(count)s communes.", communes
    ) % {"nature": perimeter.get_nature_display().capitalize(), "count": number(communes)}
    if perimeter.ended_on:
        return _("%(sentence)s Il n’est plus sur la carte.") % {"sentence": sentence}
    return sentence


def _facts(perimeter: Perimeter) -> list[Fact]:
    inhabitants: int | None = getattr(perimeter, "inhabitants", None)
    unknown = _("pas encore dit")
    return [
        Fact(_("Nature"), perimeter.get_nature_display()),
        Fact(
            _("Habitants"),
            unknown if inhabitants is None else number(inhabitants),
            _("somme des communes"),
        ),
        Fact(_("Source"), perimeter.source or unknown),
        Fact(
            _("Tracé"),
            _("contour déposé") if perimeter.is_from_file else _("contours réunis des territoires"),
        ),
    ]


def alone(perimeter: Perimeter, parts: list[Territory]) -> Concerned:
    """The perimeter and what composes it, for its own drawing."""
    areas = _areas(parts)
    areas.append(Area(perimeter.territory, perimeter.territory.name, "", "perimeters", 0, {}))
    return Concerned((), tuple(areas), (), (), len(parts))


def unfinished(parts: tuple[Territory, ...]) -> Concerned:
    """The territories chosen so far, for the preview of a perimeter."""
    return Concerned((), tuple(_areas(list(parts))), (), (), len(parts))


def _areas(parts: list[Territory]) -> list[Area]:
    drawn = parts if len(parts) <= MOST_DRAWN else []
    return [Area(part, part.name, "", "parts", 0, {}) for part in drawn]


FORM = "territories/perimeter_form.html"


@cooperation_page(can=permissions.can_see_territories)
def perimeters(request: CooperationRequest) -> HttpResponse:
    """The register of perimeters."""
    return answer_register(
        request,
        perimeters_register(request.access),
        perimeters_of(request.access),
        template="territories/perimeters.html",
        context={
            "sentence": lambda: perimeters_reading(
                *_perimeter_totals(perimeters_of(request.access))
            )
        },
    )


@cooperation_page(can=permissions.can_see_territories)
def perimeter(request: CooperationRequest, perimeter: int) -> HttpResponse:
    """The sheet of one perimeter, with its drawing."""
    record = get_object_or_404(perimeters_of(request.access), pk=perimeter)
    parts = list(parts_of(record))
    return render(
        request,
        "territories/perimeter.html",
        {
            "perimeter": record,
            "parts": parts,
            "sheet": sheet_of(request.access, record),
            "drawing": draw(alone(record, parts), View()),
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
    record = get_object_or_404(perimeters_of(request.access), pk=perimeter)
    if request.method != "POST":
        return _form_page(request, form_of_perimeter(record), record)
    if "save" not in request.POST:
        return _form_page(request, unfinished_perimeter(request, request.access), record)
    form = typed_perimeter(request, request.access)
    if not form.is_valid():
        return _form_page(request, form, record)
    try:
        change_perimeter(
            author=request.user,
            perimeter=record,
            drawing=form.drawing(),
            read=form.cleaned_data["version"] or 0,
            day=timezone.localdate(),
        )
    except StaleVersionError:
        return _conflict_page(request, form, perimeter)
    say(request, _("Le périmètre « %(name)s » est enregistré.") % {"name": record.territory.name})
    return _to_sheet(request, record)


@cooperation_page(can=permissions.can_draw_perimeters)
def perimeter_end(request: CooperationRequest, perimeter: int) -> HttpResponse:
    """Takes a perimeter off the map, or puts it back."""
    record = get_object_or_404(perimeters_of(request.access), pk=perimeter)
    if request.method != "POST":
        return _to_sheet(request, record)
    if record.ended_on is None:
        end_perimeter(author=request.user, perimeter=record, day=timezone.localdate())
        say(request, _("Le périmètre n’est plus sur la carte ; il reste dans la liste."))
    else:
        resume_perimeter(author=request.user, perimeter=record)
        say(request, _("Le périmètre est de nouveau sur la carte."))
    return _to_sheet(request, record)


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
    cleaned = form.cleaned_data
    conflict = {
        "rival": Rival.at(str(theirs.drawn_by), theirs.saved_at),
        "rows": [
            {"label": _("Nom"), "typed": cleaned["name"], "saved": theirs.territory.name},
            {"label": _("Source"), "typed": cleaned["source"], "saved": theirs.source},
            {
                "label": _("Territoires"),
                "typed": ", ".join(part.name for part in form.chosen),
                "saved": ", ".join(part.name for part in parts_of(theirs)),
            },
        ],
    }
    return _form_page(request, form, theirs, conflict)
