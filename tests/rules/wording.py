"""Every French sentence of the product, and the forms that cannot stand in one."""

import ast
import re
from collections.abc import Iterator

from tests.rules.sources import SOURCE, modules

TRANSLATED = {"_", "lazy", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
IN_TEMPLATE = re.compile(r'{%\s*translate\s+"([^"]*)"')
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
PLURAL = re.compile(r"{%\s*plural\s*%}")


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence that gettext says, with the file it stands in: both numbers of a plural."""
    for path, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and _name(node.func) in TRANSLATED:
                yield from ((path, words) for words in map(_words, node.args[:2]) if words)
    for template in sorted((*SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt"))):
        text = template.read_text(encoding="utf-8")
        parts = [*IN_TEMPLATE.findall(text)]
        parts += [part for block in BLOCK.findall(text) for part in PLURAL.split(block)]
        yield from ((template.relative_to(SOURCE).as_posix(), words) for words in parts)


def _words(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""
