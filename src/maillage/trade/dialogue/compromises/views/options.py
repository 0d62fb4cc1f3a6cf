"""One option of a compromise, and what a structure says of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say
from maillage.core.numbers import read_number
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.ground.actors.models import Reading
from maillage.ground.actors.readings.services import RivalReadingError, Seen
from maillage.ground.actors.sources.queries import drawn_from
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import audience_of, page_url
from maillage.trade.dialogue.compromises import queries, services
from maillage.trade.dialogue.compromises.forms import AnswerForm, OptionForm
from maillage.trade.dialogue.compromises.models import CompromiseOption, OptionAnswer
from maillage.trade.dialogue.compromises.views.pages import compromises_place

_get_compromise_option = one_of(queries.options)


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_option_add(request: CooperationRequest, compromise: int) -> HttpResponse:
    """The form of one more option."""
    record = get_object_or_404(queries.compromises(request.access), pk=compromise)
    return add_page(
        request,
        form=lambda sent: _form(CompromiseOption(compromise=record), sent),
        save=lambda form: services.add_option(author=request.user, option=form.save(commit=False)),
        page=FormPage(_("Ajouter une option"), compromises_place(request, record), str(record)),
        done=_("L’option est ajoutée."),
    )


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_option_edit(request: CooperationRequest, compromise_option: int) -> HttpResponse:
    """The form of an option: its words, and what it means."""
    return edit_page(
        request,
        lambda: _get_compromise_option(request, compromise_option),
        form=_form,
        save=lambda _option, form, read: services.edit_option(
            author=request.user, option=form.save(commit=False), read=read
        ),
        page=lambda option: FormPage(
            _("Corriger l’option"), compromises_place(request, option.compromise), str(option)
        ),
        done=_("L’option est à jour."),
    )


def _form(option: CompromiseOption, sent: Sent) -> OptionForm:
    others = option.compromise.options.exclude(pk=option.pk).values_list("label", flat=True)
    return OptionForm(sent, instance=option, others=list(others))


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_option_remove(request: CooperationRequest, compromise_option: int) -> HttpResponse:
    """An option of which nobody said anything is gone; a GET only goes back."""
    record = _get_compromise_option(request, compromise_option)
    back = page_url(request, "compromise", record.compromise_id)
    if request.method != "POST":
        return redirect(back)
    if record.answers.exists():
        say(request, _("« %(name)s » a des réponses : elle reste, avec elles.") % {"name": record})
        return redirect(back)
    services.remove_option(author=request.user, option=record)
    say(request, _("« %(name)s » est retirée.") % {"name": record})
    return redirect(back)


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_answer(request: CooperationRequest, compromise_option: int) -> HttpResponse:
    """The form of an answer; `?structure=` says whose, `?note=` from which sentence."""
    record, access = _get_compromise_option(request, compromise_option), request.access
    requested_organisation = request.GET.get("structure", "")
    drawn = drawn_from(access, request.GET.dict())
    form = AnswerForm(
        request.POST or None,
        actors=queries.actors_concerned(record.compromise),
        conditions=queries.condition_texts(access, record.compromise, timezone.localdate()),
        drawn=drawn,
        initial=_before(request, record, requested_organisation),
    )
    rival: Reading | None = None
    if request.method == "POST" and form.is_valid():
        answer, rows = form.answer(record), OptionAnswer.objects.visible_to(access)
        try:
            services.answer_option(
                author=request.user,
                answer=answer,
                source=form.source,
                seen=Seen(rows, read_number(request.POST.get("last", "")) or 0),
            )
        except RivalReadingError as error:
            rival = error.current
        else:
            say(request, _("La réponse %(of)s est notée.") % {"of": french.of_body(answer.actor)})
            case = f"{record.pk}~{answer.actor_id}"
            back = page_url(request, "compromise", record.compromise_id)
            return redirect(f"{back}?case={case}#c-{case}")
    context = {
        "form": form,
        "option": record,
        "rival": rival,
        "last": _last(request, record),
        "place": compromises_place(request, record.compromise),
        "back": page_url(request, "compromise", record.compromise_id),
        "audience": audience_of(record.compromise),
    }
    status = 409 if rival else 422 if form.is_bound else 200
    return render(request, "dialogue/compromise_answer.html", context, status=status)


def _before(
    request: CooperationRequest, option: CompromiseOption, requested: str
) -> dict[str, object]:
    """What the structure said last, to be corrected; its source is asked again."""
    narrow = option.compromise.visibility in {Visibility.ME, Visibility.OFFICERS}
    values: dict[str, object] = {
        "actor": requested,
        "visibility": option.compromise.visibility if narrow else Visibility.OFFICERS,
    }
    answer = queries.answers_of_place(
        request.access, option.pk, read_number(requested) or 0
    ).first()
    return (
        values
        if answer is None
        else values | {"stance": answer.stance, "conditions": answer.conditions}
    )


def _last(request: CooperationRequest, option: CompromiseOption) -> int:
    """The number of the last answer that the writer has before their eyes."""
    rows = OptionAnswer.objects.visible_to(request.access).filter(option=option)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0
