"""How is what the table of who does what shows put in words, and what can be done about it?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.numbered import numbered_key
from maillage.core.shell import PageLink
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import ShareAnswerKind, ShareRole
from maillage.trade.plan.who_does_what.queries import Service, WorkTable
from maillage.trade.plan.who_does_what.rules import Finding, Gap

Ready = Mapping[tuple[int, str], str]  # the page of a link, by action and service
NOTHING_READY: Ready = {}
MOST_LINES = 30
TITLES = {
    Gap.NO_PILOT: lazy("Sans pilote"),
    Gap.TWO_PILOTS: lazy("Plusieurs pilotes"),
    Gap.UNSURE_PILOT: lazy("Pilote à confirmer"),
    Gap.REFUSED: lazy("Parts refusées"),
    Gap.SILENT: lazy("Sans réponse depuis deux mois"),
    Gap.WITHOUT_NEWS: lazy("Sans nouvelles depuis trois mois"),
    Gap.CONTACT_LEFT: lazy("Référents partis"),
    Gap.MANY_PILOTS: lazy("Service peut-être surchargé"),
    Gap.ON_ONE_PERSON: lazy("Tient à une personne"),
    Gap.ABSENT: lazy("Sans part dans une fiche ouverte"),
}


NOTES = {
    Gap.UNSURE_PILOT: lazy("Son accord est attendu depuis un mois au moins."),
    Gap.WITHOUT_NEWS: lazy("Rien n’est dit de la part, ni de sa fiche."),
    Gap.CONTACT_LEFT: lazy("La personne nommée n’a plus de mandat dans cette structure."),
    Gap.MANY_PILOTS: lazy(
        "Cinq fiches pilotées au moins, plus du double de la charge médiane ; les jours demandés "
        "ne sont pas dits."
    ),
    Gap.ON_ONE_PERSON: lazy("Trois parts de travail au moins, une seule personne nommée."),
    Gap.ABSENT: lazy("Ce n’est pas un retard."),
}
# What is advised to whoever has the gesture, and to nobody else.
ADVICE = {
    Gap.TWO_PILOTS: lazy("Nommez un copilote si c’est voulu : la remarque disparaît."),
    Gap.REFUSED: lazy("Proposez-la à un autre, ou retirez-la de la fiche : la remarque disparaît."),
    Gap.SILENT: lazy("Relancez par lien, ou notez la réponse reçue au téléphone."),
}


# The filter of the plan that finds the same actions again, for who keeps the plan.
CHIPS = {Gap.NO_PILOT: "sans-pilote", Gap.SILENT: "attente"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """An action and the services that are meant, or services alone; the gestures on them.

    With a `verb`, each link is the name of a service, and `words` say what no link does.
    """

    action: Action | None
    words: str
    links: tuple[PageLink, ...] = ()
    verb: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The table, the `slug` under which it may be edited, the links that are `ready`."""

    table: WorkTable
    slug: str
    ready: Ready


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """What the table shows of one kind: a line for each action or service, then the reason.

    `actions` is how many actions it tells of, those that have no line too. The `verb` is that of
    all its lines, where there are several.
    """

    title: str
    lines: tuple[FindingLine, ...]
    note: str
    verb: str = ""
    others: str = ""
    others_url: str = ""
    actions: int = 0


def service_words(one: Service) -> str:
    """« CC de Valmorin, petite enfance »."""
    return ", ".join(filter(None, (one.name, one.department)))


def table_sentence(table: WorkTable) -> str:
    """« Neuf fiches ouvertes : six ont un pilote, une en a deux, deux n’en ont aucun. »."""
    if not table.actions:
        return ""
    counts = [len(table.pilots(one.pk)) for one in table.actions]
    one, several, none = counts.count(1), sum(n > 1 for n in counts), counts.count(0)
    pieces = [
        ngettext("%(n)s a un pilote", "%(n)s ont un pilote", one) % _in_words(one) if one else "",
        ngettext("%(n)s en a plusieurs", "%(n)s en ont plusieurs", several) % _in_words(several)
        if several
        else "",
        ngettext("%(n)s n’en a aucun", "%(n)s n’en ont aucun", none) % _in_words(none)
        if none
        else "",
    ]
    if len(counts) == 1:
        pieces = [_alone_words(counts[0])]
    elif one == len(counts):
        pieces = [_("toutes ont un pilote")]
    total = french.counted(len(counts), _("fiche ouverte"), _("fiches ouvertes"))
    words = f"{french.capital(total)} : {', '.join(filter(None, pieces))}"
    return f"{words}{_unsure_words(table)}."


