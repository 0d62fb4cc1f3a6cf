"""A structure says what it sees of the findings, by link, signed in, or in the room."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import NamedTuple

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.first_rows import first_rows
from maillage.core.messages import say
from maillage.core.numbered import numbered_key
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.links.queries import waiting_links
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    answered_meanwhile,
    ask_page,
    question_withdrawn_page,
    take_answer_or_read_again,
    take_recorded_answer,
)
from maillage.foundation.documents.writing.points import paper_forms
from maillage.ground.actors.readings.own_answers import own_answers_alone, speaks_for
from maillage.ground.actors.readings.services import RivalReadingError
from maillage.ground.directory.models import Actor
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.addresses import page_url
from maillage.trade.stakes.findings import services, words
from maillage.trade.stakes.findings.asking import (
    PURPOSE,
    SHOWN,
    Put,
    actor_of,
    actors_to_answer,
    findings_put,
    numbers_to_ask,
    questions_of,
    structures_to_ask,
    waiting_actors,
)
from maillage.trade.stakes.findings.judgement_forms import (
    FindingWorkshopForm,
    LinkFindingsForm,
    OwnFindingsForm,
    last_judgements,
)
from maillage.trade.stakes.findings.papers import WORD
from maillage.trade.stakes.findings.queries import (
    FindingLine,
    FindingTable,
    Judged,
    finding_table,
    findings,
    judgements,
    open_findings,
    read_table,
)
from maillage.trade.stakes.findings.views.cell import cell_url, finding_place
from maillage.trade.stakes.own_answers import noted_meanwhile
from maillage.trade.stakes.projected import Shown, Wall, wall_page


class LetterRow(NamedTuple):
    """A structure to be heard: its name, what is asked of it, whether its link is made."""

    name: str
    questions: str
    is_ready: bool


@answer_page(PURPOSE, find=lambda link: actor_of(link).first())
def answer_findings(request: AnswerRequest, actor: Actor) -> HttpResponseBase:
    """All that the structure has not judged, on one page, and nothing of what others said."""
    link = request.link
    puts = _puts_by_link(request, actor)
    if not puts:
        return closed_link_page(request, link)
    form = LinkFindingsForm(request.POST or None, puts=puts, actor=actor)
    form.sign(link.recipient, actor)
    page = AnswerPage("stakes/answer_findings", form, {"actor": actor})

    def keep() -> None:
        services.answer_by_link(
            link=link, actor=actor, given=form.given, said_by=form.cleaned_data["said_by"]
        )

    again = partial(_read_again, form, actor)
    return take_answer_or_read_again(request, page, keep, again)


def _puts_by_link(request: AnswerRequest, actor: Actor) -> list[Put]:
    """What it has not judged, and what it sends: another answer may have come since it looked."""
    puts = findings_put(actor)
    if request.link.used_at is not None:
        return puts
    return [one for one in puts if one.own is None or f"verdict_{one.finding.pk}" in request.POST]


@cooperation_page(can=permissions.can_answer_findings)
def finding_answer(request: CooperationRequest, structure: int) -> HttpResponse:
    """The same findings, those judged too, for whoever speaks for the structure."""
    actor = get_object_or_404(actors_to_answer(request.access), pk=structure)
    back, puts = page_url(request, "findings"), findings_put(actor)
    if not puts:
        return question_withdrawn_page(request, back)
    if request.access.is_officer:
        return redirect(cell_url(request, puts[0].finding.pk, actor.pk))
    form = OwnFindingsForm(request.POST or None, puts=puts, actor=actor)
    page = FormPage(
        _("Ce que vous en constatez"),
        finding_place(request),
        _("Vous répondez pour %(name)s. Ne pas répondre est permis.")
        % {"name": french.with_article(str(actor))},
        submit=_("Envoyer la réponse"),
        warning=own_answers_alone(
            _("Une fois envoyées, tous ceux qui prennent part à la coopération les lisent.")
        ),
        audience=speaks_for(actor, back),
    )
    return take_recorded_answer(
        request,
        form,
        page,
        keep=lambda: services.answer_signed_in(
            access=request.access, actor=actor, given=form.given
        ),
        again=partial(_read_again, form, actor),
        done=_("L’avis %(of)s est à jour.") % {"of": french.of_body(actor)},
    )


def _read_again(form: OwnFindingsForm, actor: Actor) -> None:
    puts = findings_put(actor)
    form.read_again(last_judgements(puts), answered_meanwhile())


@cooperation_page(can=permissions.can_collect_judgements)
def finding_ask(request: CooperationRequest, structure: int) -> HttpResponse:
    """The form that puts to a structure all that it has not judged."""
    cooperation = request.access.cooperation_id
    record = get_object_or_404(structures_to_ask(cooperation), pk=structure)
    contact = who_answers_for(cooperation, record.organisation_id)
    form = RecipientForm(request.POST or None, initial=addressed(contact, record))
    link = waiting_links(cooperation, PURPOSE).filter(target=record.pk).order_by("pk").last()
    page = FormPage(
        _("Demander l’avis %(of)s") % {"of": french.of_body(record)},
        finding_place(request),
        _(
            "Une seule lettre : tous les constats de son ressort qui attendent encore son avis. Le "
            "lien s’ouvre sans compte et ne montre rien de ce que d’autres ont dit. Sa réponse est "
            "lue par tous ceux qui prennent part à la coopération."
        ),
        template="stakes/finding_ask.html",
        beside={
            "link": link,
            "letter": paper_forms(request.access.cooperation.slug, WORD, record.pk),
        },
    )
    make = partial(services.make_findings_link, author=request.user, actor=record)
    return ask_page(request, form, page, make, has_link=link is not None)


@cooperation_page(can=permissions.can_collect_judgements)
def findings_letters(request: CooperationRequest) -> HttpResponse:
    """The page that makes a link for every structure to be heard: their letters are one file."""
    access = request.access
    back = f"{page_url(request, 'findings')}#m-letters"
    every = structures_to_ask(access.cooperation_id)
    table = finding_table(access)
    actors = sorted(
        every.filter(pk__in=numbers_to_ask(table)), key=lambda one: numbered_key(str(one))
    )
    ready = set(waiting_actors(access.cooperation_id).values_list("pk", flat=True))
    missing = sum(one.pk not in ready for one in actors)
    first = first_rows(request, actors)
    page = FormPage(
        _("Préparer toutes les lettres"),
        finding_place(request),
        words.letters_words(len(actors), missing),
        back_to=back,
        submit=_("Préparer les lettres"),
        is_empty=not missing,
        template="stakes/findings_letters.html",
        beside={
            "first": first,
            "is_open": request.GET.get("tout") == "1",
            "rows": _letter_rows(access.cooperation_id, table, first.rows, ready),
        },
    )
    return add_page(
        request,
        form=Form,
        save=lambda _form: services.make_findings_links(
            author=request.user, cooperation=access.cooperation, actors=actors
        ),
        page=page,
        done=lambda made: words.prepared_words(len(made)),
    )


def _letter_rows(
    cooperation: int, table: FindingTable, actors: Sequence[Actor], ready: Collection[int]
) -> list[LetterRow]:
    """Each structure to be heard, what is asked of it, and whether it has its link already."""
    numbers = [one.pk for one in actors]
    put = questions_of(cooperation, table, numbers)
    return [
        LetterRow(french.capital(str(one)), words.question_words(put[one.pk]), one.pk in ready)
        for one in actors
    ]


@cooperation_page(can=permissions.can_collect_judgements)
def finding_workshop(request: CooperationRequest) -> HttpResponse:
    """The page for the projector: one finding at a time, and what each structure says of it."""
    lines = _shown_lines(request)
    wall = _wall(request, lines)
    place = wall.at(request.GET.get("constat", ""))
    if place is None:
        return wall_page(request, wall, None, 0)
    line = lines[place]
    form = FindingWorkshopForm(request.POST or None, finding=line.finding, seated=_seated(line))
    if request.method != "POST" or not form.is_valid():
        return wall_page(request, wall, form, place, 422 if form.is_bound else 200)
    actors = structures_to_ask(request.access.cooperation_id).in_bulk()
    given = [(actors[number], spoken) for number, spoken in form.answers if number in actors]
    try:
        noted = services.record_workshop(access=request.access, given=given)
    except RivalReadingError as error:
        fresh = _shown_lines(request)[place]
        form.read_again(
            {actor.pk: judged.number if judged else 0 for actor, judged in _seated(fresh)},
            noted_meanwhile(error.current),
        )
        return wall_page(request, wall, form, place, 409)
    say(request, _("C’est noté pour tous : %(n)s de plus.") % {"n": len(noted)})
    return redirect(f"{page_url(request, 'finding_workshop')}?constat={line.finding.pk}&garde=1")


def _shown_lines(request: CooperationRequest) -> list[FindingLine]:
    """The findings that may be projected, with the judgements that all read."""
    access = request.access
    rows = open_findings(findings(access).filter(visibility__in=SHOWN))
    given = judgements(access).filter(visibility__in=SHOWN)
    return list(read_table(access.cooperation_id, rows, given, timezone.localdate()).lines)


def _seated(line: FindingLine) -> list[tuple[ActorHead, Judged | None]]:
    return [(actor, line.spoken.get(actor.pk)) for actor in line.concerned]


def _wall(request: CooperationRequest, lines: list[FindingLine]) -> Wall:
    """The findings, one by one."""
    return Wall(
        rows=[Shown(one.finding.pk, one.finding.statement, one.finding.source) for one in lines],
        parameter="constat",
        each=_("Constat %(number)s sur %(total)s. Ce qui s’écrit ici est lu par %(who)s."),
        empty=_("Posez d’abord un constat que tous liront : il sera projeté ici."),
        before=_("Constat précédent"),
        after=_("Constat suivant"),
        every=_("Constats de l’atelier"),
        add=PageLink(_("Poser un constat"), page_url(request, "finding_add")),
        leave=page_url(request, "findings"),
        readers=permissions.readers_words(),
        place=finding_place(request),
    )
