"""What is true today between a structure and the cooperation, in a sentence or a few words?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.strands import StrandMark, Thread

PROMISED = ("promised", "confirmed", "late")


def thread_sentence(thread: Thread) -> str:
    """What she voted, what is open before her council, what she promised; no word without a fact.

    « jamais saisi » is said when no question was ever put to her council, even one withdrawn since.
    """
    votes, promises = thread.marks("votes"), thread.marks("promises")
    if not votes:
        return " ".join([_("Son conseil n’a jamais été saisi."), *_promises(promises)])
    return " ".join([*_settled(votes), *_open(votes), *_promises(promises)])


def thread_in_few_words(thread: Thread) -> str:
    """The same for a cell: votes, what is open, promises, demands; or that nothing is."""
    votes, promises = thread.marks("votes"), thread.marks("promises")
    settled = sum(1 for mark in votes if not mark.is_open and mark.fact != "left")
    waiting = sum(1 for mark in votes if mark.is_open)
    given = sum(1 for mark in promises if mark.fact in {*PROMISED, "delivered"})
    requested = sum(1 for mark in promises if mark.fact == "asked")
    words = [
        _few(settled, _("un vote"), _("votes")),
        _few(waiting, _("une question ouverte"), _("questions ouvertes"), feminine=True),
        _few(given, _("une promesse"), _("promesses"), feminine=True),
        _few(requested, _("une demande"), _("demandes"), feminine=True),
    ]
    nothing = _("rien d’ouvert") if votes else _("jamais saisie")
    return ", ".join(one for one in words if one) or nothing


def _few(count: int, one: str, several: str, *, feminine: bool = False) -> str:
    if count < 2:
        return one if count else ""
    return f"{french.in_words(count, feminine=feminine)} {several}"


def thread_counts(thread: Thread) -> str:
    """How many marks each strand holds: « quatre votes, deux promesses, deux paroles »."""
    nouns = {
        "votes": (_("question"), _("questions")),
        "promises": (_("promesse ou demande"), _("promesses ou demandes")),
        "presence": (_("séance"), _("séances")),
        "words": (_("parole"), _("paroles")),
    }
    return ", ".join(
        french.counted(len(strand.marks), *nouns[strand.key])
        for strand in thread.strands
        if strand.marks
    )


def _settled(votes: Sequence[StrandMark]) -> list[str]:
    """What her council settled: adopted, let pass, refused."""
    counts = Counter(mark.fact for mark in votes)
    parts = [
        _decisions(counts["adopted"], _("adopté une décision"), _("adopté %(n)s décisions")),
        _decisions(
            counts["reserved"],
            _("adopté une décision avec réserves"),
            _("adopté %(n)s décisions avec réserves"),
        ),
        _decisions(
            counts["tacit"],
            _("laissé passer une décision par silence"),
            _("laissé passer %(n)s décisions par silence"),
        ),
        _decisions(counts["refused"], _("refusé une décision"), _("refusé %(n)s décisions")),
    ]
    sentences = []
    if given := [part for part in parts if part]:
        sentences.append(_("Elle a %(what)s.") % {"what": french.listed(given)})
    if counts["tacit_refusal"]:
        sentences.append(
            ngettext(
                "Son silence a valu un refus.",
                "Son silence a valu %(n)s refus.",
                counts["tacit_refusal"],
            )
            % {"n": french.in_words(counts["tacit_refusal"])}
        )
    is_gone = not sentences and all(mark.fact == "left" for mark in votes)
    return [_("Son conseil n’est plus appelé à décider.")] if is_gone else sentences


def _decisions(count: int, one: str, several: str) -> str:
    if count < 2:
        return one if count else ""
    return several % {"n": french.in_words(count, feminine=True)}


def _open(votes: Sequence[StrandMark]) -> list[str]:
    """The question that comes first before her council, and how many others wait."""
    rows = sorted((one for one in votes if one.is_open), key=lambda one: one.day or date.max)
    if not rows:
        return []
    first = _open_words(rows[0])
    others = len(rows) - 1
    if not others:
        return [f"{first}."]
    end = ngettext("une autre question est ouverte", "%(n)s autres questions sont ouvertes", others)
    return [f"{first} ; {end % {'n': french.in_words(others, feminine=True)}}."]


def _open_words(mark: StrandMark) -> str:
    values = {
        "title": french.inner_quotes(mark.title),
        "day": french.long_date(mark.day) if mark.day else "",
    }
    if mark.fact == "deferred" and mark.next_on:
        return _("« %(title)s » est ajournée, son conseil se réunit le %(day)s") % values
    if mark.fact == "deferred":
        return _("« %(title)s » est ajournée depuis le %(day)s") % values
    if mark.fact == "unknown":
        return _("« %(title)s » était à voter le %(day)s, son vote est à recueillir") % values
    if mark.fact == "expected":
        return _("« %(title)s » est à voter le %(day)s") % values
    if mark.fact == "sent":
        return _("« %(title)s » lui est envoyée, la date de son conseil est à demander") % values
    return _("« %(title)s » reste à lui envoyer") % values


def _promises(promises: Sequence[StrandMark]) -> list[str]:
    """What she has still to do, what she was asked and did not answer, what she did: two at most.

    Something withdrawn is told in its list alone.
    """
    counts = Counter(mark.fact for mark in promises)
    owed, late = sum(counts[one] for one in PROMISED), counts["late"]
    sentences = (
        _promise_words(
            owed,
            ngettext("Une promesse est à tenir", "%(n)s promesses sont à tenir", owed),
            _late_words(owed, late),
        ),
        _promise_words(
            counts["asked"],
            ngettext(
                "Une demande attend sa réponse",
                "%(n)s demandes attendent sa réponse",
                counts["asked"],
            ),
        ),
        _promise_words(
            counts["delivered"],
            ngettext("Une promesse est tenue", "%(n)s promesses sont tenues", counts["delivered"]),
        ),
    )
    return [one for one in sentences if one][:2]


def _promise_words(count: int, words: str, end: str = "") -> str:
    if not count:
        return ""
    return f"{words % {'n': french.in_words(count, feminine=True).capitalize()}}{end}."


def _late_words(owed: int, late: int) -> str:
    if not late:
        return ""
    if owed == late:
        return _(", en retard")
    return _(", dont %(n)s en retard") % {"n": french.in_words(late, feminine=True)}
