"""What the sheet of a joint decision says: where it stands, of each council, and of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import listed, listed_whole
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.directory import permissions as directory
from maillage.law.clear_days import ClearDays
from maillage.law.deliberation import deliberation
from maillage.law.finding import LegalFinding
from maillage.trade.governance import permissions
from maillage.trade.governance.choices import DecisionRule, Standing
from maillage.trade.governance.joint_decisions.models import JointDecision, TextVersion
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    DecisionSheet,
    Path,
    decision_sheet,
)
from maillage.trade.governance.joint_decisions.rules import Place, changed_by_refusal
from maillage.trade.governance.joint_decisions.views.next_gestures import (
    ShownDue,
    awaited,
    lacking,
    shown_due,
)
from maillage.trade.governance.joint_decisions.words.standing_words import (
    answer_council_word,
    earliest_words,
    reading_of,
    rule_source,
    rule_text,
    silence_words,
    tally_words,
)
from maillage.trade.governance.joint_decisions.words.steps import (
    ACT_PAGE,
    Step,
    act_of,
    due,
    sending,
    steps,
    younger_text,
)
from maillage.trade.governance.joint_decisions.words.text_words import (
    Piece,
    differences,
    short_fingerprint,
)

MOST_PATHS = 80
MOST_TO_DO = 8
MOST_TALLIED = 120


@dataclass(frozen=True, slots=True)
class ShownPath:
    """The way of one council, as a row of the chain."""

    path: Path
    contact: str
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class ShownText:
    """A version of the text: what it changed, word by word when both have words."""

    text: TextVersion
    fingerprint: str
    before: TextVersion | None
    paragraphs: Sequence[Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class Law:
    """What a rule of law says of a council; its source says how sure it is."""

    who: str
    sentence: str
    source: str
    level: str


def sheet_context(access: Access, decision: JointDecision, requested: str) -> dict[str, object]:
    """All that the sheet says of the decision today; `asked` is the version of the text to show."""
    sheet = decision_sheet(access, decision, timezone.localdate())
    paths = shown_paths(access, sheet)
    waits = to_do(access, sheet)
    return {
        "details": sheet,
        "status": status_words(sheet),
        "tally": tally(sheet),
        "paths": paths,
        "others": len(sheet.paths) - len(paths),
        "waits": waits,
        "gesture": lacking(access, sheet) or awaited(waits),
        "rule": rule_words(sheet),
        "text": shown_text(sheet, requested),
        "concordance": concordance(sheet),
        "unchecked": unchecked(sheet),
        "younger": younger_texts(sheet),
        "laws": law_of(sheet),
    }


def shown_sheet(access: Access, decision: JointDecision) -> Sheet:
    """The sheet as the page draws it."""
    slug = access.cooperation.slug
    return Sheet(
        title=decision.title,
        sentence=decision.question,
        place=(PageLink(_("Délibérations"), reverse("governance:joint_decisions", args=[slug])),),
        facts=tuple(fact for fact in _facts(decision) if fact.value),
        panels=tuple(ask_rooms(panels, access, "jointdecision", decision.pk)),
        readers=_readers(access),
    )


def _facts(decision: JointDecision) -> list[Fact]:
    proposed = french.long_date(decision.proposed_on) if decision.proposed_on else ""
    return [
        Fact(_("Proposée par"), str(decision.body) if decision.body else "", proposed),
    ]


def status_words(sheet: DecisionSheet) -> dict[str, str]:
    """Where the decision stands: its mark, its word, why, by when, how many answered."""
    word = str(Standing(sheet.place.standing).label)
    soon = " ".join(
        part
        for part in (earliest_words(sheet.place, sheet.today), tally_words(sheet.place))
        if part
    )
    return {
        "mark": sheet.place.standing,
        "word": word[:1].upper() + word[1:],
        "reading": reading_of(sheet.place),
        "soon": soon,
    }


def tally(sheet: DecisionSheet) -> list[str]:
    """The mark of each council, those that answered first."""
    order = ("yes", "reserve", "tacit", "agenda", "sent", "ask", "deferred", "no")
    names = [_tallied(path, sheet.place) for path in sheet.paths]
    return sorted(names, key=order.index) if len(names) <= MOST_TALLIED else []


def _tallied(path: Path, place: Place) -> str:
    word = answer_council_word(path.council, place)
    return "agenda" if word == "sent" and path.deliberation.agenda_on else word


def shown_paths(access: Access, sheet: DecisionSheet) -> list[ShownPath]:
    """The ways of the councils, those that wait first; eighty at most, the matrix has them all."""
    reads_people = directory.can_open_people(access)
    waited_first = sorted(sheet.paths, key=lambda path: not sheet.place.is_waited(path.council))
    return [
        ShownPath(
            path,
            str(path.deliberation.contact) if reads_people and path.deliberation.contact else "",
            steps(path, sheet.today, _silent(sheet, path)),
        )
        for path in waited_first[:MOST_PATHS]
    ]


def _silent(sheet: DecisionSheet, path: Path) -> str:
    return sheet.place.effect if path.council.key in sheet.place.tacit else ""


def to_do(access: Access, sheet: DecisionSheet) -> list[ShownDue]:
    """What is to be done, the most pressing first, eight at most, for whoever may do it.

    No act is asked of a council for a decision that can no longer be taken.
    """
    if not permissions.can_keep_decisions(access):
        return []
    due_readers = [
        one
        for path in sheet.paths
        if path.council.key not in sheet.place.tacit and (one := due(path, sheet.today))
    ]
    if sheet.place.standing == Standing.IMPOSSIBLE:
        due_readers = [one for one in due_readers if one.page != ACT_PAGE]
    due_readers.sort(key=lambda one: (not one.is_urgent, one.is_awaited))
    return [shown_due(access, one) for one in due_readers[:MOST_TO_DO]]


def rule_words(sheet: DecisionSheet) -> dict[str, object]:
    """The rule, where it is written, what silence means, and what a refusal would change."""
    decision = sheet.decision
    changed = changed_by_refusal(sheet.place)
    return {
        "text": rule_text(decision.rule, decision.least_agreements),
        "source": decision.rule_source or rule_source(decision.rule),
        "required": listed([path.name for path in sheet.paths if path.deliberation.is_required]),
        "silence": silence_words(sheet.terms),
        "silence_source": decision.silence_source,
        "stops": listed_whole(changed["stops"]),
        "goes_on": listed_whole(changed["goes_on"]),
    }


def shown_text(sheet: DecisionSheet, requested: str) -> ShownText | None:
    """The version asked for, or the last, with what it changed from the one before."""
    if not sheet.texts:
        return None
    chosen = next((one for one in sheet.texts if str(one.number) == requested), sheet.texts[-1])
    before = next((one for one in sheet.texts if one.number == chosen.number - 1), None)
    both = before is not None and before.words and chosen.words
    former = before.words if before and both else chosen.words
    return ShownText(
        text=chosen,
        fingerprint=short_fingerprint(chosen.fingerprint),
        before=before if both else None,
        paragraphs=differences(former, chosen.words) if chosen.words else [],
    )


def texts_voted(sheet: DecisionSheet) -> dict[str, list[tuple[str, TextVersion]]]:
    """By fingerprint, the structures that adopted and the version that they voted."""
    pairs_by_name: dict[str, list[tuple[str, TextVersion]]] = {}
    for path in sheet.paths:
        if path.answer and path.answer.text and path.council.is_in_favour:
            text = path.answer.text
            pairs_by_name.setdefault(text.fingerprint, []).append((path.name, text))
    return pairs_by_name


def concordance(sheet: DecisionSheet) -> str:
    """Whether all those that adopted voted the same text, in a sentence."""
    by_print = texts_voted(sheet)
    voted = [one for group in by_print.values() for one in group]
    if not voted:
        return ""
    if len(by_print) == 1 and younger_texts(sheet):
        return _("Un seul texte est noté comme voté, la version %(version)s : à vérifier.") % {
            "version": voted[0][1].number
        }
    if len(by_print) == 1:
        return ngettext(
            "Le texte voté est la version %(version)s.",
            "Les %(n)s textes votés sont identiques : version %(version)s.",
            len(voted),
        ) % {"n": french.in_words(len(voted)), "version": voted[0][1].number}
    parts = [
        _("%(names)s : version %(version)s")
        % {"names": listed([name for name, _text in group]), "version": group[0][1].number}
        for group in by_print.values()
    ]
    return _("%(n)s textes ont été votés, ce n’est pas un accord : %(texts)s.") % {
        "n": french.in_words(len(parts)).capitalize(),
        "texts": " ; ".join(parts),
    }


def unchecked(sheet: DecisionSheet) -> str:
    """The scanned deliberations that nobody has compared with the text yet."""
    names = [
        path.name
        for path in sheet.paths
        if path.deliberation.act_id and not path.deliberation.conformity_by
    ]
    if not names:
        return ""
    return _("Personne n’a encore vérifié la délibération de %(names)s, mot pour mot.") % {
        "names": listed(names)
    }


def younger_texts(sheet: DecisionSheet) -> str:
    """The votes that are said to be on a version dated after them."""
    names = [path.name for path in sheet.paths if younger_text(path.answer)]
    if not names:
        return ""
    return ngettext(
        "La version votée par %(names)s est plus récente que son vote : vérifiez laquelle l’a été.",
        "La version votée par %(names)s est plus récente que leurs votes : vérifiez laquelle l’a "
        "été.",
        len(names),
    ) % {"names": listed(names)}


def law_of(sheet: DecisionSheet) -> list[Law]:
    """What the law says of the sendings, and whether the joint text may be signed.

    Councils of which it says the same are named together.
    """
    pair_by_name: dict[str, tuple[LegalFinding[ClearDays], list[str]]] = {}
    for path in sheet.paths:
        one = sending(path.deliberation)
        if one and one.level and path.answer is None:
            pair_by_name.setdefault(one.sentence, (one, []))[1].append(path.name)
    laws = [_law(listed(names), one) for one, names in pair_by_name.values()]
    acts = {path.name: act_of(path.deliberation, path.answer) for path in _bound(sheet)}
    if acts and sheet.place.standing == Standing.ACQUIRED:
        is_convention = sheet.decision.rule == DecisionRule.EACH_FOR_ITSELF
        laws.append(_law("", deliberation(acts, today=sheet.today, is_convention=is_convention)))
    return laws


def _bound(sheet: DecisionSheet) -> Sequence[Path]:
    """The ways of those that the text would bind: all, or only those that may sign."""
    if sheet.decision.rule != DecisionRule.EACH_FOR_ITSELF:
        return sheet.paths
    signatories = {one.key for one in sheet.place.signatories}
    return [path for path in sheet.paths if path.council.key in signatories]


def _law(who: str, finding: LegalFinding[object]) -> Law:
    return Law(who, finding.sentence, finding.source, finding.level_label)


def _readers(access: Access) -> tuple[Readers, ...]:
    everybody = Readers("eye", _("Tous les accès"), _("question, votes, texte, règle"))
    if not directory.can_open_people(access):
        return (everybody,)
    people = Readers("users", _("Tous, sauf les observateurs"), _("points de contact"))
    team = Readers("users", _("L’équipe projet"), _("de qui vient chaque réponse, l’histoire"))
    return (everybody, people, team) if access.is_in_team else (everybody, people)


def source_words(access: Access, path: Path) -> list[tuple[str, date]]:
    """How each answer of this council was known, newest first; from whom, for the team alone."""
    pairs = []
    for answer in reversed(path.answers):
        sentence = _("recueilli %(means)s") % {"means": answer.get_means_display()}
        if answer.told_by and permissions.can_read_sources(access):
            sentence += f" {french.from_whom(answer.told_by)}"
        pairs.append((sentence, answer.told_on))
    return pairs
