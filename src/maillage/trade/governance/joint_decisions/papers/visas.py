"""Which texts does a draft deliberation cite: those of its own body, and of a CTG in a CTG?"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, TextVersion
from maillage.trade.governance.joint_decisions.papers.bodies import (
    DeliberatingBody,
    body_of,
    ctg_visas,
    full_name,
    is_caf,
)

CTG = "ctg"
AMENDMENT = re.compile(r"\bavenant\b")
EARLY_CHILDHOOD = re.compile(r"\bpetite enfance\b|\bjeunes? enfants?\b|\bcreches?\b")


def visas(one: Deliberation, text: TextVersion | None) -> list[str]:
    """The visas of the draft of this council, in their order, without « Vu » nor punctuation."""
    body = body_of(one)
    is_ctg = one.decision.cooperation.profile == CTG
    own = f"{one.organisation.name}"
    papers = [words.format(of=french.of_body(own)) for words in body.papers]
    shared = list(_of_ctg(one, text)) if is_ctg else []
    return [*_code(one, body, is_ctg=is_ctg), *papers, *shared]


def _code(one: Deliberation, body: DeliberatingBody, *, is_ctg: bool) -> list[str]:
    """The code of the body and its articles; not twice the one that the CTG cites."""
    form = one.organisation.territory.type if one.organisation.territory else ""
    added = [article for key, article in body.forms if key == form] if is_ctg else []
    articles = [*body.articles, *added]
    if not body.code or (is_ctg and any(body.code in words for words in ctg_visas().visas)):
        return []
    if len(articles) == 1:
        return [
            _("%(code)s, notamment son article %(one)s") % {"code": body.code, "one": articles[0]}
        ]
    listed = f"{', '.join(articles[:-1])} et {articles[-1]}"
    return [_("%(code)s, notamment ses articles %(all)s") % {"code": body.code, "all": listed}]


def _of_ctg(one: Deliberation, text: TextVersion | None) -> Iterator[str]:
    words = fold(f"{one.decision.title} {one.decision.question} {text.words if text else ''}")
    cited = ctg_visas()
    yield cited.visas[0]
    yield cited.early_childhood if EARLY_CHILDHOOD.search(words) else cited.social
    yield from cited.visas[1:]
    yield from _decision_of_caf(one)
    if AMENDMENT.search(fold(one.decision.title)):
        yield cited.amended


def _decision_of_caf(one: Deliberation) -> Iterator[str]:
    """What the Caf decided on the same question, once it is known; not in its own draft."""
    adopted = Answer.objects.filter(
        deliberation__decision=one.decision,
        deliberation__until__isnull=True,
        replaced_at__isnull=True,
        vote=Vote.ADOPTED,
    ).exclude(deliberation=one)
    for answer in adopted.select_related("deliberation__organisation").order_by("pk"):
        caf = answer.deliberation.organisation
        if is_caf(caf):
            organ = _("du conseil d’administration %(of)s") % {"of": french.of_body(full_name(caf))}
            day = french.long_date(answer.voted_on)
            yield ctg_visas().decided.format(of_caf=organ, day=day)
