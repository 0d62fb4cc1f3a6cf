"""The rules that Python sources keep; each function returns the places that break one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from maillage.core.points import POINT_MODULES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "maillage"
HOUSES = ("foundation", "ground", "trade", "roof")
FLOORS: tuple[tuple[str, ...], ...] = (
    ("choices",),
    ("models",),
    ("visibility", "profiles"),
    ("permissions",),
    ("rules",),
    ("queries", "words"),
    ("services",),
    ("tasks",),
    ("forms",),
    (*POINT_MODULES, "points", "doors", "views", "shell"),
    ("urls",),
)
RANK = {name: rank for rank, names in enumerate(FLOORS) for name in names}
ANY_MODEL = {"all_models", "get_model", "get_models", "__subclasses__"}
ANY_MODEL_BELOW_THE_ROOF = {
    "foundation/exchange/import_wizard/services/undo.py",  # the model named by an entry
}
HOMELESS = {"utils", "helpers", "misc", "common"}
BULK_OUTSIDE_JOURNAL = {
    "foundation/journal/services.py",  # the journal's own entries
    "foundation/journal/seals.py",  # their fingerprints
    "foundation/mail/services/outbox.py",  # letters pass: the journal keeps none of their words
    "ground/missions/states/states.py",  # computed states, written by the tick
    "ground/territories/territories/services/official.py",  # the official register
}
MAIL_LINE = {"Carrier", "EmailMessage", "get_connection", "send_due_letters", "send_mail"}
MAIL_SENDERS = (
    "foundation/mail/carrier.py",
    "foundation/mail/services/",
    "roof/upkeep/services/tick.py",
)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every Python file of the product, by its path under maillage, with its syntax tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def room_of(dotted: str) -> str:
    """The app that a dotted module of ours belongs to: maillage.ground.directory."""
    parts = dotted.split(".")
    return ".".join(parts[: 3 if len(parts) > 2 and parts[1] in HOUSES else 2])


def imports(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Every module of ours that this one imports, with the line."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("maillage"):
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)
        if isinstance(node, ast.Import):
            yield from (
                (name.name, node.lineno) for name in node.names if name.name.startswith("maillage")
            )


def private_imports(path: str, module: ast.Module) -> list[str]:
    """Imports of another app's views, forms or templates, which are private to it."""
    own = room_of("maillage." + path.removesuffix(".py").replace("/", "."))
    return [
        f"{path}:{line} {target}"
        for target, line in imports(module)
        if room_of(target) != own
        and room_of(target) != "maillage.core"
        and set(target.removeprefix(room_of(target)).split(".")) & {"views", "forms"}
    ]


def floors_climbed(path: str, module: ast.Module) -> list[str]:
    """Imports that go up the floors inside one app: a query that knows a view."""
    dotted = "maillage." + path.removesuffix(".py").replace("/", ".")
    own, here = room_of(dotted), _floor(dotted)
    if here is None:
        return []
    return [
        f"{path}:{line} {target}"
        for target, line in imports(module)
        if room_of(target) == own and (_floor(target) or 0) > here
    ]


def _floor(dotted: str) -> int | None:
    """The rank of its layer: that of a room's module, or of a module inside a tool's folder."""
    inside = dotted.removeprefix(room_of(dotted)).strip(".").split(".")
    return next((RANK[name] for name in inside[:2] if name in RANK), None)


def models_reached(path: str, module: ast.Module) -> list[str]:
    """Models taken from the registry of all rooms: below the roof, rooms are asked at a point."""
    if path.startswith("roof/") or path in ANY_MODEL_BELOW_THE_ROOF:
        return []
    return [
        f"{path}:{node.lineno} {node.attr}"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr in ANY_MODEL
    ]


def hidden_rules(path: str, module: ast.Module) -> list[str]:
    """Signal receivers and overridden save(): rules that a reader would not find."""
    names = []
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name == "save" and _has_self(node):
            names.append(f"{path}:{node.lineno} save()")
        if isinstance(node, ast.FunctionDef) and _is_receiver(node):
            names.append(f"{path}:{node.lineno} @receiver")
    return names


def _has_self(node: ast.FunctionDef) -> bool:
    return bool(node.args.args) and node.args.args[0].arg == "self"


def _is_receiver(node: ast.FunctionDef) -> bool:
    names = [
        decorator.func if isinstance(decorator, ast.Call) else decorator
        for decorator in node.decorator_list
    ]
    return any(isinstance(name, ast.Name) and name.id == "receiver" for name in names)


def unscoped_lookups(path: str, module: ast.Module) -> list[str]:
    """Objects fetched from a whole model instead of what the access may see."""
    return [
        f"{path}:{node.lineno} get_object_or_404({node.args[0].id})"
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "get_object_or_404"
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[0].isupper()
    ]


def unjournaled_bulk(path: str, module: ast.Module) -> list[str]:
    """Bulk writes that bypass the journal's helpers."""
    if path in BULK_OUTSIDE_JOURNAL:
        return []
    return [
        f"{path}:{node.lineno} {node.func.attr}"
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"bulk_create", "bulk_update"}
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "journal")
    ]


def mail_sent_elsewhere(path: str, module: ast.Module) -> list[str]:
    """What opens a line to the mail server, which the tick alone does: a request writes letters."""
    if path.startswith(MAIL_SENDERS):
        return []
    return [
        f"{path}:{node.lineno} {name.name}"
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name in MAIL_LINE
    ]


def long_functions(path: str, module: ast.Module, most: int = 40) -> list[str]:
    """Functions that pass the length at which one stops."""
    return [
        f"{path}:{node.lineno} {node.name}"
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and _lines(node) > most
    ]


def _lines(node: ast.FunctionDef) -> int:
    """The function's lines, without its docstring."""
    stmt = node.body[0]
    is_shown = isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)
    docstring = (stmt.end_lineno or 0) - stmt.lineno + 1 if is_shown else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def undocumented(path: str, module: ast.Module) -> list[str]:
    """Modules, public functions and classes without a docstring; an app's own is its module's."""
    if path.endswith("apps.py"):
        return [] if ast.get_docstring(module) else [path]
    names = [] if ast.get_docstring(module) or not module.body else [path]
    return names + [
        f"{path}:{node.lineno} {node.name}"
        for node in module.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
