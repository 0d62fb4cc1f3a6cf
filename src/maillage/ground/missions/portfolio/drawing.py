"""How are the phases of a cooperation drawn on one small thread?"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from maillage.core.sprite import sprite
from maillage.ground.missions.portfolio.queries import MiniPhase, PortfolioRow

# The name of each phase, as short as the mark under it is narrow.
SHORT = {
    "pre": _("Préal."),
    "emergence": _("Émerg."),
    "construction": _("Constr."),
    "implementation": _("Œuvre"),
    "cross": _("Transv."),
}


def mini_svg(row: PortfolioRow) -> SafeString:
    """The five marks, with their words for those who do not see them; these alone if withheld.

    Nothing calls whoever only reads them.
    """
    if row.is_withheld:
        return format_html("{}", row.in_words)
    return format_html(
        '<svg class="m-mini{}" viewBox="0 0 212 22" role="img" aria-label="{}">{}{}</svg>',
        "" if row.leads else " m-mini-read",
        row.in_words,
        format_html_join("", "{}", ((_line(phase),) for phase in row.phases[:-1])),
        format_html_join("", "{}", ((_mark(phase),) for phase in row.phases)),
    )


def mini_head(label: str) -> SafeString:
    """The names of the phases above their marks; the label for those who do not see them."""
    return format_html(
        '<span class="m-hide">{}</span><span class="m-mini-head" aria-hidden="true">{}</span>',
        label,
        format_html_join("", '<i data-phase="{}">{}</i>', SHORT.items()),
    )


def _line(phase: MiniPhase) -> SafeString:
    return format_html(
        '<line class="thread thread-{}" data-phase="{}" x1="{}" x2="{}" y1="11" y2="11"/>',
        phase.state or "unread",
        phase.slug,
        phase.line_start,
        phase.line_end,
    )


def _mark(phase: MiniPhase) -> SafeString:
    if not phase.state:
        return format_html('<circle class="unread" cx="{}" cy="11" r="2.5"/>', phase.x)
    return format_html(
        '<g data-phase="{}"><use href="{}#s-{}" x="{}" y="3.5" width="15" height="15"'
        ' class="m-mark" data-state="{}"/></g>',
        phase.slug,
        sprite(),
        phase.state,
        str(phase.mark_x),
        phase.state,
    )
