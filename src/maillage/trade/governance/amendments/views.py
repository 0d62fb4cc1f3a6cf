"""The amendments to a draft, article by article, and the gestures that settle them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.panels import panels
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, closed_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.agreements.choices import AmendmentState
from maillage.trade.governance.agreements.models import Agreement, Article
from maillage.trade.governance.agreements.queries import accepted_outside, agreements
from maillage.trade.governance.agreements.readable import (
    readable_remarks,
    readable_texts,
    reads_all,
)
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.agreements.rules import are_remarks_open
from maillage.trade.governance.agreements.services import SameTextError
from maillage.trade.governance.agreements.views.sheet import get_agreement, place_of, version_lines
from maillage.trade.governance.amendments import forms, gestures, queries, services, words
from maillage.trade.governance.amendments.queries import AmendmentSheet, OnArticle

REFUSED: dict[type[Exception], str] = {
    services.SameWordsError: "wording",
    services.ClashError: "state",
}
VIEWS = ("article", "structure", "tranches", "consolide")


@cooperation_page(can=permissions.can_open_amendments)
def amendments(request: CooperationRequest, agreement: int) -> HttpResponse:
    """What is proposed on the last version: one article at a time, or all that is settled."""
    one = get_agreement(request, agreement)
    sheet = queries.amendment_sheet(request.access, one, request.GET.get("version", ""))
    shown = _shown_article(sheet, request.GET.get("article", ""))
    may_keep = permissions.can_keep_agreements(request.access) and one.frozen_text is None
    may_settle = may_keep and sheet.is_last
    view = request.GET.get("voir", "")
    view = view if view in VIEWS else "article"
    context = {
        "details": sheet,
        "agreement": one,
        "title": _("%(title)s : les amendements") % {"title": one.title},
        "place": place_of(request, one),
        "sentence": words.sheet_sentence(sheet, of_all=reads_all(request.access, one)),
        "view": view,
        "tabs": _tabs(sheet, view),
        "version": _version(sheet),
        "tabs_label": _("Lire les amendements"),
        "shown": shown,
        "side_title": words.side_title(len(shown.proposals)) if shown else "",
        "clashes": [words.clash_words(pair) for pair in shown.clashing] if shown else [],
        "notes": [(each, words.article_note(each)) for each in sheet.articles],
        "by_structure": [
            (name, [each for each in sheet.every if each.amendment.organisation == name])
            for name in sheet.structures
        ],
        "effects": tuple(ask_rooms(panels, request.access, "article", shown.article.pk))
        if shown and view == "article"
        else (),
        "remarks": list(readable_remarks(request.access, one)),
        "versions": version_lines(request, one, sheet.others),
        "may_settle": may_settle,
        "may_remark": sheet.is_last and _may_remark(request.access, one),
        "reads_reasons": request.access.is_in_team,
        "own": spoken_for(request.access),
        "gesture": gestures.next_gesture(request, sheet) if may_settle else None,
        "silent": gestures.silence(one, sheet) if request.access.is_in_team else "",
        "audience": by_access(request, place_of(request, one)[-1].url),
    }
    return render(request, "governance/amendments.html", context)


@dataclass(frozen=True, slots=True)
class Tab:
    """A way to read the amendments."""

    label: str
    url: str
    current: bool


def _tabs(sheet: AmendmentSheet, view: str) -> list[Tab]:
    labels = (
        _("Par article"),
        _("Par structure"),
        _("Tranchés · %(n)s") % {"n": len(sheet.decided)},
        _("Le texte consolidé"),
    )
    return [
        Tab(label, f"?{_version(sheet)}voir={word}", word == view)
        for word, label in zip(VIEWS, labels, strict=True)
    ]


def _version(sheet: AmendmentSheet) -> str:
    """The part of an address that names the version read; nothing for the last one."""
    return "" if sheet.is_last or sheet.text is None else f"version={sheet.text.number}&"


def _shown_article(sheet: AmendmentSheet, key: str) -> OnArticle | None:
    """The article asked for; else the first with something to settle, or with a proposal."""
    rows = [one for one in sheet.articles if one.article.key == key]
    rows += [one for one in sheet.articles if one.waiting]
    rows += [one for one in sheet.articles if one.proposals] + list(sheet.articles)
    return rows[0] if rows else None


def _may_remark(access: Access, agreement: Agreement) -> bool:
    """Whether this reader may write a remark now: officers and team at any time of the draft."""
    if agreement.frozen_on or not permissions.can_say_remarks(access):
        return False
    return access.is_in_team or are_remarks_open(agreement, timezone.localdate())


def _place(request: CooperationRequest, agreement: Agreement) -> Place:
    link = PageLink(_("Amendements"), page_url(request, "amendments", agreement.pk))
    return (*place_of(request, agreement), link)


def _speaking_for(access: Access, agreement: Agreement) -> QuerySet[Organisation]:
    """The parties in whose name this reader writes."""
    parties = agreement.parties.values("organisation")
    rows = Organisation.objects.filter(pk__in=parties).order_by("folded", "pk")
    return rows if access.is_in_team else rows.filter(pk__in=spoken_for(access))


def _means(access: Access) -> dict[str, object]:
    means = "" if access.is_in_team else Means.ACCOUNT
    return {"means": means, "told_on": timezone.localdate()}


def _last_articles(access: Access, agreement: Agreement) -> list[Article]:
    texts = readable_texts(access, agreement)
    return list(texts[-1].articles.all()) if texts else []


def _not_open(request: CooperationRequest, one: Agreement) -> HttpResponse:
    back = page_url(request, "agreement", one.pk)
    return closed_page(request, _("Les remarques ne sont pas ouvertes."), back)


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_remarks_open(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form of the days on which the parties read the draft and speak of it."""
    return edit_page(
        request,
        lambda: get_agreement(request, agreement),
        form=lambda one, sent: forms.WindowForm(sent, instance=one),
        save=lambda _one, form, read: services.open_remarks(
            access=request.access, agreement=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Ouvrir les remarques"),
            _place(request, one),
            _("Les partenaires et les élus lisent le projet dès ce jour ; pas les observateurs."),
        ),
        done=_("Les remarques ont leurs dates."),
    )


