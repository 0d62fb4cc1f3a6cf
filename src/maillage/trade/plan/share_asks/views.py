"""A part is put to its structure by link; the structure answers without account."""

from functools import partial

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.links import address
from maillage.core.pace import takes_out
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    answered_meanwhile,
    ask_page,
    take_answer_or_read_again,
)
from maillage.foundation.documents.writing.answers import paper_answer
from maillage.foundation.documents.writing.letters import (
    FORMS,
    Written,
    write_archive,
    write_values,
)
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Share
from maillage.trade.plan.actions.views.register import action_place
from maillage.trade.plan.actions.words import readers_words
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.share_asks import queries, services, words
from maillage.trade.plan.share_asks.forms import LinkShareForm
from maillage.trade.plan.share_asks.papers import share_papers, waiting_letters
from maillage.trade.plan.who_does_what.queries import read_wanted, wanted_table


@answer_page(queries.PURPOSE, find=queries.share_of)
def answer_share(request: AnswerRequest, share: Share) -> HttpResponseBase:
    """The part, what is known of it, and what its structure says of it."""
    link = request.link
    ask = queries.share_ask(share)
    form = LinkShareForm(request.POST or None, ask=ask, recipient=link.recipient)
    shown: dict[str, object] = {"ask": ask, "readers": readers_words(share.action)}
    page = AnswerPage("plan/answer_share", form, shown)

    def keep() -> None:
        services.answer_by_link(link=link, share=share, reply=form.sent())

    def again() -> None:
        shown["ask"] = fresh = queries.share_ask(share)
        form.read_again(fresh.mark, answered_meanwhile())

    return take_answer_or_read_again(request, page, keep, again)


@cooperation_page(can=permissions.can_edit_plan)
def share_letters(request: CooperationRequest) -> HttpResponse:
    """The page that makes a link for every silent part of the choice that the address bears."""
    access, today = request.access, timezone.localdate()
    wanted = read_wanted(request.GET)
    here = page_url(request, "who_does_what") + wanted.query
    recall = queries.recalled(access, wanted_table(access, today, wanted), today)
    numbers = recall.lacking | recall.ready
    shares = [one for one in queries.silent_shares(access, today) if one.pk in numbers]
    bodies = {one.organisation_id for one in shares}
    page = FormPage(
        words.gesture_words(wanted, len(recall.lacking), 0) or _("Préparer les relances"),
        (PageLink(_("Qui fait quoi"), here),),
        words.letters_words(len(shares), len(bodies), len(recall.lacking)),
        back_to=f"{here}#m-relances",
        submit=_("Préparer les lettres"),
        is_empty=not shares,
    )
    return add_page(
        request,
        form=Form,
        save=lambda _form: services.make_share_links(
            author=request.user, cooperation=access.cooperation, shares=shares
        ),
        page=page,
        done=lambda made: words.prepared_words(len(made)),
    )


@takes_out
@cooperation_page(can=permissions.can_edit_plan)
def share_letters_file(request: CooperationRequest, form: str) -> HttpResponseBase:
    """The letters of the choice that the address bears: one as it is, several in one archive.

    Where none is ready, the table of this choice says so.
    """
    access, today, wanted = request.access, timezone.localdate(), read_wanted(request.GET)
    table = wanted_table(access, today, wanted)
    ready = queries.recalled(access, table, today).ready
    rows = waiting_letters(access, lambda one: one.pk in ready)
    if not rows:
        return redirect(page_url(request, "who_does_what") + wanted.query)
    (paper,) = share_papers()

    def write() -> Written | None:
        if len(rows) == 1 or form not in FORMS:
            return write_values(access, paper, form, rows[0])
        return write_archive(access, paper, form, rows)

    return paper_answer(request, paper, write)


@cooperation_page(can=permissions.can_coordinate)
def share_ask(request: CooperationRequest, share: int) -> HttpResponse:
    """The form that puts a part to its structure by link."""
    record = get_object_or_404(queries.shares_to_ask(request.access), pk=share)
    form = RecipientForm(request.POST or None, initial=queries.who_answers(record))
    page = FormPage(
        _("Demander sa part %(to)s") % {"to": french.to_body(str(record))},
        action_place(request, record.action),
        _(
            "Par ce lien, sans compte, on accepte sa part, avec ou sans réserve, ou on la refuse. "
            "On dit aussi ses jours, et l’on date ses étapes. On ne lit que sa part, et ce que "
            "tous les membres lisent de la fiche."
        ),
        before=_ready_link(request, record),
    )
    make = partial(services.make_share_link, author=request.user, share=record)
    return ask_page(request, form, page, make, has_link=page.before is not None)


def _ready_link(request: CooperationRequest, share: Share) -> PageLink | None:
    """The page of the latest link of this part that waits for its answer; None without any."""
    links = queries.waiting_share_links(request.access).filter(target=share.pk)
    number = links.order_by("pk").values_list("pk", flat=True).last()
    if number is None:
        return None
    slug = request.access.cooperation.slug
    return PageLink(
        _("Ouvrir le lien déjà prêt"), address("cooperations:answer_link", slug, number)
    )
