"""The tags every template may use: marks, icons, French dates and numbers, rights, fields."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module

from django import template
from django.apps import apps
from django.forms import BaseForm, BoundField
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from maillage.core import french, marks
from maillage.core.drawing.thread import draw_thread
from maillage.core.drawing.thread_svg import EXPECTED, MISSED, thread_svg
from maillage.core.expected import expected_tag, page_expects
from maillage.core.fields import FieldPart, Located, field_part, located_errors
from maillage.core.form_parts import FormParts
from maillage.core.form_parts import form_parts as parts_of_form
from maillage.core.lines_html import lines_html
from maillage.core.links import address
from maillage.core.matrix.html import body_html, foot_html
from maillage.core.matrix.window import Window
from maillage.core.panels import Panel
from maillage.core.raised import escaped, raised
from maillage.core.sheet import Line
from maillage.core.shell import PageLink, Shell
from maillage.core.sprite import sprite
from maillage.core.strands import Thread
from maillage.core.timeline.answer import TimelinePage
from maillage.core.timeline.svg import timeline_svg
from maillage.core.timeline.table import rows_html as rows_of_timeline

register = template.Library()
register.tag("expected", expected_tag)
register.simple_tag(page_expects, takes_context=True)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, always beside a word."""
    return format_html(
        '<svg class="m-icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', sprite(), name
    )


@register.simple_tag
def mark_bare(family: str, value: str, declared: bool = False) -> SafeString:
    """The shape alone, for a place where its word is written beside it."""
    return format_html(
        '<svg class="m-mark" data-{}="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        marks.FAMILIES[family][value].attribute,
        value,
        sprite(),
        marks.mark_symbol(family, value, declared=declared),
    )


@register.simple_tag
def mark(family: str, value: str, declared: bool = False) -> SafeString:
    """The shape, and its word for those who do not see it."""
    return format_html(
        '{}<span class="m-hide"> {}</span>',
        mark_bare(family, value, declared),
        _words(family, value, declared),
    )


@register.simple_tag
def mark_word(family: str, value: str, declared: bool = False) -> SafeString:
    """The shape and its word, both visible."""
    return format_html(
        '<span class="m-state m-state-{}">{}{}</span>',
        value,
        mark_bare(family, value, declared),
        _words(family, value, declared),
    )


@register.simple_tag
def lines_of(lines: Iterable[Line]) -> SafeString:
    """The items of a list of short things."""
    return lines_html(lines, mark)


def _words(family: str, value: str, declared: bool) -> str:
    word = str(marks.FAMILIES[family][value].word)
    return f"{word}, déclaré" if declared else word


@register.simple_tag
def state_word(state: str) -> str:
    """The word of a mission's state, where its shape is already drawn."""
    return str(marks.STATES[state].word)


@register.simple_tag(takes_context=True)
def tab(context: Context, view_name: str, label: str) -> SafeString:
    """One of the sibling views of a tool, for a list of `.m-tabs`: its name, lit on its page."""
    request = context["request"]
    url = address(view_name, request.access.cooperation.slug)
    lit = mark_safe(' aria-current="page"') if request.path == url else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, lit, label)


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through a short list that a template writes."""
    return text.split()


@register.filter
def in_words(count: int) -> str:
    """How many, in words up to sixteen, in figures beyond."""
    return french.in_words(count)


@register.filter
def under(cells: Iterable[str], headers: Iterable[str]) -> list[tuple[str, str]]:
    """Each cell of a row with the head of its column, which names it on a phone."""
    return list(zip(headers, cells, strict=False))


@register.filter
def headed(name: object) -> str:
    """A name as a line begins with it."""
    return french.headed(str(name))


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The lines of a list to choose from: written here, a list holds hundreds of structures."""
    return SafeString("".join(_option(value, label, chosen) for value, label in choices))


def _option(value: object, label: object, chosen: object) -> str:
    selected = " selected" if value == chosen else ""
    return f'<option value="{escaped(value)}"{selected}>{escaped(label)}</option>'


@register.simple_tag
def matrix_body(window: Window) -> SafeString:
    """The rows of a matrix."""
    return body_html(window, sprite())


@register.simple_tag
def matrix_foot(window: Window) -> SafeString:
    """What the columns of a matrix tell."""
    return foot_html(window)


@register.simple_tag
def timeline_drawing(page: TimelinePage) -> SafeString:
    """A timeline drawn over its period."""
    return timeline_svg(page.drawing, page.timeline.caption, sprite())


@register.simple_tag
def timeline_rows(page: TimelinePage) -> SafeString:
    """The rows of the table that says the same as a timeline."""
    return rows_of_timeline(page, timezone.localdate(), sprite())


@register.simple_tag
def thread_drawing(thread: Thread, label: str) -> SafeString:
    """The thread of a structure at its full size; the list beside it says the same."""
    return thread_svg(draw_thread(thread, timezone.localdate()), label, sprite())


