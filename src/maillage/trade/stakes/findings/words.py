"""What do the findings say together, and why is one of them shared, discussed or left open?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.matrix import Reading
from maillage.ground.territories.choices import Kind
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.choices import FindingLabel, Judgement
from maillage.trade.stakes.findings.asking import Questions
from maillage.trade.stakes.findings.models import Finding
from maillage.trade.stakes.findings.queries import FindingLine, FindingTable
from maillage.trade.stakes.findings.rules import Grounds

MOST_NAMED, MOST_QUOTED, LONGEST_QUOTE, MANY_LETTERS = 3, 10, 140, 100


def table_sentence(table: FindingTable) -> str:
    """The counts of the labels, and on what they rest for whoever does not read everything."""
    sentence = counts_sentence(table)
    if table.is_whole or not sentence:
        return sentence
    return _("D’après les avis qui vous sont ouverts, %(rest)s") % {
        "rest": f"{sentence[:1].lower()}{sentence[1:]}"
    }


def counts_sentence(table: FindingTable) -> str:
    """How many findings there are, and how many are shared, discussed, to be looked into."""
    total = len(table.lines)
    if not total:
        return ""
    head = ngettext("Un constat", "%(n)s constats", total) % {
        "n": french.capital(french.in_words(total))
    }
    counts = [
        (label, sum(line.label == label for line in table.lines))
        for label in (FindingLabel.SHARED, FindingLabel.DISCUSSED, FindingLabel.OPEN)
    ]
    parts = [_counted(label, count, total) for label, count in counts if count]
    return f"{head} : {', '.join(parts)}."


def _counted(label: FindingLabel, count: int, total: int) -> str:
    one, several = {
        FindingLabel.SHARED: (_("est partagé"), _("sont partagés")),
        FindingLabel.DISCUSSED: (_("se discute"), _("se discutent")),
        FindingLabel.OPEN: (_("reste à instruire"), _("restent à instruire")),
    }[label]
    if total == 1:
        return _("il %(verb)s") % {"verb": one}
    who = _("tous") if count == total else french.in_words(count)
    return f"{who} {one if count == 1 else several}"


def hear_sentence(table: FindingTable) -> str:
    """Who has not said enough; nothing to a reader to whom a silence may hide an answer."""
    late = table.to_hear if table.is_whole else []
    if not late:
        return ""
    mute = [actor for actor, _left in late if not table.judged(actor)[0]]
    partial = [actor for actor, _left in late if table.judged(actor)[0]]
    parts = []
    if mute:
        words = ngettext("%(who)s n’a encore rien dit", "%(who)s n’ont encore rien dit", len(mute))
        parts.append(words % {"who": _who(mute)})
    if partial:
        parts += _partly(table, partial)
    return f"{french.capital(' ; '.join(parts))}."


def _partly(table: FindingTable, actors: Sequence[ActorHead]) -> list[str]:
    """On how many findings these structures have spoken, those of one count together."""
    groups: dict[tuple[int, int], list[ActorHead]] = {}
    for one in actors:
        groups.setdefault(table.judged(one), []).append(one)
    if len(groups) > MOST_NAMED:
        return [_("%(who)s n’ont donné qu’une partie de leurs avis") % {"who": _who(actors)}]
    words = (
        _("%(who)s a donné son avis sur %(n)s %(noun)s sur %(every)s"),
        _("%(who)s ont donné leur avis sur %(n)s %(noun)s sur %(every)s"),
    )
    return [
        words[len(some) > 1]
        % {
            "who": _who(some),
            "n": french.in_words(judged),
            "noun": _("constat") if judged == 1 else _("constats"),
            "every": french.in_words(every),
        }
        for (judged, every), some in groups.items()
    ]


def _who(actors: Sequence[ActorHead]) -> str:
    if len(actors) <= MOST_NAMED:
        return french.listed([french.with_article(one.name) for one in actors])
    return _("%(n)s structures") % {"n": french.in_words(len(actors), feminine=True)}


def expected_words(table: FindingTable, *, has_letters: bool = False) -> str:
    """What there is to do first: find sources, hear structures; nothing when all is in order.

    Where every structure to hear `has_letters` that wait for an answer, they are to be sent.
    """
    old = sum(not line.grounds.has_recent_source for line in table.lines)
    late = len(table.to_hear) if table.is_whole else 0
    parts = [
        ngettext(
            "un constat n’a pas de source récente",
            "%(n)s constats n’ont pas de source récente",
            old,
        )
        % {"n": french.in_words(old)}
        if old
        else "",
        _late_words(table, late) if late and not has_letters else "",
        _("les lettres à qui n’a pas assez dit sont prêtes, à envoyer si ce n’est fait")
        if late and has_letters
        else "",
    ]
    text = " ; ".join(part for part in parts if part)
    return f"{french.capital(text)}." if text else ""


def _late_words(table: FindingTable, late: int) -> str:
    """Who is to be heard; beside a sentence that says who said nothing, the gesture alone."""
    if not any(table.judged(actor)[0] for actor, _left in table.to_hear):
        return _("l’avis de qui n’a rien dit est à demander")
    return ngettext(
        "une structure a répondu à moins de deux tiers de ce qui la concerne",
        "%(n)s structures ont répondu à moins de deux tiers de ce qui les concerne",
        late,
    ) % {"n": french.in_words(late, feminine=True)}


def label_words(line: FindingLine, *, is_whole: bool) -> str:
    """Why a finding has its label: who says what, or what its source lacks."""
    if line.label == FindingLabel.DISCUSSED:
        return _contested(line)
    grounds = line.grounds
    if not grounds.verdicts:
        return _("Aucun membre n’est concerné")
    silent = _silent(grounds, is_whole=is_whole)
    counts = french.capital(", ".join(filter(None, (_agreed(grounds), _unknown(grounds), silent))))
    if line.label == FindingLabel.SHARED:
        return counts
    lack = source_lack(grounds)
    if not lack:
        return counts
    is_agreed = grounds.count(Judgement.AGREED) > 0
    words = _("%(counts)s, mais %(lack)s") if is_agreed else _("%(counts)s ; %(lack)s")
    return words % {"counts": counts, "lack": lack}


def _contested(line: FindingLine) -> str:
    """Who sees it otherwise, with the words of the first who gave some: theirs alone."""
    pairs = line.saying(Judgement.CONTESTED)
    names = [french.with_article(actor.name) for actor, _judged in pairs]
    quoted = [(actor.name, one.words) for actor, one in pairs if one.words]
    by, quote = quoted[0] if quoted else ("", "")
    who = (
        french.listed(names)
        if len(names) <= MOST_NAMED
        else french.in_words(len(names), feminine=True)
    )
    verb = ngettext("le voit autrement", "le voient autrement", len(names))
    sentence = f"{french.capital(who)} {verb}"
    if quote and len(names) > 1:
        sentence = f"{sentence} ; {french.with_article(by)}"
    return f"{sentence} : « {shortened(quote)} »" if quote else sentence


def shortened(text: str) -> str:
    """The first words of a text on one line."""
    line = french.inner_quotes(" ".join(text.split())).rstrip(".")
    if len(line) <= LONGEST_QUOTE:
        return line
    return f"{line[:LONGEST_QUOTE].rsplit(' ', 1)[0]}…"


def _agreed(grounds: Grounds) -> str:
    count = grounds.count(Judgement.AGREED)
    words = french.in_words(count, feminine=True) if count else _("aucune")
    return _("%(n)s d’accord") % {"n": words}


def _unknown(grounds: Grounds) -> str:
    count = grounds.count(Judgement.UNKNOWN)
    sentence = ngettext("une ne sait pas", "%(n)s ne savent pas", count)
    return sentence % {"n": french.in_words(count, feminine=True)} if count else ""


def _silent(grounds: Grounds, *, is_whole: bool) -> str:
    count = grounds.count(None)
    words = french.in_words(count, feminine=True)
    sentence = _("%(n)s sans avis") if is_whole else _("%(n)s sans avis que vous lisez")
    return sentence % {"n": words} if count else ""


def source_lack(grounds: Grounds) -> str:
    """What the source of a finding lacks to count today; nothing when it counts."""
    if not grounds.source:
        return _("il n’a pas de source")
    if grounds.source_on is None:
        return _("sa source n’a pas de date")
    if not grounds.is_old:
        return ""
    return _("sa source a plus de %(time)s") % {"time": months_words(grounds.valid_months)}


def months_words(months: int) -> str:
    """So many months, in years when they are whole: "deux ans"."""
    if months % 12:
        return french.counted(months, _("mois"), _("mois"))
    return french.counted(months // 12, _("an"), _("ans"))


def reading_cell(line: FindingLine, *, is_whole: bool) -> Reading:
    """The label of a finding beside its row, and why."""
    label = line.label
    return Reading(str(label.label), label_words(line, is_whole=is_whole), "judgement", label.value)


def source_words(finding: Finding) -> str:
    """Its source and the year of it: "Caf, 2025"; that it has none."""
    if not finding.source:
        return _("sans source")
    year = str(finding.source_on.year) if finding.source_on else ""
    return finding.source if not year or year in finding.source else f"{finding.source}, {year}"


def where_words(finding: Finding) -> str:
    """Its territories, by name when they are few, counted when they are many."""
    areas = sorted(finding.territories.all(), key=lambda one: one.name)
    if len(areas) <= MOST_NAMED:
        return french.listed([one.name for one in areas])
    kinds = {one.kind for one in areas}
    if kinds == {Kind.COMMUNE}:
        return french.counted(len(areas), _("commune"), _("communes"))
    if kinds == {Kind.EPCI}:
        return french.counted(len(areas), _("intercommunalité"), _("intercommunalités"))
    return french.counted(len(areas), _("territoire"), _("territoires"))


def note_words(finding: Finding) -> str:
    """What stands under a finding: its source, where it holds."""
    parts = (source_words(finding), where_words(finding))
    return " · ".join(part for part in parts if part)


def letters_words(count: int, missing: int) -> str:
    """How many structures are written to, how many links are made for it, and what leaves."""
    if not count:
        return _(
            "Aucune structure qui a donné moins de deux tiers de ses avis n’est à entendre sur un "
            "constat que tous lisent."
        )
    whom = ngettext(
        "Une structure qui a donné moins de deux tiers de ses avis est à entendre.",
        "%(n)s structures qui ont donné moins de deux tiers de leurs avis sont à entendre.",
        count,
    ) % {"n": french.capital(french.in_words(count, feminine=True))}
    if not missing:
        ready = ngettext(
            "La lettre est prête : téléchargez-la sous les constats.",
            "Les lettres sont prêtes : téléchargez-les sous les constats.",
            count,
        )
        return f"{whom} {ready}"
    made = ngettext(
        "Un lien sera créé ; rien ne part : vous téléchargez ensuite ce que vous enverrez.",
        "%(n)s liens seront créés ; rien ne part : vous téléchargez ensuite ce que vous enverrez.",
        missing,
    ) % {"n": french.capital(french.in_words(missing))}
    return f"{whom} {made}"


def question_words(put: Questions) -> str:
    """« Deux constats sans avis : « Les haies reculent » ; « Les places manquent ». »."""
    count = len(put.silent)
    label = ngettext("%(n)s constat sans avis", "%(n)s constats sans avis", count) % {
        "n": french.capital(french.in_words(count))
    }
    quoted = put.silent if count <= MOST_QUOTED else ()
    names = " ; ".join(
        _("« %(name)s »") % {"name": french.inner_quotes(str(one))} for one in quoted
    )
    again = ngettext(
        "Le lien pose aussi un constat dont l’avis est déjà noté.",
        "Le lien pose aussi %(n)s constats dont l’avis est déjà noté.",
        put.noted,
    ) % {"n": french.in_words(put.noted)}
    words = f"{label} : {names}." if names else f"{label}."
    return f"{words} {again}" if put.noted else words


def ready_words(count: int) -> str:
    """« 500 lettres prêtes, en un dossier compressé »: their links wait for an answer."""
    if not count:
        return ""
    words = ngettext(
        "Une lettre prête, dont le lien attend une réponse, en un dossier compressé :",
        "%(n)s lettres prêtes, dont le lien attend une réponse, en un dossier compressé%(slow)s :",
        count,
    )
    slow = _(" (jusqu’à une minute d’attente)") if count > MANY_LETTERS else ""
    return words % {"n": french.capital(french.in_words(count, feminine=True)), "slow": slow}


def shown_words(count: int, total: int) -> str:
    """« Treize constats sur 300. »: how many answer what is asked for."""
    if not count:
        return _("Aucun constat ne répond à ces choix.")
    words = ngettext("Un constat sur %(all)s.", "%(n)s constats sur %(all)s.", count)
    return words % {
        "n": french.capital(french.in_words(count)),
        "all": french.in_words(total),
    }


def prepared_words(count: int) -> str:
    """How many letters are ready, once their links are made."""
    if not count:
        return _("Chaque structure à entendre a déjà son lien : les lettres sont prêtes.")
    return ngettext(
        "Une lettre vient d’être préparée, avec son lien.",
        "%(n)s lettres viennent d’être préparées, chacune avec son lien.",
        count,
    ) % {"n": french.capital(french.in_words(count, feminine=True))}
