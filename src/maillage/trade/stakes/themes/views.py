"""The short list of themes, and those that are not for now, with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.messages import say
from maillage.core.register import Action, Empty
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, closed_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import Place, page_url
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.themes import queries, services
from maillage.trade.stakes.themes.forms import AdoptForm, ThemeChoiceForm, ThemeForm
from maillage.trade.stakes.themes.models import Theme, ThemeChoice
from maillage.trade.stakes.themes.services import SameThemeError

_get_theme = one_of(queries.themes)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The themes that stand alike."""

    title: str
    state: str
    lines: Sequence[queries.ThemeLine]


@cooperation_page(can=permissions.can_open_stakes)
def themes(request: CooperationRequest) -> HttpResponse:
    """The three lists."""
    lines = queries.theme_lines(request.access.cooperation_id)
    shelves = [
        Shelf(title, state.value, [one for one in lines if one.state == state])
        for title, state in (
            (_("Retenus"), ThemeState.KEPT),
            (_("Pas maintenant"), ThemeState.LATER),
            (_("À discuter"), ThemeState.OPEN),
        )
    ]
    context = {
        "shelves": [one for one in shelves if one.lines],
        "sentence": themes_sentence(lines),
        "empty": None if lines else _empty(request),
        "may_keep": permissions.can_keep_stakes(request.access),
        "to_adopt": bool(queries.themes_to_adopt(request.access)),
        "audience": Audience(_("qui prend part"), page_url(request, "themes")),
    }
    return render(request, "stakes/themes.html", context)


def themes_sentence(lines: Sequence[queries.ThemeLine]) -> str:
    """How many are kept, how many wait."""
    number = sum(one.state == ThemeState.KEPT for one in lines)
    later = sum(one.state == ThemeState.LATER for one in lines)
    if not number and not later:
        return _("Rien n’est encore choisi : dites ce qui est retenu, et ce qui attend.")
    pair = (
        ngettext("%(n)s thème retenu", "%(n)s thèmes retenus", number)
        % {"n": french.in_words(number)},
        ngettext("%(n)s remis à plus tard", "%(n)s remis à plus tard", later)
        % {"n": french.in_words(later)},
    )
    shown = ", ".join(words for words, count in zip(pair, (number, later), strict=True) if count)
    return f"{shown[:1].upper()}{shown[1:]}."


def _empty(request: CooperationRequest) -> Empty:
    """What to do first: take up the usual themes, where there are some, or name one."""
    title = _("Aucun thème pour l’instant")
    may_keep = permissions.can_keep_stakes(request.access)
    usual = bool(queries.themes_to_adopt(request.access))
    add = Action(_("Nommer un thème"), page_url(request, "theme_add"), "plus", main=not usual)
    if not usual:
        sentence = _("Nommez deux ou trois thèmes, puis dites lesquels attendront.")
        return Empty(title, sentence, (add,) if may_keep else ())
    adopt = Action(_("Reprendre les thèmes habituels"), page_url(request, "theme_adopt"), main=True)
    return Empty(
        title,
        _("Reprenez ceux de votre démarche, puis dites lesquels attendront."),
        (adopt, add) if may_keep else (),
    )


@cooperation_page(can=permissions.can_keep_stakes)
def theme_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a theme is named."""
    return add_page(
        request,
        form=lambda sent: ThemeForm(sent, instance=Theme()),
        save=lambda form: services.name_themes(
            access=request.access, themes=[form.save(commit=False)]
        ),
        page=FormPage(_("Nommer un thème"), _place(request)),
        done=_("Le thème est nommé : dites s’il est retenu."),
        refused={SameThemeError: "label"},
    )


@cooperation_page(can=permissions.can_keep_stakes)
def theme_adopt(request: CooperationRequest) -> HttpResponse:
    """Takes up the themes of the profile, all of them in one click."""
    labels = queries.themes_to_adopt(request.access)
    if not labels:
        say(request, _("Il n’y a pas d’autre thème habituel à reprendre."))
        return redirect(page_url(request, "themes"))
    try:
        return add_page(
            request,
            form=lambda sent: AdoptForm(sent, labels=labels),
            save=lambda form: services.name_themes(
                access=request.access,
                themes=[Theme(label=label) for label in form.cleaned_data["labels"]],
            ),
            page=FormPage(
                _("Reprendre les thèmes habituels"), _place(request), submit=_("Reprendre")
            ),
            done=_("Les thèmes sont repris : dites lesquels sont retenus."),
        )
    except SameThemeError:
        sentence = _("Un de ces thèmes vient d’être nommé : reprenez les autres.")
        return closed_page(request, sentence, page_url(request, "theme_adopt"))


@cooperation_page(can=permissions.can_keep_stakes)
def theme_edit(request: CooperationRequest, theme: int) -> HttpResponse:
    """The form of the name and the description; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _get_theme(request, theme),
        form=lambda theme, sent: ThemeForm(sent, instance=theme),
        save=lambda _theme, form, read: services.edit_theme(
            access=request.access, theme=form.save(commit=False), read=read
        ),
        page=lambda theme: FormPage(_("Corriger le thème"), _place(request), str(theme)),
        done=_("Le thème est à jour."),
        refused={SameThemeError: "label"},
    )


@cooperation_page(can=permissions.can_keep_stakes)
def theme_choose(request: CooperationRequest, theme: int) -> HttpResponse:
    """The form that keeps a theme, or puts it off, with its reason."""
    record = _get_theme(request, theme)
    return add_page(
        request,
        form=lambda sent: ThemeChoiceForm(sent, instance=ThemeChoice(theme=record)),
        save=lambda form: services.choose_theme(
            access=request.access, choice=form.save(commit=False)
        ),
        page=FormPage(_("Retenir ou remettre à plus tard"), _place(request), record.label),
        done=_("Le choix est noté, avec sa raison."),
    )


def _place(request: CooperationRequest) -> Place:
    return (PageLink(_("Thèmes"), page_url(request, "themes")),)
