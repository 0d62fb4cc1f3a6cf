"""What the register and the sheet of partner news show."""

from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.panels import panels
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_note
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.kept import recall_count, recall_page
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.actors.sources.words import source_words
from maillage.ground.directory.records.queries.organisations import member_choices
from maillage.trade.context import permissions
from maillage.trade.context.choices import Effect, SignalKind
from maillage.trade.context.signals.models import Signal
from maillage.trade.context.signals.queries import (
    SignalSheet,
    signals_named,
    signals_of,
    to_answer,
    with_parties,
)
from maillage.trade.context.signals.words import answer_words, concerned_words, effect_words


def signal_register(access: Access, today: date) -> Register[Signal, Signal]:
    """The register of partner news, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = signal_gestures(access)
    return Register(
        caption=_("Actualités des partenaires"),
        noun=(_("actualité"), _("actualités")),
        filename="actualites",
        columns=_columns(today),
        read=lambda page: list(with_parties(page)),
        order="quand",
        count=partial(recall_count, access, "signals"),
        recall=partial(recall_page, access, "signals"),
        row_url=lambda row: reverse("context:signal", args=[slug, row.pk]),
        search=Search(_("Filtrer les actualités"), _("Mots ou structure"), signals_named),
        selects=_selects(access),
        chips=(Chip("sans-reponse", _("à répondre"), lambda rows: rows.filter(to_answer(today))),),
        actions=gestures,
        empty=Empty(
            _("Aucune actualité pour l’instant"),
            _(
                "Notez le prochain événement d’un partenaire qui peut compter : un vote de budget, "
                "un départ, une élection. Vous direz ensuite si vous tenez le cap, vous adaptez "
                "ou attendez."
            ),
            gestures,
        ),
    )


def signal_gestures(access: Access) -> tuple[Action, ...]:
    """The gesture of who notes news."""
    if not permissions.can_keep_signals(access):
        return ()
    add = reverse("context:signal_add", args=[access.cooperation.slug])
    return (Action(_("Noter une actualité"), add, "plus", main=True),)


def _selects(access: Access) -> tuple[Select[Signal], ...]:
    return (
        Select(
            "nature",
            _("Nature"),
            _("Toutes les natures"),
            tuple((one.value, str(one.label)) for one in SignalKind),
            lambda rows, asked: rows.filter(kind=asked),
        ),
        Select(
            "effet",
            _("Effet"),
            _("Tous les effets"),
            tuple((one.value, str(one.label)) for one in Effect),
            lambda rows, asked: rows.filter(effect=asked),
        ),
        Select(
            "structure",
            _("Structure"),
            _("Toutes les structures"),
            tuple(member_choices(access)),
            _of_structure,
        ),
    )


def _of_structure(rows: QuerySet[Signal], asked: str) -> QuerySet[Signal]:
    return signals_of(rows, int(asked))


def _columns(today: date) -> tuple[Column[Signal], ...]:
    return (
        Column(
            "actualite",
            _("Ce qui arrive"),
            lambda row: row.label,
            sort=("folded", "pk"),
            wide=True,
        ),
        Column("quand", _("Quand"), lambda row: row.on, sort=("-on", "-pk"), numeric=True),
        Column("nature", _("Nature"), lambda row: str(row.get_kind_display()), sort=("kind", "pk")),
        Column("qui", _("Concerne"), concerned_words, wide=True),
        Column(
            "effet",
            _("Effet attendu"),
            effect_words,
            cell=lambda row: with_note(str(row.get_effect_display()), row.effect_on),
            sort=("effect", "pk"),
            wide=True,
        ),
        Column(
            "reponse",
            _("Réponse"),
            lambda row: answer_words(row, today),
            cell=lambda row: (
                answer_words(row, today) if row.answer else missing(answer_words(row, today))
            ),
            sort=("answer", "pk"),
            wide=True,
        ),
    )


def shown_signal(access: Access, told: SignalSheet, today: date) -> Sheet:
    """The sheet of a piece of news as the page draws it."""
    slug, one = access.cooperation.slug, told.signal
    icon = "lock" if one.visibility in NARROW else "eye"
    who = str(Visibility(one.visibility).label).capitalize()
    return Sheet(
        title=one.label,
        sentence=signal_sentence(one, today),
        place=(PageLink(_("Actualités"), reverse("context:signals", args=[slug])),),
        facts=tuple(fact for fact in _facts(access, one) if fact.value),
        panels=tuple(panels.ask(access, "signal", one.pk)),
        readers=(Readers(icon, who, _("cette actualité et ses réponses")),),
    )


def signal_sentence(one: Signal, today: date) -> str:
    """When it happens, what it may do, what is done about it."""
    day = french.long_date(one.on)
    when = _("Le %(day)s") % {"day": day}
    return f"{when} : {effect_words(one)}. {answer_words(one, today).capitalize()}."


def _facts(access: Access, one: Signal) -> list[Fact]:
    return [
        Fact(_("Nature"), str(one.get_kind_display()).capitalize()),
        Fact(_("Concerne"), concerned_words(one)),
        Fact(_("Effet attendu"), effect_words(one).capitalize()),
        Fact(_("D’où cela vient"), source_words(access, one.source)),
    ]
