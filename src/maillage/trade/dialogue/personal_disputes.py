"""What do the conflicts and the compromises say of a person?"""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, mask_texts
from maillage.ground.actors.models import Source
from maillage.ground.directory.rights.queries import day
from maillage.trade.dialogue.compromises.models import Compromise, CompromiseOption, OptionAnswer
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat, Party
from maillage.trade.dialogue.notebook.personal import each_sentence
from maillage.trade.dialogue.notebook.rules import sentences

OF_CONFLICTS = ("title", "about", "next_step", "mediator", "outcome_note")
OF_COMPROMISES = ("title", "settled_note")
ERASABLE = (
    Erasable(Conflict, "", OF_CONFLICTS, way=each_sentence),
    Erasable(Party, "conflict", ("interests",), way=each_sentence),
    Erasable(ConflictHeat, "conflict", ("said",), way=each_sentence),
    Erasable(Compromise, "", OF_COMPROMISES, way=each_sentence),
    Erasable(CompromiseOption, "compromise", ("label", "detail"), way=each_sentence),
    Erasable(OptionAnswer, "", ("said", "conditions"), way=each_sentence),
)
Row = tuple[str, str, str]


def export_disputes(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The sentences that name them, in the conflicts and compromises that this reader may see."""
    access = as_access(reader)
    rows = [*_conflicts(access, somebody), *_compromises(access, somebody)]
    headers = _("Sur quoi"), _("Le"), _("Ce qui est écrit")
    return (Chapter(_("Conflits et compromis"), headers, rows),)


def _conflicts(access: Access, somebody: Somebody) -> Iterator[Row]:
    shown = Conflict.objects.visible_to(access)
    sources = Source.objects.visible_to(access)
    for one in shown.order_by("since", "pk"):
        lines = [str(getattr(one, name)) for name in OF_CONFLICTS]
        yield from _naming_sentences(somebody, one.title, day(one.since), lines)
    for party in Party.objects.filter(conflict__in=shown).select_related("conflict"):
        yield from _naming_sentences(somebody, party.conflict.title, "", [party.interests])
    heats = ConflictHeat.objects.filter(conflict__in=shown).select_related("conflict", "source")
    for heat in heats.filter(source__in=sources):
        texts = (heat.said, heat.source.who)
        yield from _naming_sentences(somebody, heat.conflict.title, day(heat.on), texts)


def _compromises(access: Access, somebody: Somebody) -> Iterator[Row]:
    shown = Compromise.objects.visible_to(access)
    sources = Source.objects.visible_to(access)
    for one in shown.order_by("opened_on", "pk"):
        lines = [str(getattr(one, name)) for name in OF_COMPROMISES]
        yield from _naming_sentences(somebody, one.title, day(one.opened_on), lines)
    options = CompromiseOption.objects.filter(compromise__in=shown).select_related("compromise")
    for option in options:
        yield from _naming_sentences(
            somebody, option.compromise.title, "", (option.label, option.detail)
        )
    answers = OptionAnswer.objects.visible_to(access).filter(source__in=sources)
    for answer in answers.select_related("option__compromise", "source"):
        texts = (answer.said, answer.conditions, answer.source.who)
        yield from _naming_sentences(
            somebody, answer.option.compromise.title, day(answer.on), texts
        )


def _naming_sentences(
    somebody: Somebody, about: str, on: str, texts: Iterable[str]
) -> Iterator[Row]:
    for text in texts:
        for sentence in sentences(text):
            if somebody.is_mentioned_in(sentence.text):
                yield about, on, sentence.text


def forget_disputes(somebody: Somebody) -> None:
    """The sentences that name them are masked, in the journal too."""
    for one in ERASABLE:
        one.erase(somebody)
    here = {"cooperation__workspace": somebody.workspace_id}
    heats = ConflictHeat.objects.filter(conflict__in=Conflict.objects.filter(**here))
    answers = OptionAnswer.objects.filter(**here)
    rests_on = {*heats.values_list("source", flat=True), *answers.values_list("source", flat=True)}
    sources = Source.objects.filter(pk__in=rests_on)
    mask_texts(sources, ("who", "words"), somebody, each_sentence)
