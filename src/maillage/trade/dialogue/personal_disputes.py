"""What do the conflicts and the compromises say of a person?"""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from maillage.core.folded import FoldedField, fold
from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.services import forget
from maillage.ground.actors.models import Source
from maillage.ground.directory.rights.queries import day
from maillage.trade.dialogue.compromises.models import Compromise, CompromiseOption, OptionAnswer
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat, Party
from maillage.trade.dialogue.notebook.personal import masked_words
from maillage.trade.dialogue.notebook.rules import sentences

OF_CONFLICTS = ("title", "about", "next_step", "mediator", "outcome_note")
OF_COMPROMISES = ("title", "settled_note")
Row = tuple[str, str, str]


def tell_disputes(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The sentences that name them, in the conflicts and compromises that this reader may see."""
    access = as_access(reader)
    rows = [*_conflicts(access, somebody), *_compromises(access, somebody)]
    headers = _("Sur quoi"), _("Le"), _("Ce qui est écrit")
    return (Chapter(_("Conflits et compromis"), headers, rows),)


def _conflicts(access: Access, somebody: Somebody) -> Iterator[Row]:
    shown = Conflict.objects.visible_to(access)
    sources = Source.objects.visible_to(access)
    for one in shown.order_by("since", "pk"):
        told = [str(getattr(one, name)) for name in OF_CONFLICTS]
        yield from _told(somebody, one.title, day(one.since), told)
    for party in Party.objects.filter(conflict__in=shown).select_related("conflict"):
        yield from _told(somebody, party.conflict.title, "", [party.interests])
    heats = ConflictHeat.objects.filter(conflict__in=shown).select_related("conflict", "source")
    for heat in heats.filter(source__in=sources):
        texts = (heat.said, heat.source.who)
        yield from _told(somebody, heat.conflict.title, day(heat.on), texts)


def _compromises(access: Access, somebody: Somebody) -> Iterator[Row]:
    shown = Compromise.objects.visible_to(access)
    sources = Source.objects.visible_to(access)
    for one in shown.order_by("opened_on", "pk"):
        told = [str(getattr(one, name)) for name in OF_COMPROMISES]
        yield from _told(somebody, one.title, day(one.opened_on), told)
    options = CompromiseOption.objects.filter(compromise__in=shown).select_related("compromise")
    for option in options:
        yield from _told(somebody, option.compromise.title, "", (option.label, option.detail))
    answers = OptionAnswer.objects.visible_to(access).filter(source__in=sources)
    for answer in answers.select_related("option__compromise", "source"):
        texts = (answer.said, answer.conditions, answer.source.who)
        yield from _told(somebody, answer.option.compromise.title, day(answer.on), texts)


def _told(somebody: Somebody, about: str, on: str, texts: Iterable[str]) -> Iterator[Row]:
    for text in texts:
        for sentence in sentences(text):
            if somebody.is_named_in(sentence.text):
                yield about, on, sentence.text


def forget_disputes(somebody: Somebody) -> None:
    """The sentences that name them are masked, in the journal too."""
    place = somebody.workspace_id
    conflicts = Conflict.objects.filter(cooperation__workspace=place)
    compromises = Compromise.objects.filter(cooperation__workspace=place)
    heats = ConflictHeat.objects.filter(conflict__in=conflicts)
    answers = OptionAnswer.objects.filter(cooperation__workspace=place)
    _mask(conflicts, OF_CONFLICTS, somebody)
    _mask(Party.objects.filter(conflict__in=conflicts), ("interests",), somebody)
    _mask(heats, ("said",), somebody)
    _mask(compromises, OF_COMPROMISES, somebody)
    _mask(
        CompromiseOption.objects.filter(compromise__in=compromises), ("label", "detail"), somebody
    )
    _mask(answers, ("said", "conditions"), somebody)
    rests_on = {*heats.values_list("source", flat=True), *answers.values_list("source", flat=True)}
    _mask(Source.objects.filter(pk__in=rests_on), ("who", "words"), somebody)


def _mask(rows: QuerySet[Model], names: Sequence[str], somebody: Somebody) -> None:
    for record in rows.order_by("pk"):
        texts = {name: str(getattr(record, name)) for name in names}
        if not any(somebody.is_named_in(text) for text in texts.values()):
            continue
        masked = {name: masked_words(text, somebody) for name, text in texts.items()}
        kept: dict[str, str] = dict(masked)
        if searched := _searched(record):
            told = [masked.get(name, str(getattr(record, name))) for name in searched]
            kept["folded"] = fold(" ".join(told))
        rows.model._base_manager.filter(pk=record.pk).update(**kept)
        forget(rows.model, record.pk)


def _searched(record: Model) -> tuple[str, ...]:
    """The fields that the search reads of a record."""
    for field in record._meta.fields:
        if isinstance(field, FoldedField):
            return tuple(field.sources)
    return ()
