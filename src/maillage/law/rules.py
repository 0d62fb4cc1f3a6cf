"""Which rules does the product know, who says so, and when were they last checked?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path
from typing import Final

from maillage.law.rule import Rule
from maillage.law.rule_files import amended_rules, amended_sentences, read_rule_file

FOLDER: Final = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Rules:
    """All rules by id, and the sentences of each function by id."""

    by_id: Mapping[str, Rule]
    sentences: Mapping[str, str]

    def __getitem__(self, rule_id: str) -> Rule:
        return self.by_id[rule_id]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.by_id.values())

    def of(self, group: str) -> tuple[Rule, ...]:
        """Return the rules that one function reads; rules of the last file added come first."""
        return tuple(rule for rule in self if rule.id.startswith(group + "."))

    def sentence(self, sentence_id: str, **figures: str | int) -> str:
        """Return the French sentence with its figures in place."""
        return self.sentences[sentence_id].format(**figures)


def load_rules(*paths: Path) -> Rules:
    """Return the built-in rules, amended by each file in turn.

    A file may change any part of a rule or of a sentence, and add rules. A wrong file raises
    `RuleFileError`, whose text says in French the file, the line and what to write instead.
    """
    return reduce(_amended, paths, built_in_rules())


@cache
def built_in_rules() -> Rules:
    """Return the rules shipped with the product, read once."""
    return reduce(_amended, sorted(FOLDER.glob("*.toml")), Rules({}, {}))


def _amended(rules: Rules, path: Path) -> Rules:
    file = read_rule_file(path)
    rule_by_name = amended_rules(file, rules.by_id)
    added = {rule_id: rule for rule_id, rule in rule_by_name.items() if rule_id not in rules.by_id}
    rule_by_rule_id = {
        rule_id: rule_by_name.get(rule_id, rule) for rule_id, rule in rules.by_id.items()
    }
    sentences = amended_sentences(file, rules.sentences, may_add=path.parent == FOLDER)
    return Rules(added | rule_by_rule_id, {**rules.sentences, **sentences})
