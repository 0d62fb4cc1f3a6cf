"""Why is this put to a council: what the draft says of it before the officer adds a word?"""

import re

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.governance.joint_decisions.models import JointDecision, TextVersion

BLANK = "……"
LONGEST = 700
INFINITIVE = ("er", "ir", "re")
ARTICLE = re.compile(r"^\s*article\s+(?:\d+|1er|premier)\b[.\s:–-]*", re.IGNORECASE)


def motives(decision: JointDecision, text: TextVersion | None) -> str:
    """The question, then what the text says as far as it is short; dotted without either."""
    parts = [_sentence(decision.question), *_provisions(text.words if text else "")]
    return " ".join(part for part in parts if part) or BLANK


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


def _provisions(words: str) -> list[str]:
    """The articles of the text without their number, while they all hold in a short statement."""
    articles = [ARTICLE.sub("", line).strip() for line in words.splitlines() if line.strip()]
    if not articles or sum(map(len, articles)) > LONGEST:
        return []
    return [_("Le texte soumis prévoit ce qui suit."), *articles]
