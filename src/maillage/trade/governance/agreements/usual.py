"""What is usual in each kind of agreement: its articles, how long it lasts, when to follow it?"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.models import Organisation
from maillage.law.delays import latest_start
from maillage.trade.governance.agreements.choices import AgreementKind, Renewal
from maillage.trade.governance.agreements.models import Agreement

FILE = Path(__file__).with_name("models.toml")
TO_WRITE = "[à écrire : "
YEAR = 12


@dataclass(frozen=True, slots=True)
class Model:
    """What is usual in a kind of agreement; 0 months where nothing is usual."""

    kind: AgreementKind
    words: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    months: int = 0
    renewal: str = ""
    notice: int = 0
    alert: int = 0
    required: tuple[str, ...] = ()
    articles: tuple[tuple[str, str], ...] = ()


@cache
def models() -> dict[str, Model]:
    """The model of each kind, by its key; a kind that the file leaves out has nothing usual."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {kind.value: _model(kind, written.get(kind.value, {})) for kind in AgreementKind}


def _model(kind: AgreementKind, written: dict[str, object]) -> Model:
    values = {
        name: tuple(map(tuple, value) if name == "articles" else value)
        if isinstance(value, list)
        else value
        for name, value in written.items()
    }
    return Model(kind, **values)  # type: ignore[arg-type]  # the file says what a model is


def kind_in(text: str) -> str:
    """The kind that these words say; nothing when they say none.

    >>> [kind_in(text) for text in ("CTG 2024-2028", "Convention de groupement", "Bail")]
    ['ctg', 'joint_purchasing', '']
    """
    words = f" {folded(text)} "
    labels = {folded(str(one.label)): one.value for one in AgreementKind}
    same = labels.get(words.strip(), "")
    kinds = (
        one.kind.value
        for one in models().values()
        if any(f" {folded(word)} " in words for word in one.words)
    )
    return same or max(kinds, key=_precision, default="")


def _precision(kind: str) -> bool:
    """A kind that any convention is says less than another."""
    return kind != AgreementKind.PARTNERSHIP.value


def kinds_first(profile: str) -> list[tuple[str, str]]:
    """The kinds to choose from, those of this profile first."""
    own = [one for one in AgreementKind if profile in models()[one.value].profiles]
    rest = [one for one in AgreementKind if one not in own]
    return [(one.value, str(one.label)) for one in (*own, *rest)]


def proposed_text(kind: str) -> str:
    """The headings of the articles of this model, each with what is to be written under it."""
    rows = models()[kind].articles
    return "\n\n".join(
        f"Article {number}. {heading}\n{TO_WRITE}{hint}]"
        for number, (heading, hint) in enumerate(rows, start=1)
    )


def unwritten(words: Sequence[str]) -> int:
    """How many of these articles still hold what a model asks to write."""
    return sum(TO_WRITE in one for one in words)


def usual_words(kind: str) -> str:
    """« D’usage pour ce modèle : cinq ans, reconduction expresse, préavis de six mois. »."""
    model = models()[kind]
    parts = []
    if model.months:
        parts.append(months_words(model.months))
    if model.renewal and model.renewal != Renewal.NONE:
        parts.append(str(Renewal(model.renewal).label))
    if model.notice:
        parts.append(_("préavis de %(months)s") % {"months": months_words(model.notice)})
    if not parts:
        return ""
    return _("D’usage pour ce modèle : %(parts)s.") % {"parts": ", ".join(parts)}


def months_words(months: int) -> str:
    """« cinq ans », « six mois ».

    >>> months_words(60), months_words(6)
    ('cinq ans', 'six mois')
    """
    if months % YEAR:
        return _("%(n)s mois") % {"n": french.in_words(months)}
    years = months // YEAR
    words = ngettext("%(n)s an", "%(n)s ans", years)
    return words % {"n": french.in_words(years)}


def alert_day(agreement: Agreement) -> date | None:
    """The day from which what follows is to be prepared, as its model says; None without an end."""
    months = models()[agreement.kind].alert
    if agreement.ends_on is None or not months:
        return None
    return latest_start(agreement.ends_on, months)


def is_to_follow(agreement: Agreement, today: date) -> bool:
    """Whether it ends within the alert of its model, a year where it has none, and by itself."""
    goes_on = agreement.renewal == Renewal.TACIT or agreement.amends_id is not None
    if agreement.ends_on is None or goes_on:
        return False
    since = alert_day(agreement) or latest_start(agreement.ends_on, YEAR)
    return since <= today <= agreement.ends_on


def is_required(kind: str, organisation: Organisation) -> bool:
    """Whether nothing enters into force without this structure, in agreements of this kind."""
    names = models()[kind].required
    words = f" {folded(organisation.name)} {folded(organisation.short_name)} "
    is_one = organisation.kind in names or any(f" {folded(one)} " in words for one in names)
    return "all" in names or is_one
