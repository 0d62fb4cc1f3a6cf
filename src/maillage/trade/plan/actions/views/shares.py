"""A part is added, changed, answered, followed, handed over or ended."""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    Sent,
    add_page,
    closed_page,
    drop_page,
    edit_page,
)
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.cooperations.questions.pages import take_recorded_answer
from maillage.foundation.cooperations.questions.words import means_words, rival_words
from maillage.trade.plan import permissions
from maillage.trade.plan.actions import services
from maillage.trade.plan.actions.forms.shares import (
    ShareAnswerForm,
    ShareEndForm,
    ShareForm,
    ShareProgressForm,
)
from maillage.trade.plan.actions.models import ProgressNote, Share
from maillage.trade.plan.actions.queries import actions as queries
from maillage.trade.plan.actions.rules import SecondShareError
from maillage.trade.plan.actions.views.actions import get_action
from maillage.trade.plan.actions.views.register import action_form, action_place
from maillage.trade.plan.actions.words import days_words, readers_words, share_words
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.choices import ShareRole

_editable = one_of(queries.editable_shares)
_answerable = one_of(queries.answerable_shares)


@cooperation_page(can=permissions.can_coordinate)
def share_add(request: CooperationRequest, action: int) -> HttpResponse:
    """The form of one more part; `?role=` says which."""
    record, access = get_action(request, action), request.access
    role = request.GET.get("role", "")

    def form(sent: Sent) -> ShareForm:
        initial_role = role if role in ShareRole.values else ShareRole.CONTRIBUTOR
        return ShareForm(
            sent, instance=Share(action=record), access=access, initial={"role": initial_role}
        )

    return add_page(
        request,
        form=form,
        save=lambda typed: services.add_share(access=access, share=typed.save(commit=False)),
        page=replace(
            action_form(request, record, _("Ajouter une part"), str(record)),
            again=_("Enregistrer, puis une autre"),
        ),
        done=lambda share: _("La part %(of)s est ajoutée.") % {"of": french.of_body(share)},
        refused={SecondShareError: "organisation"},
    )


@cooperation_page(can=permissions.can_coordinate)
def share_edit(request: CooperationRequest, share: int) -> HttpResponse:
    """The form of a part; who saves second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: _editable(request, share),
        form=lambda record, sent: ShareForm(sent, instance=record, access=access),
        save=lambda _record, form, read: services.edit_share(
            access=access, share=form.save(commit=False), read=read
        ),
        page=lambda record: replace(
            _page(request, record, _("Modifier la part %(of)s")),
            before=PageLink(_("Finir cette part"), page_url(request, "share_end", record.pk)),
        ),
        done=_("La part est à jour."),
        refused={SecondShareError: "organisation"},
    )


@cooperation_page(can=permissions.can_coordinate)
def share_end(request: CooperationRequest, share: int) -> HttpResponse:
    """The form that ends a part; one that nobody answered is gone."""
    return edit_page(
        request,
        lambda: _editable(request, share),
        form=lambda _record, sent: ShareEndForm(sent),
        save=lambda record, form, read: services.end_share(
            access=request.access,
            share=record,
            read=read,
            on=form.cleaned_data["until"],
            leaving=form.cleaned_data["leaving"],
        ),
        page=lambda record: replace(_page(request, record, _("Finir la part %(of)s")), ends=True),
        done=_("La part est finie."),
        closed=lambda _record: "",
    )


@cooperation_page(can=permissions.can_coordinate)
def share_succeed(request: CooperationRequest, share: int) -> HttpResponse:
    """The page that proposes a part to the structure that took over from its own."""
    record = _editable(request, share)
    if record.organisation.successor is None:
        why = _("Rien ne dit qui lui succède : la part ne change pas.")
        return closed_page(request, why, page_url(request, "action", record.action_id))
    successor = str(record.organisation.successor)
    leaving = _("réunie à %(name)s") % {"name": successor}
    return drop_page(
        request,
        drop=lambda: services.succeed_share(
            access=request.access, share=record, read=record.version, leaving=leaving
        ),
        page=FormPage(
            _("Proposer la part %(to)s") % {"to": french.to_body(successor)},
            action_place(request, record.action),
            _("La part %(of)s finit aujourd’hui et reste lue ; la même est à demander %(to)s.")
            % {"of": french.of_body(record), "to": french.to_body(successor)},
        ),
        done=_("La part est reprise."),
        under=record,
    )


@cooperation_page(can=permissions.can_take_part)
def share_answer(request: CooperationRequest, share: int) -> HttpResponse:
    """The form of an answer: gathered by an officer, or given by its structure."""
    record = _answerable(request, share)
    form = ShareAnswerForm(request.POST or None, standing=queries.standing_answer(record))
    form.ask_days(record.days_needed)
    page = _page(request, record, _("La réponse %(of)s"), share_words(record))
    if permissions.can_edit_action(request.access, record.action.coordinator_id):
        form.ask_source()
        ask = PageLink(_("La lui demander par lien"), page_url(request, "share_ask", record.pk))
        page = replace(
            page,
            before=ask if record.action.is_open else None,
            readers=readers_words(record.action, is_gathered=True),
        )

    def keep() -> None:
        reply = form.reply(Means.ACCOUNT, request.user.name)
        services.record_answer(
            access=request.access, share=record, reply=reply, days=form.given_days
        )

    return take_recorded_answer(
        request,
        form,
        page,
        keep=keep,
        again=partial(read_again, form, record),
        done=_("La réponse %(of)s est notée.") % {"of": french.of_body(record)},
    )


def read_again(form: ShareAnswerForm, share: Share) -> None:
    """What was typed stays, after what was recorded meanwhile, which stands above."""
    standing = queries.standing_answer(share)
    answer = f"{standing.get_answer_display()} ({means_words(standing)})" if standing else ""
    words = ", ".join(filter(None, (answer, days_words(share.days_needed)))) or _("sans jours")
    form.refresh("days_read", "" if share.days_needed is None else str(share.days_needed))
    form.read_again(standing.pk if standing else 0, rival_words(words))


@cooperation_page(can=permissions.can_take_part)
def share_progress(request: CooperationRequest, share: int) -> HttpResponse:
    """The form by which a structure, or an officer, says how far its part has come."""

    def save(form: ShareProgressForm, read: int) -> Share:
        note = ProgressNote(
            on=timezone.localdate(), words=form.cleaned_data["words"], means=Means.ACCOUNT
        )
        return services.record_share_progress(
            author=request.user, share=form.save(commit=False), read=read, note=note
        )

    return edit_page(
        request,
        lambda: _answerable(request, share),
        form=lambda record, sent: ShareProgressForm(sent, instance=record),
        save=lambda _record, form, read: save(form, read),
        page=lambda record: _page(
            request, record, _("Où en est la part %(of)s"), share_words(record)
        ),
        done=_("C’est noté."),
    )


def _page(request: CooperationRequest, share: Share, title: str, sentence: str = "") -> FormPage:
    words = title % {"of": french.of_body(share)}
    return action_form(request, share.action, words, sentence or str(share.action))
