"""What the register of planned gestures and the page of one gesture show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.register import Action, Chip, Column, Empty, Register, Search
from maillage.core.register.cells import missing, with_note
from maillage.core.timeline.description import Landmark, Line, Span, Timeline
from maillage.core.windows import Window
from maillage.foundation.cooperations.models import Access
from maillage.trade.context import permissions
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.act_or_wait.queries import StructureTime, first_and_last, moves_named
from maillage.trade.context.act_or_wait.words import advice_words, became_words, unknown_words

ONE_DAY = timedelta(days=1)
SHORT: dict[str, Promise] = {
    "council": lazy("conseil"),
    "deliberation": lazy("délibération en attente"),
    "election": lazy("période préélectorale"),
    "news": lazy("actualité"),
}


def move_register(access: Access, today: date) -> Register[Move, Move]:
    """The register of planned gestures, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = move_gestures(access)
    return Register(
        caption=_("Agir ou attendre"),
        noun=(_("geste"), _("gestes")),
        filename="gestes",
        columns=_columns(),
        read=list,
        order="autour",
        row_url=lambda row: reverse("context:move", args=[slug, row.pk]),
        search=Search(_("Filtrer les gestes"), _("Mots"), moves_named),
        chips=(
            Chip(
                "a-faire",
                _("à faire"),
                lambda rows: rows.filter(done_on__isnull=True),
                starts_on=True,
            ),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucun geste prévu pour l’instant"),
            _(
                "Prévoyez le prochain geste qui compte : demander un vote, proposer un poste "
                "commun. Maillage dira, structure par structure, s’il faut agir, préparer ou "
                "attendre, et pourquoi."
            ),
            gestures,
        ),
    )


def move_gestures(access: Access) -> tuple[Action, ...]:
    """The gesture of who plans."""
    if not permissions.can_keep_moves(access):
        return ()
    add = reverse("context:move_add", args=[access.cooperation.slug])
    return (Action(_("Prévoir un geste"), add, "plus", main=True),)


def _columns() -> tuple[Column[Move], ...]:
    return (
        Column("geste", _("Geste prévu"), lambda row: row.label, sort=("folded", "pk"), wide=True),
        Column(
            "autour",
            _("Autour du"),
            lambda row: row.around_on,
            sort=("around_on", "pk"),
            numeric=True,
        ),
        Column("structures", _("Envers"), parties_words, wide=True),
        Column(
            "fait",
            _("Fait le"),
            lambda row: row.done_on,
            cell=lambda row: (
                with_note(french.long_date(row.done_on), row.outcome)
                if row.done_on
                else missing(_("pas encore fait"))
            ),
            sort=("done_on", "pk"),
            wide=True,
        ),
    )


def parties_words(one: Move) -> str:
    """The structures of a gesture, by their short names."""
    return ", ".join(
        party.organisation.short_name or party.organisation.name for party in one.parties.all()
    )


@dataclass(frozen=True, slots=True)
class ShownTime:
    """A structure as the table of advice tells it."""

    name: str
    url: str
    step: str
    advice: str
    reasons: Sequence[tuple[str, str]]
    became: str
    unknown: str


def shown_times(access: Access, times: Sequence[StructureTime]) -> list[ShownTime]:
    """The table of advice, structure by structure."""
    slug = access.cooperation.slug
    return [
        ShownTime(
            name=time.organisation.name,
            url=reverse("directory:organisation", args=[slug, time.organisation.pk]),
            step=time.advice.step.value,
            advice=advice_words(time),
            reasons=[(one.reason, one.url) for one in time.advice.reasons],
            became=became_words(time),
            unknown=unknown_words(time),
        )
        for time in times
    ]


def move_timeline(
    access: Access, move: Move, times: Sequence[StructureTime], today: date
) -> Timeline:
    """One line for each structure: what helps thick, what hinders broken, around the day.

    A posture is no moment: it is among the reasons, and not drawn.
    """
    first, last = first_and_last(move.around_on, today)
    slug = access.cooperation.slug
    return Timeline(
        caption=move.label,
        filename="agir-ou-attendre",
        line_title=_("Structure"),
        lines=[
            Line(
                label=time.organisation.short_name or time.organisation.name,
                note=advice_words(time),
                url=reverse("directory:organisation", args=[slug, time.organisation.pk]),
                spans=tuple(
                    _span(window, first, last)
                    for window in time.windows
                    if window.kind != "posture"
                ),
            )
            for time in times
        ],
        landmarks=(Landmark(move.around_on, _("le geste")),),
        headers=(_("Ce que cela fait"), _("Pourquoi")),
        thicknesses=(("firm", _("porte")), ("worn", _("retient"))),
    )


def _span(window: Window, first: date, last: date) -> Span:
    """The window inside the stretch that is looked at; its true dates are in words."""
    start = min(max(window.first, first), last)
    end = max(min(window.last or last, last), start)
    return Span(
        start=start,
        end=max(end, start + ONE_DAY) if window.first == window.last else end,
        words=_short(window),
        thickness="firm" if window.helps else "worn",
        told=(_("porte") if window.helps else _("retient"), window.reason),
        dates=_dates(window),
    )


def _short(window: Window) -> str:
    """What the window is, in a few words: the drawing has no room for its reason."""
    return str(SHORT.get(window.kind, window.reason))


def _dates(window: Window) -> str:
    if window.last is None:
        return _("depuis le %(day)s") % {"day": french.long_date(window.first)}
    if window.first == window.last:
        return french.long_date(window.first)
    return f"{french.long_date(window.first)} – {french.long_date(window.last)}"
