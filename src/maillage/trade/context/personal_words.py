"""What do the nature, the heading and the news know of a person? Their words may name them."""

from collections.abc import Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.ground.directory.rights.queries import day
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.act_or_wait.queries import moves
from maillage.trade.context.childcare.models import SchemeText
from maillage.trade.context.duties.models import Duty, DutyPiece
from maillage.trade.context.duties.queries import duties
from maillage.trade.context.facilities.models import (
    DeficitArea,
    Facility,
    FacilityAgreement,
    LocalNeed,
)
from maillage.trade.context.heading.models import HeadingStep
from maillage.trade.context.heading.queries import steps
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.nature.queries import natures
from maillage.trade.context.publics.models import Public
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.signals.models import Signal, SignalAnswer
from maillage.trade.context.signals.queries import signals

OF_NATURE = ("moved_by", "said")
OF_STEP = ("statement", "changed", "why", "decided_at")
OF_SIGNAL = ("label", "effect_on", "said")
OF_ANSWER = ("reason",)
OF_MOVE = ("label", "aim", "outcome")
OF_SCHEME = ("title", "source")
OF_TEXT = ("words",)
OF_PUBLIC = ("label", "source")
OF_DUTY = (
    "label",
    "about",
    "source_act",
    "consequence",
    "done_how",
    "waived_why",
    "article",
    "receipt_number",
    "due_words",
)
OF_PIECE = ("note", "told_by")
OF_FACILITY = ("name", "address", "hours")
OF_AGREEMENT = ("with_whom",)
OF_NEED = ("source",)
OF_DEFICIT = ("reason",)
# Their name in these words; the sources forget them in their own room.
forget_words = erasing(
    Erasable(NatureReading, texts=OF_NATURE),
    Erasable(HeadingStep, texts=OF_STEP),
    Erasable(SignalAnswer, "signal", OF_ANSWER),
    Erasable(Signal, texts=OF_SIGNAL),
    Erasable(Move, texts=OF_MOVE),
    Erasable(Scheme, texts=OF_SCHEME),
    Erasable(SchemeText, "scheme", OF_TEXT),
    Erasable(Public, texts=OF_PUBLIC),
    Erasable(DutyPiece, "duty", OF_PIECE),
    Erasable(Duty, texts=OF_DUTY, person="responsible"),
    Erasable(Facility, texts=OF_FACILITY),
    Erasable(FacilityAgreement, "facility", OF_AGREEMENT),
    Erasable(LocalNeed, texts=OF_NEED),
    Erasable(DeficitArea, texts=OF_DEFICIT),
)


def export_words(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The readings, the versions of the heading and the news whose words name them."""
    access = as_access(reader)
    own = signals(access)
    given = SignalAnswer.objects.filter(signal__in=own).select_related("signal")
    rows = [
        (str(one.actor), day(one.on), f"{one.moved_by} {one.said}".strip())
        for one in natures(access).select_related("actor__organisation")
        if _names(one, OF_NATURE, somebody)
    ]
    rows += [
        (_("Le cap"), day(one.on), " ".join(part for part in (one.statement, one.why) if part))
        for one in steps(access)
        if _names(one, OF_STEP, somebody)
    ]
    rows += [(one.label, day(one.on), one.said) for one in own if _names(one, OF_SIGNAL, somebody)]
    rows += [
        (one.signal.label, day(one.on), one.reason)
        for one in given
        if _names(one, OF_ANSWER, somebody)
    ]
    rows += [
        (one.label, day(one.around_on), f"{one.aim} {one.outcome}".strip())
        for one in moves(access)
        if _names(one, OF_MOVE, somebody)
    ]
    for model, texts in ((Scheme, OF_SCHEME), (Public, OF_PUBLIC)):
        rows += [
            (str(one), "", one.source)
            for one in model.objects.filter(cooperation=access.cooperation_id)
            if _names(one, texts, somebody)
        ]
    rows += [*_of_duties(access, somebody), *_of_facilities(access, somebody)]
    headers = (_("À propos de"), _("Le"), _("Ce qui est écrit"))
    return (Chapter(_("Contexte de la coopération"), headers, rows),)


def _of_duties(access: Access, somebody: Somebody) -> list[tuple[str, str, str]]:
    return [
        (str(one), day(one.due_on), _("s’en charge") if is_theirs else one.waived_why)
        for one in duties(access)
        if (is_theirs := one.responsible_id == somebody.number) or _names(one, OF_DUTY, somebody)
    ]


def _of_facilities(access: Access, somebody: Somebody) -> list[tuple[str, str, str]]:
    rows = Facility.objects.filter(cooperation=access.cooperation_id)
    return [(str(one), "", one.address) for one in rows if _names(one, OF_FACILITY, somebody)]


def _names(one: Model, words: Sequence[str], somebody: Somebody) -> bool:
    return any(somebody.is_mentioned_in(getattr(one, name)) for name in words)
