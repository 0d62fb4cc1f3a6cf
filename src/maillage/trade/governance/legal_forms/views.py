"""The register of studies, the page of one of them, and the forms that write and settle it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.register import Action, Column, Empty, Register, Search, answer_register
from maillage.core.register.cells import missing, with_note
from maillage.core.sheet import Fact, Line, Readers
from maillage.core.shell import Audience
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.law.words import BODY_KINDS
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.legal_forms import queries, services, words
from maillage.trade.governance.legal_forms.forms import ChoiceForm, StudyForm
from maillage.trade.governance.legal_forms.models import FormStudy, StudyMember
from maillage.trade.governance.legal_forms.queries import StudySheet
from maillage.trade.governance.legal_forms.rules import ReadForm

_place = places_of(page_url, lazy("Forme juridique"), "legal_forms", "form_study")
_get = one_of(queries.studies)


@dataclass(frozen=True, slots=True)
class Shown:
    """A form on the page: its line of the table, what is said of it, where its acts are read."""

    read: ReadForm
    doubts: str
    reasons: str
    serves: str
    besides: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A reason, and the forms that it rules out."""

    reasons: str
    forms: Sequence[Shown]


@cooperation_page(can=permissions.can_open_forms)
def legal_forms(request: CooperationRequest) -> HttpResponse:
    """The register of studies."""
    return answer_register(
        request,
        study_register(request),
        queries.studies(request.access),
        template="core/register.html",
        context={
            "sentence": partial(_sentence, request),
            "audience": _audience(page_url(request, "legal_forms")),
        },
    )


def _audience(url: str) -> Audience:
    return Audience(str(Visibility.TEAM.label), url)


def _sentence(request: CooperationRequest) -> str:
    rows = queries.studies(request.access).order_by()
    totals = rows.aggregate(count=Count("pk"), settled=Count("pk", filter=~Q(chosen="")))
    return words.studies_reading(totals["count"], totals["settled"])


def study_register(request: CooperationRequest) -> Register[FormStudy, FormStudy]:
    """The register of studies, as this reader may use it."""
    add = Action(_("Étudier une forme"), page_url(request, "legal_forms_add"), "plus", main=True)
    gestures = (add,) if permissions.can_keep_forms(request.access) else ()
    return Register(
        caption=_("Études de forme juridique"),
        noun=(_("étude"), _("études")),
        filename="formes-juridiques",
        columns=_columns(),
        read=list,
        order="objet",
        row_url=lambda row: page_url(request, "form_study", row.pk),
        search=Search.through(_("Chercher une étude"), _("Ce que l’on partage"), "folded"),
        actions=gestures,
        empty=Empty(
            _("Aucune étude pour l’instant"),
            _(
                "Vous voulez partager un service, un achat, un équipement ? Dites entre qui : la "
                "page montre les formes possibles, ce que chacune demande, et ses actes."
            ),
            gestures,
        ),
    )


def _columns() -> tuple[Column[FormStudy], ...]:
    return (
        Column("objet", _("Ce que l’on partage"), str, sort=("folded", "pk"), wide=True),
        Column("nature", _("Nature"), lambda row: words.shared_words(row.shares)),
        Column(
            "structures",
            _("Entre qui"),
            lambda row: french.listed([one.organisation.name for one in row.members.all()]),
            wide=True,
            measure="sentence",
        ),
        Column(
            "forme",
            _("Forme gardée"),
            lambda row: words.form_label(row.chosen) if row.chosen else "",
            cell=lambda row: (
                with_note(words.form_label(row.chosen), row.reason)
                if row.chosen
                else missing(_("à choisir"))
            ),
            wide=True,
            measure="sentence",
        ),
        Column("le", _("Gardée le"), lambda row: row.chosen_on, numeric=True),
    )


@cooperation_page(can=permissions.can_open_forms)
def form_study(request: CooperationRequest, form_study: int) -> HttpResponse:
    """The page of one study: its situation, the forms, the acts of the one that is looked at."""
    sheet = queries.study_sheet(request.access, _get(request, form_study))
    study, read = sheet.study, sheet.read
    names = {one.organisation_id: one.organisation.name for one in sheet.members}
    looked = read.of(request.GET.get("forme", "")) or read.of(study.chosen)
    looked = looked or next(iter(read.fitting or read.table), None)
    may_keep = permissions.can_keep_forms(request.access)
    context = {
        "study": study,
        "title": _("Sous quelle forme partager %(what)s ?") % {"what": study.purpose},
        "place": _place(request),
        "sentence": words.study_reading(study, sheet.members, read),
        "facts": _facts(sheet),
        "members": [Line(one.organisation.name, _kind_words(one)) for one in sheet.members],
        "table": [_shown(one, names) for one in read.table],
        "has_to_verify": any(one.form.is_to_verify for one in read.table),
        "farther": [_shown(one, names) for one in read.farther],
        "farther_words": words.farther_words(read.farther),
        "refused": _refused(read.refused, names),
        "looked": looked and _shown(looked, names),
        "creates": words.wish_words(study),
        "chosen": words.form_label(study.chosen),
        "chosen_words": words.chosen_words(study, read) if study.chosen else "",
        "gesture": _gesture(request, study, read.of(study.chosen)) if may_keep else None,
        "edit_url": page_url(request, "form_study_edit", study.pk) if may_keep else "",
        "remove_url": page_url(request, "form_study_remove", study.pk) if may_keep else "",
        "choose_url": page_url(request, "form_study_choose", study.pk) if may_keep else "",
        "is_other": looked is not None and looked.form.form != study.chosen,
        "gestures": sheet.gestures,
        "readers": (Readers("users", str(Visibility.TEAM.label), _("toute l’étude")),),
        "audience": _audience("#qui-voit"),
    }
    return render(request, "governance/form_study.html", context)


