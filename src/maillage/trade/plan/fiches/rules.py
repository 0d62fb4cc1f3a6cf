"""Which rubrics does a fiche have, what is missing of it, and what changed since a version?"""

import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from maillage.core import french

MODELS = Path(__file__).with_name("models.toml")
TEXT, DOES, OTHER = "text", "does", "other"
# The profile whose fiches are filled from everything that the plan holds.
WIDEST = "ctg"
OWN = "own-"
# One folder is one document, made while the officer waits: beyond, a part of the plan at a time.
LARGEST_FOLDER = 600
# The rubric that the plan of money completes: what it costs, who pays.
MEANS = "means"


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric of a model: its key, its title, what fills it, whether a version needs it."""

    key: str
    label: str
    source: str
    required: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether its words are those of the fiche itself."""
        return self.source == TEXT

    @property
    def is_written(self) -> bool:
        """Whether its words are typed with those of the fiche: they may be those of its action."""
        return self.source in {TEXT, DOES}


@dataclass(frozen=True, slots=True)
class Filled:
    """A rubric with its words, as a fiche shows it and as a version freezes it."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A rubric that no longer says what the version says."""

    label: str
    former: str
    words: str

    @property
    def lost(self) -> str:
        """The lines of the version that it says no more; all of them when only their order is."""
        return _lines_apart(self.former, self.words) if self._has_new_lines else self.former

    @property
    def fresh(self) -> str:
        """The lines that the version does not say."""
        return _lines_apart(self.words, self.former) if self._has_new_lines else self.words

    @property
    def _has_new_lines(self) -> bool:
        return sorted(self.former.splitlines()) != sorted(self.words.splitlines())


def _lines_apart(text: str, other: str) -> str:
    """The lines of a text that another has not, as many times as it has them."""
    left = Counter(other.splitlines())
    apart = []
    for line in text.splitlines():
        left[line] -= 1
        if left[line] < 0:
            apart.append(line)
    return "\n".join(apart)


@cache
def rubrics_of(profile: str) -> tuple[Rubric, ...]:
    """Return the rubrics of the fiches of this profile, in order; those of `other` by default."""
    models = tomllib.loads(MODELS.read_text(encoding="utf-8"))
    return read_rubrics(models.get(profile, models[OTHER])["rubrics"])


def read_rubrics(rows: Sequence[Mapping[str, Any]]) -> tuple[Rubric, ...]:
    """Return the rubrics that are written so: in the file of profiles, or in a stored model."""
    return tuple(
        Rubric(one["key"], one["label"], one["from"], one.get("required", False)) for one in rows
    )


def written_rubrics(rubrics: Sequence[Rubric]) -> list[dict[str, Any]]:
    """Return the rubrics as a model stores them."""
    return [
        {"key": one.key, "label": one.label, "from": one.source, "required": one.required}
        for one in rubrics
    ]


def left_out(profile: str, standing: Sequence[Rubric]) -> list[Rubric]:
    """Return what a fiche of this profile could say besides, each key once, each source once."""
    keys = {one.key for one in standing}
    others = [one for one in rubrics_of(profile) if one.key not in keys]
    sources = {one.source for one in (*standing, *others)}
    wider = [one for one in rubrics_of(WIDEST) if not one.is_typed and one.source not in sources]
    return [*others, *wider]


def own_key(taken: Collection[str]) -> str:
    """Return the key of a rubric of their own, that none has had."""
    number = 1
    while f"{OWN}{number}" in taken:
        number += 1
    return f"{OWN}{number}"


def filled(rubrics: Sequence[Rubric], words: Mapping[str, str]) -> list[Filled]:
    """Return the rubrics with the words found for each, by key for what is typed, else source."""
    return [
        Filled(one.key, one.label, words.get(one.key if one.is_typed else one.source, "").strip())
        for one in rubrics
    ]


def missing(rubrics: Sequence[Rubric], rows: Sequence[Filled]) -> list[str]:
    """Return the labels of the required rubrics that say nothing."""
    required = {one.key for one in rubrics if one.required}
    return [one.label for one in rows if one.key in required and not one.words]


def missing_words(labels: Sequence[str]) -> str:
    """« Il manque : constat et indicateurs. », or nothing."""
    if not labels:
        return ""
    names = french.listed([label[:1].lower() + label[1:] for label in labels])
    return _("Il manque : %(names)s. Complétez, ou proposez quand même en disant pourquoi.") % {
        "names": names
    }


def frozen(rows: Sequence[Filled]) -> list[dict[str, str]]:
    """Return what a version keeps of a fiche: the rubrics that say something."""
    return [asdict(one) for one in rows if one.words]


def fingerprint(title: str, content: Sequence[Mapping[str, str]]) -> str:
    """Return the SHA-256 of a title and its rubrics, in hexadecimal."""
    return sha256(dumps([title, content], ensure_ascii=False).encode()).hexdigest()


def differences(
    content: Sequence[Mapping[str, str]], rows: Sequence[Filled], stood: Collection[str]
) -> list[Difference]:
    """Return the rubrics whose words differ from a version, in the order of the fiche.

    `stood` are the keys of its model: a rubric chosen since, or no more, is no change of words.
    """
    former = {one["key"]: one["words"] for one in content}
    return [
        Difference(one.label, former.get(one.key, ""), one.words)
        for one in rows
        if (one.key in stood or one.key in former) and former.get(one.key, "") != one.words
    ]