@register.filter
def legend_of(thread: Thread) -> list[tuple[str, str, str]]:
    """The shapes that a thread bears, each once, and all their words."""
    pairs = {(one.family, one.value) for one in thread.all_marks if one.family}
    pairs |= {MISSED for one in thread.all_marks if one.missed_on}
    comes = any(one.next_on and one.family != "attendance" for one in thread.all_marks)
    words_by_symbol: dict[tuple[str, str, str], list[str]] = {}
    for family, values in marks.FAMILIES.items():
        for value, mark in values.items():
            if (family, value) in pairs:
                first = "answer" if family == "promise" else family
                words_by_symbol.setdefault((first, value, mark.symbol), []).append(str(mark.word))
    if comes:
        key = (*EXPECTED, marks.FAMILIES[EXPECTED[0]][EXPECTED[1]].symbol)
        words_by_symbol.setdefault(key, []).append(_("jour prévu"))
    return [(*key[:2], ", ".join(words)) for key, words in words_by_symbol.items()]


@register.simple_tag
def can(permission: str, *args: object) -> bool:
    """What a predicate answers: {% can "directory.can_edit_person" access person as may_edit %}."""
    label, name = permission.split(".")
    permissions = import_module(f"{apps.get_app_config(label).name}.permissions")
    predicate: Callable[..., bool] = getattr(permissions, name)
    return predicate(*args)


@register.simple_tag
def today_in_words() -> SafeString:
    """Today's date in full words, for what is printed; the ordinal of a first is raised."""
    return raised(french.long_date(timezone.localdate()))


@register.simple_tag(takes_context=True)
def panel(context: template.Context, shown: Panel) -> SafeString:
    """What another room adds to this page."""
    if not shown.holds_form:
        return render_to_string(shown.template, shown.context)
    drawn = Engine.get_default().get_template(shown.template)
    with context.push(**shown.context):
        return drawn.render(context)


@register.simple_tag(takes_context=True)
def way(
    context: template.Context, place: Sequence[PageLink] | str = (), here: object = ""
) -> list[PageLink]:
    """The links from the phase to this page, the last of them current when it is the page."""
    shell = context.get("shell")
    shown = shell() if callable(shell) else shell
    links = list(shown.way) if isinstance(shown, Shell) else []
    up = context.get("up")
    for link in (*(place or ()), *((PageLink(str(context["up_label"]), str(up)),) if up else ())):
        if isinstance(link, PageLink) and link.url not in {one.url for one in links}:
            links.append(link)
    title = str(here)
    if title and (not links or links[-1].label != title):
        return [*links, PageLink(title, "", current=True)]
    path = context["request"].path if "request" in context else ""
    return [replace(link, current=link.url == path or link.label == title) for link in links]


@register.filter
def french_spaces(text: object) -> SafeString:
    """The text with the no-break spaces of French typography, its ordinals raised."""
    return raised(SafeString(french.with_french_spaces(escaped(text))))


@register.filter(is_safe=True)
def whole_phones(text: object) -> str:
    """The text whose telephone numbers stay on one line."""
    return french.with_whole_phones(str(text))


@register.filter(is_safe=True)
def breakable(text: object) -> str:
    """The text whose long words may break in a narrow column."""
    return french.breakable(str(text))


@register.filter
def de(body: object) -> str:
    """Of a body or a person: "de la Commune d’Aubry", "du Pays de Retz", "d’Émile"."""
    return french.of_body(body)


@register.filter
def a(body: object) -> str:
    """To a body or a person: "à la Caf", "au Pays de Retz"."""
    return french.to_body(str(body))


@register.simple_tag
def articles() -> str:
    """The articles of bodies, for the sentence that a form writes as one answers it."""
    return json.dumps(french.articles(), ensure_ascii=False, separators=(",", ":"))


@register.filter
def le(body: object) -> str:
    """A body with its article: "la Caf", "le Pays de Retz"."""
    return french.with_article(str(body))


@register.filter
def long_date(day: date | datetime | None) -> SafeString:
    """A date in full words: 1ᵉʳ septembre 2024."""
    return raised(french.long_date(_day(day))) if day else SafeString("")


@register.filter
def short_date(day: date | datetime | None) -> SafeString:
    """A date for a column: 19 nov., with its year when it is not the present one."""
    return raised(french.short_date(_day(day), timezone.localdate())) if day else SafeString("")


register.filter("raised", raised)


@register.filter
def short_month(day: date) -> str:
    """The short name of a month, with its year when it is not this one: déc., mars 2027."""
    month = french.SHORT_MONTHS[day.month - 1]
    return month if day.year == timezone.localdate().year else f"{month} {day.year}"


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """A number as written in French: 14 380."""
    return "" if value is None else french.number(value)


def _day(day: date | datetime) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day


@register.inclusion_tag("core/parts/field.html")
def field(
    bound: BoundField, label: str = "", *, tells_optional: bool = True
) -> dict[str, FieldPart]:
    """A field with its label (another may be given), its hint and its located errors."""
    part = field_part(bound, french.headed(label or str(bound.label)))
    return {"part": part if tells_optional else replace(part, optional=False)}


@register.simple_tag
def form_parts(form: BaseForm) -> FormParts:
    """What the form asks first, what waits under "Préciser", the sentence it writes."""
    return parts_of_form(form)


@register.inclusion_tag("core/parts/errors.html")
def errors(form: BaseForm) -> dict[str, list[Located] | int]:
    """The summary of what to correct, with a link to each field; an answer counts once."""
    located = located_errors(form)
    answers = {one.anchor or one.message for one in located}
    return {"located": located, "answers": len(answers)}