def _shown(one: ReadForm, names: dict[int, str]) -> Shown:
    return Shown(
        one,
        words.doubt_words(one.doubts, names),
        words.reasons_words(one) if one.reasons else "",
        words.serves_words(one.form),
    )


def _refused(forms: Sequence[ReadForm], names: dict[int, str]) -> list[Refused]:
    """What does not fit, each reason once, with the forms that it rules out."""
    rows: dict[str, list[Shown]] = {}
    for one in forms:
        reasons, besides = words.refusal_words(one)
        rows.setdefault(reasons, []).append(replace(_shown(one, names), besides=besides))
    return [Refused(reasons, shown) for reasons, shown in rows.items()]


def _gesture(
    request: CooperationRequest, study: FormStudy, chosen: ReadForm | None
) -> Waiting | None:
    """What comes next: a choice, then the agreement that it calls for, where it calls for one."""
    if not study.chosen:
        return Waiting(
            _("Le choix est le vôtre, avec sa raison"),
            _("Cette page informe : textes, conséquences, actes dans l’ordre."),
            page_url(request, "form_study_choose", study.pk),
            verb=_("Garder un choix"),
        )
    if chosen is None or chosen.form.creates_body:
        return None
    opened = study.agreements.visible_to(request.access).order_by("pk").first()
    if opened is not None:
        return Waiting(
            opened.title,
            _("La convention qui renvoie à cette étude."),
            page_url(request, "agreement", opened.pk),
            verb=_("Lire la convention"),
        )
    return Waiting(
        _("Écrire la convention"),
        _("Elle reprend les partenaires de l’étude et renvoie à elle."),
        f"{page_url(request, 'agreement_add')}?etude={study.pk}",
        verb=_("Ouvrir la convention"),
    )


def _facts(sheet: StudySheet) -> list[Fact]:
    study, share = sheet.study, sheet.study.open_market_share
    facts = [
        Fact(_("Ce que l’on partage"), study.get_shares_display()),
        Fact(_("Un établissement de plus"), study.get_wants_new_body_display()),
        Fact(_("D’un seul tenant"), study.get_one_piece_display()),
        Fact(_("Vendu sur le marché"), f"{french.number(share)} %" if share is not None else ""),
        Fact(_("Intérêt général seul"), study.get_general_interest_only_display()),
    ]
    return [one for one in facts if one.value]


def _kind_words(member: StudyMember) -> str:
    kind = queries.kind_in_law(member)
    return BODY_KINDS[kind] if kind else str(member.organisation.get_kind_display())


@cooperation_page(can=permissions.can_keep_forms)
def legal_forms_add(request: CooperationRequest) -> HttpResponse:
    """The form of a situation."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: StudyForm(
            sent,
            instance=FormStudy(),
            organisations=queries.organisations_to_offer(access, FormStudy()),
        ),
        save=lambda form: services.add_study(
            access=access, study=form.save(commit=False), members=form.members
        ),
        page=FormPage(
            _("Étudier une forme"),
            _place(request),
            _("Dites la situation : la page dira quelles formes y répondent, et pourquoi."),
            audience=_audience(page_url(request, "legal_forms")),
        ),
        done=_("L’étude est ouverte."),
        to=lambda study: page_url(request, "form_study", study.pk),
    )


@cooperation_page(can=permissions.can_keep_forms)
def form_study_edit(request: CooperationRequest, form_study: int) -> HttpResponse:
    """The form that corrects a situation; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: _get(request, form_study),
        form=lambda study, sent: StudyForm(
            sent,
            instance=study,
            organisations=queries.organisations_to_offer(access, study),
            members=list(study.members.all()),
        ),
        save=lambda _study, form, read: services.edit_study(
            access=access, study=form.save(commit=False), read=read, members=form.members
        ),
        page=lambda study: _page(request, study, _("Corriger la situation"), study.purpose),
        done=_("La situation est à jour : les formes sont relues."),
    )


@cooperation_page(can=permissions.can_keep_forms)
def form_study_choose(request: CooperationRequest, form_study: int) -> HttpResponse:
    """The form by which a legal form is kept, with its reason."""
    return edit_page(
        request,
        lambda: _get(request, form_study),
        form=lambda study, sent: ChoiceForm(
            sent,
            instance=study,
            read=queries.reading_of(study),
            looked=request.GET.get("forme", ""),
        ),
        save=lambda _study, form, read: services.keep_form(
            access=request.access, study=form.save(commit=False), read=read
        ),
        page=lambda study: _page(
            request,
            study,
            _("Garder ce choix"),
            _("L’équipe lira la forme et sa raison. Vous pouvez en garder une que l’étude écarte."),
        ),
        done=lambda study: (
            _("Forme gardée : %(form)s.") % {"form": words.form_label(study.chosen)}
            if study.chosen
            else _("Aucune forme n’est gardée pour l’instant.")
        ),
    )


@cooperation_page(can=permissions.can_keep_forms)
def form_study_remove(request: CooperationRequest, form_study: int) -> HttpResponse:
    """The page that removes a study; the agreement that came of it stays."""
    study = _get(request, form_study)
    return drop_page(
        request,
        drop=lambda: services.remove_study(access=request.access, study=study),
        page=_page(
            request,
            study,
            _("Supprimer cette étude"),
            _("Sa situation, ses partenaires et son choix s’effacent ; une convention reste."),
        ),
        done=_("L’étude est supprimée."),
        to=page_url(request, "legal_forms"),
    )


def _page(request: CooperationRequest, study: FormStudy, title: str, sentence: str) -> FormPage:
    place = _place(request, study)
    return FormPage(title, place, sentence, audience=_audience(place[-1].url))