def _alone_words(pilots: int) -> str:
    """What is said of an action that is the only one."""
    if not pilots:
        return _("elle n’a aucun pilote")
    return _("elle a un pilote") if pilots == 1 else _("elle a plusieurs pilotes")


def _unsure_words(table: WorkTable) -> str:
    """On how many actions somebody who carries it has not agreed, or nothing."""
    pilots = (table.pilots(one.pk) for one in table.actions)
    unsure = sum(any(not one.is_agreed for one in own) for own in pilots)
    if unsure and len(table.actions) == 1:
        return _(" ; l’accord d’un pilote manque encore")
    words = ngettext(
        " ; sur %(n)s fiche, l’accord d’un pilote manque encore",
        " ; sur %(n)s fiches, l’accord d’un pilote manque encore",
        unsure,
    )
    return words % _in_words(unsure) if unsure else ""


def _in_words(count: int) -> dict[str, str]:
    return {"n": french.in_words(count, feminine=True)}


def pilot_words(table: WorkTable, number: int) -> str:
    """What the reading column says of the pilots of an action."""
    count = len(table.pilots(number))
    if count == 0:
        return _("Sans pilote")
    return _("Un pilote") if count == 1 else _("Plusieurs pilotes")


def answers_words(table: WorkTable, number: int) -> str:
    """« une réserve, deux parts sans réponse », « toutes les parts sont acceptées ».

    Nothing where the only part is accepted: its cell says so.
    """
    own = table.parts.get(number, ())
    reserved = sum(one.answer == ShareAnswerKind.RESERVED for one in own)
    silent = sum(not one.answer and one.asked_on is not None for one in own)
    to_ask = sum(not one.answer and not one.asked_on for one in own)
    refused = sum(one.is_refused for one in own)
    pieces = [
        (ngettext("%(n)s réserve", "%(n)s réserves", reserved), reserved),
        (ngettext("%(n)s part sans réponse", "%(n)s parts sans réponse", silent), silent),
        (ngettext("%(n)s part à demander", "%(n)s parts à demander", to_ask), to_ask),
        (ngettext("%(n)s part refusée", "%(n)s parts refusées", refused), refused),
    ]
    counts = [piece % _in_words(count) for piece, count in pieces if count]
    if len(own) > 1 and not counts:
        return _("toutes les parts sont acceptées")
    return ", ".join(counts)


def shown_findings(
    table: WorkTable, slug: str = "", ready: Ready = NOTHING_READY, *, is_whole: bool = False
) -> list[ShownFinding]:
    """What the table shows, one for each kind, in the order of `Gap`.

    Whoever may edit the plan of this `slug` finds a gesture on each line, or the link that is
    `ready`. The lines are the first ones, unless the list `is_whole`.
    """
    by_gap: dict[Gap, list[Finding]] = {}
    for one in table.findings:
        by_gap.setdefault(one.gap, []).append(one)
    most = None if is_whole else MOST_LINES
    shown = _Shown(table, slug, ready)
    return [_shown(shown, gap, by_gap[gap], most) for gap in Gap if gap in by_gap]


