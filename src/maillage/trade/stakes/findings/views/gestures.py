"""What does a finding ask first of whoever keeps it, and what else may be done of it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Turn, Waiting
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.addresses import page_url
from maillage.trade.stakes.choices import FindingLabel, Judgement
from maillage.trade.stakes.findings.asking import SHOWN, waiting_actors
from maillage.trade.stakes.findings.models import Finding
from maillage.trade.stakes.findings.queries import FindingLine
from maillage.trade.stakes.findings.words import source_lack


@dataclass(frozen=True)
class FindingStage:
    """A finding as it stands: its line, None once retired, and whether a stake was made of it."""

    finding: Finding
    line: FindingLine | None
    has_stake: bool
    may_edit: bool


def first_gesture(request: CooperationRequest, stage: FindingStage) -> Waiting | None:
    """What brings it further today: a stake once shared, else a judgement, a source, the room."""
    line = stage.line
    if line is None:
        return None
    if line.label == FindingLabel.SHARED and not stage.has_stake:
        return _stake(request, stage)
    return _ask(request, line) or _source(request, stage, line) or _workshop(request, line)


def other_gestures(
    request: CooperationRequest, stage: FindingStage, first: Waiting | None
) -> Sequence[PageLink]:
    """All that may be done of it, without what stands in the button."""
    links = [*_keeper_links(request, stage), *_editor_links(request, stage)]
    return [one for one in links if first is None or one.url != first.url]


def _keeper_links(request: CooperationRequest, stage: FindingStage) -> list[PageLink]:
    links = []
    if permissions.can_keep_stakes(request.access):
        again = _("En faire un autre enjeu") if stage.has_stake else _("En faire un enjeu")
        links.append(PageLink(again, _stake_url(request, stage.finding)))
    if stage.line is not None and _may_put(request, stage.finding):
        links.append(PageLink(_("Le projeter en atelier"), _wall_url(request, stage.finding)))
    return links


def _editor_links(request: CooperationRequest, stage: FindingStage) -> list[PageLink]:
    if not stage.may_edit:
        return []
    pages = [(_("Retenir ou retirer"), "finding_settle")]
    if stage.line is not None:
        figure, edit = _("Ajouter un chiffre"), _("Corriger le constat")
        pages = [(figure, "figure_add"), (edit, "finding_edit"), *pages]
    return [PageLink(label, page_url(request, name, stage.finding.pk)) for label, name in pages]


def _stake(request: CooperationRequest, stage: FindingStage) -> Waiting | None:
    if not permissions.can_keep_stakes(request.access):
        return None
    return Waiting(
        _("Un constat partagé"),
        _("Un enjeu demandera à chacun ce qu’il en veut."),
        _stake_url(request, stage.finding),
        verb=_("En faire un enjeu"),
        turn=Turn.COMPLETES,
    )


def _ask(request: CooperationRequest, line: FindingLine) -> Waiting | None:
    """The first of those who said nothing and were not written to."""
    if not _may_put(request, line.finding):
        return None
    awaited = set(waiting_actors(request.access.cooperation_id).values_list("pk", flat=True))
    silent = [one for one in _silent(line) if one.pk not in awaited]
    if not silent:
        return None
    return Waiting(
        ngettext("Un avis à demander", "%(n)s avis à demander", len(silent))
        % {"n": french.capital(french.in_words(len(silent)))},
        f"{french.capital(_names(silent))}.",
        page_url(request, "finding_ask", silent[0].pk),
        verb=_("Demander %(to)s") % {"to": french.to_body(silent[0].name)},
    )


def _source(request: CooperationRequest, stage: FindingStage, line: FindingLine) -> Waiting | None:
    lack = source_lack(line.grounds)
    if not lack or not stage.may_edit:
        return None
    return Waiting(
        _("Une source récente à donner"),
        f"{french.capital(lack)}.",
        page_url(request, "finding_edit", line.finding.pk),
        verb=_("Corriger le constat"),
    )


def _workshop(request: CooperationRequest, line: FindingLine) -> Waiting | None:
    """Where those who see it otherwise, or do not know, may speak of it together."""
    grounds = line.grounds
    doubts = grounds.count(Judgement.CONTESTED) + grounds.count(Judgement.UNKNOWN)
    if not doubts or not _may_put(request, line.finding):
        return None
    silent = _silent(line)
    reason = _("Tous ceux qu’il concerne ont donné leur avis.")
    if silent:
        reason = ngettext(
            "%(who)s n’a pas répondu à la lettre.",
            "%(who)s n’ont pas répondu à la lettre.",
            len(silent),
        ) % {"who": french.capital(_names(silent))}
    return Waiting(
        _("À reprendre ensemble"),
        reason,
        _wall_url(request, line.finding),
        verb=_("Le projeter en atelier"),
    )


def _may_put(request: CooperationRequest, finding: Finding) -> bool:
    """Whether this reader may put it to structures: what not all of them read is put to none."""
    return permissions.can_collect_judgements(request.access) and finding.visibility in SHOWN


def _silent(line: FindingLine) -> list[ActorHead]:
    return [one for one in line.concerned if one.pk not in line.spoken]


def _names(actors: Sequence[ActorHead]) -> str:
    return french.listed([french.with_article(one.name) for one in actors])


def _stake_url(request: CooperationRequest, finding: Finding) -> str:
    return f"{page_url(request, 'stake_add')}?finding={finding.pk}"


def _wall_url(request: CooperationRequest, finding: Finding) -> str:
    return f"{page_url(request, 'finding_workshop')}?constat={finding.pk}"
