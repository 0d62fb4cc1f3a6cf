"""How are a project, its holder and their silence said in a sentence?"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.trade.plan.linked_projects.models import Project, ProjectStage
from maillage.trade.plan.linked_projects.queries import Followed, last_of
from maillage.trade.plan.linked_projects.rules import is_ripening, is_silent, lacks
from maillage.trade.plan.parameters import IDEA_DELAY, NEWS_DELAY

MOST_NAMED = 3


def projects_reading(one: Followed, *, is_in_team: bool) -> str:
    """How many projects, of how many holders, and who is to be called; nothing without any."""
    if not one.projects:
        return ""
    start = ngettext("%(count)s, d’un porteur.", "%(count)s, de %(n)s porteurs.", one.holders) % {
        "count": count_words(one.projects),
        "n": french.in_words(one.holders),
    }
    return f"{start} {_silent_words(one)}" if is_in_team else start


def count_words(projects: int) -> str:
    """« Deux projets suivis », as a sentence begins."""
    return ngettext("%(n)s projet suivi", "%(n)s projets suivis", projects) % {
        "n": french.capital(french.in_words(projects))
    }


def _silent_words(one: Followed) -> str:
    if not one.to_call:
        return _("Aucun n’attend d’appel à son porteur.")
    holders = [_with_count(name, count) for name, count in one.silent.items()]
    names = f" : {french.listed(holders)}" if len(holders) <= MOST_NAMED else ""
    count = ngettext(
        "%(n)s attend un appel à son porteur",
        "%(n)s attendent un appel à leur porteur",
        one.to_call,
    ) % {"n": french.capital(french.in_words(one.to_call))}
    rule = _("rien de noté, ou rien depuis plus de %(news)s jours, %(idea)s pour une idée")
    days = {"news": NEWS_DELAY.days, "idea": IDEA_DELAY.days}
    return f"{count}{names} ({rule % days})."


def _with_count(name: str, count: int) -> str:
    """« la Commune de Valmorin, deux projets », so that the names make their sum."""
    who = french.with_article(name)
    if count == 1:
        return who
    return _("%(who)s pour %(n)s projets") % {"who": who, "n": french.in_words(count)}


def exchange_words(project: Project) -> str:
    """« 12 novembre 2026, par téléphone »; nothing without an exchange that the reader sees."""
    last = last_of(project)
    if last is None:
        return ""
    return ", ".join(filter(None, (french.long_date(last), means_words(project))))


def means_words(project: Project) -> str:
    """How the last exchange was made: « par téléphone »; nothing where a table did not say."""
    means = getattr(project, "last_means", "")
    return str(Means(means).label) if means else ""


def silence_words(project: Project, today: date) -> str:
    """« à rappeler : rien depuis 103 jours »; nothing while the holder is not to be called."""
    last = last_of(project)
    if not is_silent(project, last, today):
        return ""
    if last is None:
        return _("à appeler, aucun échange noté")
    return _("à rappeler : rien depuis %(n)s jours") % {"n": french.number((today - last).days)}


def next_words(project: Project, today: date) -> str:
    """When the next step is due, who does it; « date passée » when it is."""
    parts = [french.long_date(project.next_on)] if project.next_on else []
    if project.next_on and project.next_on < today:
        parts.append(_("date passée"))
    return ", ".join([*parts, *filter(None, (project.next_by,))])


def readers_words(project: Project) -> str:
    """Who reads it: its level, and who speaks for the structure that carries it."""
    readers = str(project.get_visibility_display())
    if project.visibility != Visibility.TEAM or project.holder is None:
        return readers
    return _("%(readers)s, et qui parle pour %(holder)s") % {
        "readers": readers,
        "holder": french.with_article(project.holder_words),
    }


def place_words(project: Project) -> str:
    """Its theme and its communes."""
    names = [area.name for area in project.territories.all()]
    return ", ".join(filter(None, (str(project.theme or ""), french.listed(names))))


def project_reading(project: Project, *, is_in_team: bool, action: str) -> str:
    """Who carries it, and what was last exchanged; what it became when it is over.

    `action` is the one that it became, when the reader may see it.
    """
    if project.ended_on:
        return _("Abandonné le %(day)s : %(why)s") % {
            "day": french.long_date(project.ended_on),
            "why": project.ended_why,
        }
    carried = _("Porté par %(name)s.") % {"name": french.with_article(project.holder_words)}
    if project.became_id:
        became = _("Devenu l’action « %(title)s »." if action else "Devenu une action du plan.")
        return f"{carried} {became % {'title': french.inner_quotes(action)}}"
    if not is_in_team:
        return carried
    last = exchange_words(project)
    last_words = (
        _("Dernier échange le %(when)s.") % {"when": last} if last else _("Aucun échange noté.")
    )
    return f"{carried} {last_words}"


def stage_note(stage: ProjectStage) -> str:
    """The amount, the day, why or what more, and the decision of a stage."""
    amount = euros_words(stage.amount_cents) if stage.amount_cents is not None else ""
    parts = (french.long_date(stage.on), amount, stage.note, str(stage.decision or ""))
    return ", ".join(filter(None, parts))


def lack_words(project: Project) -> str:
    """What it lacks to become an action, in a sentence; nothing when it lacks nothing."""
    if not is_ripening(project) or not (words := lacks(project)):
        return ""
    return _("Pour entrer au plan, il lui faut encore %(what)s.") % {"what": french.listed(words)}