@cooperation_page(can=permissions.can_say_remarks)
def agreement_remark_add(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form of a remark, in the name of a party."""
    one = get_agreement(request, agreement)
    if not _may_remark(request.access, one):
        return _not_open(request, one)
    return add_page(
        request,
        form=lambda sent: forms.RemarkForm(
            sent,
            instance=AgreementRemark(agreement=one, **_means(request.access)),
            organisations=_speaking_for(request.access, one),
            articles=_last_articles(request.access, one),
        ),
        save=lambda form: services.add_remark(
            access=request.access, remark=form.save(commit=False)
        ),
        page=FormPage(_("Écrire une remarque"), _place(request, one)),
        done=_("La remarque est notée."),
        under=one,
    )


@cooperation_page(can=permissions.can_say_remarks)
def amendment_add(request: CooperationRequest, article: int) -> HttpResponse:
    """The form in which a party writes an article as it would read it."""
    rows = Article.objects.filter(text__agreement__in=agreements(request.access).values("pk"))
    base = get_object_or_404(rows.select_related("text"), pk=article)
    one = get_agreement(request, base.text.agreement_id)
    if base.text not in readable_texts(request.access, one):
        raise Http404
    if not _may_remark(request.access, one):
        return _not_open(request, one)
    return add_page(
        request,
        form=lambda sent: forms.AmendmentForm(
            sent,
            instance=ArticleAmendment(
                agreement=one, text=base.text, article=base, **_means(request.access)
            ),
            organisations=_speaking_for(request.access, one),
        ),
        save=lambda form: services.propose(
            access=request.access, amendment=form.save(commit=False)
        ),
        page=FormPage(_("Proposer d’autres mots"), _place(request, one), str(base)),
        done=_("L’amendement est noté, mot pour mot."),
        under=one,
        refused=REFUSED,
    )


def _get(request: CooperationRequest, number: int) -> ArticleAmendment:
    rows = ArticleAmendment.objects.filter(agreement__in=agreements(request.access).values("pk"))
    return get_object_or_404(
        rows.select_related("agreement__cooperation", "article", "text", "organisation"), pk=number
    )


@cooperation_page(can=permissions.can_keep_agreements)
def amendment_settle(request: CooperationRequest, article_amendment: int) -> HttpResponse:
    """The form by which an amendment is accepted or refused, with its reason."""
    return edit_page(
        request,
        lambda: _get(request, article_amendment),
        form=lambda one, sent: forms.SettleForm(
            sent, instance=one, state=request.GET.get("suite", "")
        ),
        save=lambda _one, form, read: services.settle(
            access=request.access, amendment=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Trancher un amendement"),
            _place(request, one.agreement),
            str(one),
            back_to=_article_url(request, one),
            template="governance/amendment_decide.html",
            beside=gestures.decided(request.access, one),
        ),
        done=_("L’amendement est tranché."),
        closed=lambda one: one.agreement.closed_words,
        refused=REFUSED,
    )


def _article_url(request: CooperationRequest, one: ArticleAmendment) -> str:
    return f"{page_url(request, 'amendments', one.agreement_id)}?article={one.article.key}"


@cooperation_page(can=permissions.can_keep_agreements)
def amendment_reword(request: CooperationRequest, article_amendment: int) -> HttpResponse:
    """The form of a common wording, which takes up one or several proposals."""
    one = _get(request, article_amendment)
    waiting = ArticleAmendment.objects.filter(
        agreement=one.agreement_id,
        article__key=one.article.key,
        article__words=one.article.words,
        state=AmendmentState.WAITING,
    )
    return add_page(
        request,
        form=lambda sent: forms.CommonForm(
            sent,
            instance=ArticleAmendment(
                agreement=one.agreement,
                text=one.text,
                article=one.article,
                told_by=str(request.access.user)[:150],
                means="",
                told_on=timezone.localdate(),
            ),
            taken=waiting.select_related("organisation", "article"),
            first=one,
        ),
        save=lambda form: services.reword(
            access=request.access, common=form.save(commit=False), taken=form.cleaned_data["taken"]
        ),
        page=FormPage(
            _("Composer une phrase commune"),
            _place(request, one.agreement),
            _("Elle attend la décision, comme les autres ; celles qu’elle reprend lui renvoient."),
            back_to=_article_url(request, one),
            template="governance/amendment_decide.html",
            beside=gestures.decided(request.access, one),
        ),
        done=_("La phrase commune est notée : elle reste à accepter."),
        under=one.agreement,
        refused=REFUSED,
    )


@cooperation_page(can=permissions.can_keep_agreements)
def remark_answer(request: CooperationRequest, agreement_remark: int) -> HttpResponse:
    """The form that answers a remark."""
    rows = AgreementRemark.objects.filter(agreement__in=agreements(request.access).values("pk"))
    rows = rows.select_related("agreement__cooperation", "organisation")

    def keep(form: forms.RemarkAnswerForm, read: int) -> AgreementRemark:
        remark = form.save(commit=False)
        remark.answered_on = timezone.localdate()
        return services.answer_remark(access=request.access, remark=remark, read=read)

    return edit_page(
        request,
        lambda: get_object_or_404(rows, pk=agreement_remark),
        form=lambda one, sent: forms.RemarkAnswerForm(sent, instance=one),
        save=lambda _one, form, read: keep(form, read),
        page=lambda one: FormPage(
            _("Répondre à une remarque"), _place(request, one.agreement), one.words
        ),
        done=_("La réponse est notée."),
    )


@cooperation_page(can=permissions.can_keep_agreements)
def amendments_consolidate(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The page that writes the next version, with what is accepted."""
    one = get_agreement(request, agreement)
    if not one.frozen_text and not accepted_outside(one):
        why = _("Rien n’est accepté qui ne soit déjà dans le texte.")
        return closed_page(request, why, page_url(request, "amendments", one.pk))
    return add_page(
        request,
        form=Form,
        save=lambda _form: services.consolidate(access=request.access, agreement=one),
        page=FormPage(
            _("Écrire la version suivante"),
            _place(request, one),
            _(
                "Chaque article prend ce qui est accepté. La version d’avant et chaque amendement "
                "restent lisibles depuis la fiche, avec qui l’a demandé et qui a décidé."
            ),
            submit=_("Écrire la version"),
            template="governance/amendments_consolidate.html",
            beside={"articles": queries.amendment_sheet(request.access, one).articles},
        ),
        done=lambda text: _("Version %(n)s notée.") % {"n": text.number},
        under=one,
        refused={SameTextError: "__all__"},
    )