def _shown(shown: _Shown, gap: Gap, rows: Sequence[Finding], most: int | None) -> ShownFinding:
    table, slug = shown.table, shown.slug
    total = sum(len(one.actions) or 1 for one in rows)
    silent = {key for one in rows for key in one.services if one.actions}
    by_structure = gap == Gap.SILENT and total > MOST_LINES and 0 < len(silent) < total
    total = len(silent) if by_structure else total
    every_line = _silent_structures(shown, rows) if by_structure else _lines(shown, rows)
    lines = tuple(islice(every_line, most))
    left = total - len(lines)
    url = _every_url(table, gap, slug) if slug and left > 0 and not by_structure else ""
    return ShownFinding(
        str(TITLES[gap]),
        lines,
        " ".join(filter(None, (str(NOTES.get(gap, "")), _advice(gap, rows) if slug else ""))),
        lines[0].verb if len(lines) > 1 else "",
        _others_words(left, bool(url)) if left > 0 else "",
        url or (_whole_url(table) if left > 0 else ""),
        len({number for one in rows for number in one.actions}),
    )


def first_gesture(findings: Sequence[ShownFinding]) -> Waiting | None:
    """The way to the first lines on which something can be done; None where there are none."""
    first = next((one for one in findings if any(line.links for line in one.lines)), None)
    if first is None:
        return None
    reason = ngettext(
        "Une fiche est à reprendre.", "%(n)s fiches sont à reprendre.", first.actions
    ) % {"n": french.capital(french.in_words(first.actions, feminine=True))}
    return Waiting(first.title, reason, "#m-findings", verb=_("Voir quoi faire"))


def _others_words(left: int, at_plan: bool) -> str:
    """How many lines have no room, and where they are read."""
    words = ngettext("et %(n)s autre", "et %(n)s autres", left) % {"n": french.number(left)}
    where = _("à voir au plan") if at_plan else _("tout montrer")
    return f"{words}, {where}"


def _every_url(table: WorkTable, gap: Gap, slug: str) -> str:
    """The plan with all the actions of which this is told; nothing when it cannot narrow so."""
    chip, wanted = CHIPS.get(gap), table.wanted
    if chip is None or wanted.kind:
        return ""
    pairs = (("axe", wanted.axis), ("structure", wanted.structure), ("q", wanted.text))
    chosen = [pair for pair in pairs if pair[1]]
    query = urlencode([*chosen, (chip, "1"), ("filtres", "1")])
    return f"{address('plan:actions', slug)}?{query}"


def _whole_url(table: WorkTable) -> str:
    """This page with all the lines."""
    query = table.wanted.query
    return f"{query}{'&' if query else '?'}tout=1#m-findings"


def _advice(gap: Gap, rows: Sequence[Finding]) -> str:
    """What is advised to whoever has the gesture on these."""
    if gap != Gap.ABSENT:
        return str(ADVICE.get(gap, ""))
    return ngettext(
        "Demandez-lui ce qui la concerne.",
        "Demandez-leur ce qui les concerne.",
        sum(len(one.services) for one in rows),
    )


def _lines(shown: _Shown, rows: Sequence[Finding]) -> Iterator[FindingLine]:
    """A line for each action, in the order of the table; those of no action as they come."""
    table = shown.table
    by_number = {one.pk: one for one in table.actions}
    ranks = {number: rank for rank, number in enumerate(by_number)}
    for one in sorted(rows, key=lambda one: ranks[one.actions[0]] if one.actions else 0):
        names = french.listed(_names(table, one))
        if one.gap == Gap.NO_PILOT and names:
            refused = ngettext("%(names)s a refusé", "%(names)s ont refusé", len(one.services))
            names = refused % {"names": names}
        if not one.actions:
            yield FindingLine(None, french.listed_whole(_names(table, one)))
        for number in one.actions:
            links, verb = _gestures(shown, one, number) if shown.slug else ((), "")
            words = "" if links and one.gap in EACH_PART else names
            yield FindingLine(by_number[number], words, links, verb)


