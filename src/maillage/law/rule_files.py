"""Is this file of rules well written, and if not, on which line?"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Final

from maillage.law.rule import Rule
from maillage.law.schema import GROUPS, Group
from maillage.law.shapes import DAY, STATUS, TEXT, Shape

SHOWN: Final[Mapping[str, Shape]] = {
    "text": TEXT,
    "source": TEXT,
    "checked": DAY,
    "status": STATUS,
}
SENTENCES: Final = "sentences"
HEADER: Final = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]")
KEY: Final = re.compile(r"\s*([\w.\"' -]+?)\s*=")


class RuleFileError(ValueError):
    """A file of rules that cannot be used: which file, which line, what to write instead."""

    def __init__(self, path: Path, line: int, words: str) -> None:
        super().__init__(f"{path.name}, ligne {line} : {words}")
        self.path = path
        self.line = line
        self.sentence = words


@dataclass(frozen=True)
class RuleFile:
    """One file read as text and as TOML, able to say on which line a name stands."""

    path: Path
    text: str
    tables: Mapping[str, object]

    def refuse(self, names: Iterable[str], words: str) -> RuleFileError:
        """Return the error that points at the line of these nested names."""
        return RuleFileError(self.path, self.line_of(tuple(names)), words)

    def line_of(self, names: tuple[str, ...]) -> int:
        """Return the line where the names stand, else that of the table around, else 1."""
        places = dict(reversed(list(_places(self.text))))
        while names and names not in places:
            names = names[:-1]
        return places.get(names, 1)


def read_rule_file(path: Path) -> RuleFile:
    """Return the file as TOML; a `RuleFileError` if it cannot be read."""
    try:
        text = path.read_bytes().decode()
    except OSError:
        raise RuleFileError(path, 1, "ce fichier ne peut pas être ouvert.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        words = "ce texte n’est pas en UTF-8 ; enregistrez le fichier dans cet encodage."
        raise RuleFileError(path, line, words) from None
    try:
        return RuleFile(path, text, tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(path, *_syntax(str(error), text)) from None


def amended_rules(file: RuleFile, rule_by_name: Mapping[str, Rule]) -> dict[str, Rule]:
    """Return the rules of the file by id: those known with their changes, and those added."""
    result: dict[str, Rule] = {}
    for group, tables in _tables(file, file.tables, ()):
        if group not in GROUPS:
            groups = ", ".join(GROUPS)
            raise file.refuse([group], f"« {group} » n’est pas une famille de règles ({groups}).")
        for name, fields in _tables(file, tables, (group,)):
            if name != SENTENCES:
                rule_id = f"{group}.{name}"
                result[rule_id] = _rule(file, (group, name), fields, rule_by_name.get(rule_id))
    return result


def amended_sentences(
    file: RuleFile, text_by_name: Mapping[str, str], *, may_add: bool
) -> dict[str, str]:
    """Return the sentences of the file by id; only built-in files may add sentences."""
    result: dict[str, str] = {}
    for group, tables in _tables(file, file.tables, ()):
        sentences = dict(_tables(file, tables, (group,))).get(SENTENCES, {})
        for name, sentence in sentences.items():
            place = (group, SENTENCES, name)
            sentence_id = f"{group}.{name}"
            if not may_add and sentence_id not in text_by_name:
                raise file.refuse(place, f"la phrase « {name} » n’existe pas.")
            result[sentence_id] = _sentence(file, place, sentence, text_by_name.get(sentence_id))
    return result


def _tables(
    file: RuleFile, tables: Mapping[str, object], place: tuple[str, ...]
) -> list[tuple[str, dict[str, object]]]:
    pairs: list[tuple[str, dict[str, object]]] = []
    for name, fields in tables.items():
        if not isinstance(fields, dict):
            raise file.refuse([*place, name], f"« {name} » doit être une table, « [famille.nom] ».")
        pairs.append((name, fields))
    return pairs


def _rule(
    file: RuleFile, place: tuple[str, str], fields: Mapping[str, object], rule: Rule | None
) -> Rule:
    group = GROUPS[place[0]]
    _check_shapes(file, place, fields, {**SHOWN, **group.required, **group.optional})
    merged = {**(_fields(rule) if rule else {}), **fields}
    _check_complete(file, place, merged, group)
    return Rule(
        id=".".join(place),
        text=str(merged["text"]),
        reference=str(merged["source"]),
        checked=date.fromisoformat(str(merged["checked"])),
        status=str(merged["status"]),
        parameters={name: value for name, value in merged.items() if name not in SHOWN},
    )


def _fields(rule: Rule) -> dict[str, object]:
    shown = {
        "text": rule.text,
        "source": rule.reference,
        "checked": rule.checked,
        "status": rule.status,
    }
    return shown | dict(rule.parameters)


def _check_shapes(
    file: RuleFile,
    place: tuple[str, str],
    fields: Mapping[str, object],
    shapes: Mapping[str, Shape],
) -> None:
    for name, value in fields.items():
        if name not in shapes:
            text = ", ".join(shapes)
            raise file.refuse([*place, name], f"« {name} » est inconnu ici (connus : {text}).")
        if not shapes[name].fits(value):
            raise file.refuse([*place, name], f"« {name} » doit être {shapes[name].description}.")


def _check_complete(
    file: RuleFile, place: tuple[str, str], fields: Mapping[str, object], group: Group
) -> None:
    missing = [name for name in [*SHOWN, *group.required] if name not in fields]
    if missing:
        raise file.refuse(place, "il manque à cette règle : " + ", ".join(missing) + ".")


def _sentence(file: RuleFile, place: tuple[str, ...], sentence: object, text: str | None) -> str:
    if not isinstance(sentence, str) or not sentence.strip():
        raise file.refuse(place, f"« {place[-1]} » doit être {TEXT.description}.")
    try:
        figures = _figures(sentence)
    except ValueError:
        raise file.refuse(place, "une accolade n’est pas fermée.") from None
    unknown = figures - _figures(text if text is not None else sentence)
    if unknown:
        words = "chiffre inconnu dans la phrase : " + ", ".join(sorted(unknown)) + "."
        raise file.refuse(place, words)
    return sentence


def _figures(sentence: str) -> set[str]:
    return {
        name + f":{form}" * bool(form) + f"!{conversion}" * bool(conversion)
        for _, name, form, conversion in Formatter().parse(sentence)
        if name is not None
    }


def _syntax(message: str, text: str) -> tuple[int, str]:
    position = re.search(r"at line (\d+), column (\d+)", message)
    if position is None:
        return len(text.rstrip().split("\n")), "le fichier s’arrête au milieu d’une valeur."
    line, column = position.groups()
    return int(line), f"ce n’est pas du TOML valide, près de la colonne {column}."


def _places(text: str) -> Iterable[tuple[tuple[str, ...], int]]:
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := HEADER.match(line):
            table = _names(header[1])
            yield table, number
            for depth in range(1, len(table)):
                yield table[:depth], number
        elif key := KEY.match(line):
            yield (*table, *_names(key[1])), number


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))
