"""What the page of one council says: its steps, its answers, what the law says of them."""

from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.sheet import Fact
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory import permissions as directory
from maillage.law.deliberation import challenge_of
from maillage.law.finding import LegalFinding
from maillage.law.silence import silence
from maillage.trade.governance import permissions
from maillage.trade.governance.choices import DecisionRule, Silence, Vote
from maillage.trade.governance.joint_decisions.models import Answer
from maillage.trade.governance.joint_decisions.queries.councils import counts_of, terms_of
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.rules import (
    counts_words,
    effect_of,
    is_deemed,
)
from maillage.trade.governance.joint_decisions.views.next_gestures import awaited, shown_due
from maillage.trade.governance.joint_decisions.views.sheet import Law
from maillage.trade.governance.joint_decisions.words.steps import (
    act_of,
    due,
    has_acts,
    sending,
    state_of_act,
    steps,
    younger_text,
)

BY_POPULATION = frozenset({DecisionRule.QUALIFIED_EPCI, DecisionRule.QUALIFIED_SYNDICATE})


def council_facts(access: Access, path: Path) -> tuple[Fact, ...]:
    """The card of a council: who answers, how it weighs, its act."""
    one = path.deliberation
    reads_people = directory.can_open_people(access)
    contact = str(one.contact) if one.contact and reads_people else ""
    checked = one.conformity_by if reads_people else ""
    facts = (
        Fact(_("Conseil"), str(one.get_council_display()).capitalize(), _left(path)),
        Fact(_("Point de contact"), contact),
        Fact(_("Voix"), french.number(one.weight) if one.weight > 1 else ""),
        Fact(_("Population comptée"), _population(path)),
        Fact(_("Son accord"), _("Indispensable") if one.is_required else ""),
        Fact(_("Acte"), one.act_number, _act_link(access, path)),
        Fact(_("Texte vérifié par"), checked, _day(one.conformity_on)),
    )
    return tuple(fact for fact in facts if fact.value or fact.note)


def _population(path: Path) -> str:
    """How many inhabitants it counts for, where the rule counts them."""
    one = path.deliberation
    counts = one.decision.rule in BY_POPULATION and one.population
    return french.number(one.population) if counts and one.population else ""


def _left(path: Path) -> str:
    one = path.deliberation
    if one.until is None:
        return ""
    sentence = _("n’est plus appelée à décider depuis le %(day)s") % {"day": _day(one.until)}
    return f"{sentence} : {one.leaving}" if one.leaving else sentence


def _act_link(access: Access, path: Path) -> str:
    act = path.deliberation.act
    if act is None:
        return ""
    url = reverse("documents:document_file", args=[access.cooperation.slug, act.pk])
    return format_html('<a href="{}">{}</a>', url, act.name)


def _day(day: date | None) -> str:
    return french.long_date(day) if day else ""


def council_context(access: Access, path: Path, today: date) -> dict[str, object]:
    """The steps, the answers and their sources, what waits, what the law says."""
    waits = due(path, today) if path.deliberation.until is None else None
    terms = terms_of(path.deliberation.decision)
    silent = effect_of(terms) if is_deemed(terms, path.council, today) else ""
    may_keep = permissions.can_keep_decisions(access) and not silent
    shown = [shown_due(access, waits)] if waits and may_keep else []
    return {
        "steps": steps(path, today, silent),
        "answers": [
            (
                answer,
                _source_words(access, answer),
                younger_text(answer),
                counts_words(counts_of(answer)),
            )
            for answer in reversed(path.answers)
        ],
        "waits": next((one for one in shown if not one.is_awaited), None),
        "gesture": awaited(shown),
        "laws": [_law(one) for one in _findings(path, today)],
    }


def _source_words(access: Access, answer: Answer) -> str:
    """How an answer was known, and when; from whom, for whoever works on the cooperation."""
    sentence = _("recueilli %(means)s") % {"means": answer.get_means_display()}
    if answer.told_by and permissions.can_read_sources(access):
        sentence += f" {french.from_whom(answer.told_by)}"
    return _("%(said)s le %(day)s") % {"said": sentence, "day": french.long_date(answer.told_on)}


def _findings(path: Path, today: date) -> list[LegalFinding[object]]:
    """What the law says of this council: the sending, the silence, the act and its challenge."""
    one, answer = path.deliberation, path.answer
    findings: list[LegalFinding[object] | None] = [sending(one)]
    word = one.decision.silence
    if word and word != Silence.CONVENTION and one.sent_on:
        voted = answer.voted_on if answer and path.council.is_settled else None
        findings.append(silence(word, one.sent_on, voted=voted, on=today))
    if answer and answer.vote in {Vote.ADOPTED, Vote.RESERVED} and has_acts(one):
        findings.append(state_of_act(path, today))
        if one.published_on:
            findings.append(challenge_of(act_of(one, answer), today=today))
    return [finding for finding in findings if finding is not None]


def _law(finding: LegalFinding[object]) -> Law:
    return Law("", finding.sentence, finding.source, finding.level_label)