def _silent_structures(shown: _Shown, rows: Sequence[Finding]) -> Iterator[FindingLine]:
    """« Aubrelle 10 : huit parts », those with the most first; the way to their own parts."""
    places = [(number, key) for one in rows for number in one.actions for key in one.services]
    counts = Counter(key for _number, key in places)
    ready = Counter(place[1] for place in places if place in shown.ready)
    services, verb = shown.table.whole.services, _("Structure par structure")
    for key in sorted(counts, key=lambda key: (-counts[key], numbered_key(services[key].name))):
        name = service_words(services[key])
        parts = french.counted(counts[key], _("part"), _("parts"))
        words = ", ".join(filter(None, (parts, _letter_words(ready[key], counts[key]))))
        if shown.slug:
            url = _structure_url(shown.table, services[key])
            yield FindingLine(None, words, (PageLink(name, url),), verb)
        else:
            yield FindingLine(None, _("%(name)s : %(parts)s") % {"name": name, "parts": words})


def _letter_words(ready: int, parts: int) -> str:
    """Whether the letter of a structure has the link of each of its parts; nothing without any."""
    if ready == parts:
        return _("lettre prête")
    words = ngettext("%(n)s lien prêt", "%(n)s liens prêts", ready)
    return words % {"n": french.in_words(ready)} if ready else ""


def _structure_url(table: WorkTable, one: Service) -> str:
    """This page with what one structure alone has to say."""
    pairs = (("axe", table.wanted.axis), ("structure", str(one.organisation)))
    text = (("q", table.wanted.text),)
    return f"?{urlencode([pair for pair in (*pairs, *text) if pair[1]])}#m-findings"


GESTURES = {
    Gap.NO_PILOT: (lazy("Proposer un pilote"), "share_add"),
    Gap.TWO_PILOTS: (lazy("Nommer un copilote"), "share_edit"),
    Gap.UNSURE_PILOT: (lazy("Noter sa réponse"), "share_answer"),
    Gap.REFUSED: (lazy("Proposer à un autre"), "share_add"),
    Gap.SILENT: (lazy("Relancer par lien"), "share_ask"),
    Gap.WITHOUT_NEWS: (lazy("Dire où elle en est"), "action_progress"),
    Gap.CONTACT_LEFT: (lazy("Changer le référent"), "share_edit"),
}
# The gestures that are done on each of the parts of a line, or on one of them that it names.
EACH_PART = frozenset({Gap.SILENT, Gap.UNSURE_PILOT, Gap.CONTACT_LEFT})
NAMED_PART = EACH_PART | {Gap.TWO_PILOTS}


def _gestures(shown: _Shown, one: Finding, number: int) -> tuple[tuple[PageLink, ...], str]:
    """What may be done of a line: on its action, on the last of its parts, or on each of them.

    With the verb that goes before their names, where a link is the name of a service.
    """
    label, page = str(GESTURES[one.gap][0]), GESTURES[one.gap][1]
    places = [(number, key) for key in one.services]
    if one.gap not in EACH_PART:
        places = places[-1:]
    links = [_gesture(shown, one, place, page, label) for place in places or [(number, "")]]
    if one.gap not in NAMED_PART:
        return tuple(links), ""
    names = [service_words(shown.table.whole.services[key]) for _number, key in places]
    links_by_name = (
        PageLink(name if link.label == label else f"{name} ({link.label.lower()})", link.url)
        for name, link in zip(names, links, strict=True)
    )
    return tuple(links_by_name), label


def _gesture(
    shown: _Shown, one: Finding, place: tuple[int, str], page: str, label: str
) -> PageLink:
    """One gesture, on the part at this place; the link that is ready for it."""
    number, slug = place[0], shown.slug
    share = shown.table.whole.shares.get(place)
    if one.gap == Gap.SILENT and place in shown.ready:
        return PageLink(_("Lien prêt"), shown.ready[place])
    if page == "share_add":
        role = share.role if share and one.gap == Gap.REFUSED else ShareRole.PILOT
        return PageLink(label, f"{address('plan:share_add', slug, number)}?role={role}")
    if page == "action_progress" or share is None:
        return PageLink(label, address("plan:action_progress", slug, number))
    return PageLink(label, address(f"plan:{page}", slug, share.pk))


def _names(table: WorkTable, one: Finding) -> list[str]:
    if one.gap == Gap.ABSENT:
        return list(one.services)
    services = table.whole.services
    return [service_words(services[key]) for key in one.services if key in services]
