"""Why is this put to a council: what the draft says of it before the officer adds a word?"""

import re

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.governance.joint_decisions.models import JointDecision, TextVersion

BLANK = "……"
LONGEST = 700
OPENING = re.compile(r"(?:L[ea]s? |L’|Un[e]? |Des? |Chaque )")
INFINITIVE = ("er", "ir", "re")
ARTICLE = re.compile(r"^\s*article\s+(?:\d+|1er|premier)\b[.\s:–-]*", re.IGNORECASE)


def motives(decision: JointDecision, text: TextVersion | None) -> str:
    """The question, what the text says as far as it is short, and room for why; dotted without."""
    parts = [_sentence(decision.question), _provisions(text.words if text else "")]
    reasons = " ".join(part for part in parts if part)
    return f"{reasons} {_('[motifs à compléter]')}" if reasons else BLANK


def _sentence(question: str) -> str:
    """The question as a sentence states what is proposed."""
    words = question.strip().rstrip("?.\xa0 ")
    if not words:
        return ""
    low = words[:1].lower() + words[1:]
    if not low.split()[0].endswith(INFINITIVE):
        return _("La question posée est la suivante : %(question)s.") % {"question": low}
    proposed = f"d’{low}" if low[0] in french.VOWELS else f"de {low}"
    return _("Il est proposé %(proposed)s.") % {"proposed": proposed}


def _provisions(words: str) -> str:
    """The articles of the text without their number, while they all hold in a short statement."""
    articles = [ARTICLE.sub("", line).strip() for line in words.splitlines() if line.strip()]
    if not articles or sum(map(len, articles)) > LONGEST:
        return ""
    listed = " ; ".join(_inside(one) for one in articles)
    return _("Le texte soumis prévoit ceci : %(articles)s.") % {"articles": listed}


def _inside(article: str) -> str:
    """The article inside a sentence: without its full stop, nor the capital of its own article."""
    words = article.rstrip(".\xa0 ")
    return words[:1].lower() + words[1:] if OPENING.match(words) else words
