"""Is the house built as its plan says? Each rule has a test that breaks it on purpose."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.rules import sources

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = ROOT / "pyproject.toml"
HEAVY = (
    *("numpy", "scipy", "networkx", "shapely", "openpyxl", "python_calamine", "holidays"),
    "typst",
)
Relation = (
    models.ForeignKey[models.Model, models.Model]
    | models.ManyToManyField[models.Model, models.Model]
)
Rule = Callable[[str, ast.Module], list[str]]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the sources under this folder."""
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def tool_contracts() -> list[tuple[str, list[str]]]:
    """Each room whose tools are ordered, with its layers, the highest first."""
    contracts = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
    return [
        (container, contract["layers"])
        for contract in contracts["contracts"]
        if contract["type"] == "layers"
        for container in contract["containers"]
        if container.count(".") == 2
    ]


def rooms_of_several_tools() -> list[tuple[str, list[str]]]:
    """Those of them where a tool may climb: a room of one tool has nothing to order yet."""
    return [
        (room, layers)
        for room, layers in tool_contracts()
        if a_folder_of(room, layers) != a_folder_of(room, layers[::-1])
    ]


def a_folder_of(room: str, layers: list[str]) -> str:
    """A tool of the first of these layers that holds one."""
    names = [name.strip(" ()") for layer in layers for name in re.split("[|:]", layer)]
    folder = ROOT / "src" / Path(*room.split("."))
    return next(name for name in names if (folder / name / "__init__.py").is_file())


@pytest.fixture(scope="module")
def broken_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy that breaks each order once.

    A room climbs to a higher one, an app has no place, the lowest tool of each room imports the
    highest.
    """
    copy = tmp_path_factory.mktemp("broken")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("static", "register"))
    shutil.copy(PYPROJECT, copy)
    climbed = copy / "src/maillage/ground/territories/permissions.py"
    climbed.write_text(climbed.read_text() + "\nfrom maillage.ground.directory import models\n")
    stray = copy / "src/maillage/ground/stray"
    stray.mkdir()
    (stray / "__init__.py").touch()
    for room, layers in rooms_of_several_tools():
        low, high = a_folder_of(room, layers[::-1]), a_folder_of(room, layers)
        path = copy / "src" / Path(*room.split("."), low, "__init__.py")
        path.write_text(path.read_text() + f"\nfrom {room} import {high}\n")
    return " ".join(lint_imports(copy).stdout.split())


def test_no_room_and_no_tool_knows_a_higher_one() -> None:
    linted = lint_imports(ROOT)

    assert linted.returncode == 0, linted.stdout


def test_an_import_that_climbs_is_found(broken_house: str) -> None:
    sentence = "maillage.ground.territories is not allowed to import maillage.ground.directory"

    assert sentence in broken_house


def test_an_app_that_nobody_placed_is_found(broken_house: str) -> None:
    assert "stray" in broken_house


@pytest.mark.parametrize(("room", "layers"), rooms_of_several_tools())
def test_a_tool_that_knows_a_higher_one_is_found(
    broken_house: str, room: str, layers: list[str]
) -> None:
    low, high = a_folder_of(room, layers[::-1]), a_folder_of(room, layers)

    assert f"{room}.{low} is not allowed to import {room}.{high}" in broken_house


def test_the_tools_of_every_room_of_the_trade_are_ordered() -> None:
    ordered = {room for room, _layers in tool_contracts()}

    assert {app for app in own_apps() if app.startswith("maillage.trade.")} <= ordered


def order_of_apps(pyproject: str) -> list[str]:
    """The installed apps of ours, the lowest first, as import-linter orders them."""
    contracts = tomllib.loads(pyproject)["tool"]["importlinter"]["contracts"]
    layers = {
        container: [
            f"{container}.{name.strip(' ()')}"
            for layer in reversed(contract["layers"])
            for name in layer.split("|")
        ]
        for contract in contracts
        if contract["type"] == "layers"
        for container in contract["containers"]
    }
    placed = [app for floor in layers["maillage"] for app in layers.get(floor, [floor])]
    return [app for app in placed if apps.is_installed(app)]


def own_apps() -> set[str]:
    """The installed apps of ours."""
    return {app.name for app in apps.get_app_configs() if app.name.startswith("maillage.")}


ORDER = order_of_apps(PYPROJECT.read_text(encoding="utf-8"))


def app_of(model: type[models.Model]) -> str:
    """The app that this model belongs to."""
    return apps.get_app_config(model._meta.app_label).name


def own_relations() -> list[Relation]:
    """Every foreign key, one-to-one and many-to-many of our models."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if app_of(model) in own_apps()
        for field in model._meta.get_fields()
        if isinstance(field, (models.ForeignKey, models.ManyToManyField))
    ]


def climbing_relations(relations: list[Relation]) -> list[str]:
    """Relations of a lower app to a model of a higher one."""
    return [
        str(relation)
        for relation in relations
        if app_of(relation.related_model) in own_apps()
        and ORDER.index(app_of(relation.model)) < ORDER.index(app_of(relation.related_model))
    ]


def test_every_app_has_one_place_in_the_order() -> None:
    assert sorted(ORDER) == sorted(own_apps())


def test_an_app_absent_from_the_order_is_found() -> None:
    without = PYPROJECT.read_text(encoding="utf-8").replace('"(stakes)", ', "")

    assert own_apps() - set(order_of_apps(without)) == {"maillage.trade.stakes"}


def test_relations_never_climb() -> None:
    assert climbing_relations(own_relations()) == []


def test_relations_of_every_room_are_looked_at() -> None:
    rooms = {app_of(model) for model in apps.get_models()} & own_apps()

    related = {app_of(relation.model) for relation in own_relations()}

    # Neither accounts nor beats and backups belong to anything.
    assert rooms - related == {"maillage.foundation.accounts", "maillage.roof.upkeep"}


@pytest.mark.parametrize(
    "relation",
    [
        models.ForeignKey("stakes.Theme", models.CASCADE),
        models.OneToOneField("stakes.Theme", models.CASCADE),
        models.ManyToManyField("stakes.Theme"),
    ],
    ids=lambda relation: type(relation).__name__,
)
def test_a_relation_that_climbs_is_found(relation: Relation) -> None:
    with isolate_apps("maillage.trade.stakes", "maillage.trade.context"):

        class Theme(models.Model):
            class Meta:
                app_label = "stakes"

            def __str__(self) -> str:
                return "thème"

        class Climber(models.Model):
            theme = relation

            class Meta:
                app_label = "context"

            def __str__(self) -> str:
                return "grimpeur"

    assert climbing_relations([relation]) == ["context.Climber.theme"]


RULES: list[tuple[Rule, str, str]] = [
    (
        sources.private_imports,
        "ground/missions/views/x.py",
        "from maillage.ground.directory.views import organisations",
    ),
    (
        sources.floors_climbed,
        "ground/directory/queries/x.py",
        "from maillage.ground.directory.services import organisations",
    ),
    (sources.models_reached, "ground/x.py", "for model in apps.get_models(): ..."),
    (sources.models_reached, "trade/x.py", "apps.get_model('governance.Body')"),
    (sources.models_reached, "foundation/x.py", "VisibleRecord.__subclasses__()"),
    (sources.hidden_rules, "ground/x.py", "class A:\n    def save(self): ..."),
    (sources.hidden_rules, "ground/x.py", "@receiver(saved)\ndef record(sender): ..."),
    (sources.unscoped_lookups, "ground/x.py", "get_object_or_404(Organisation, pk=1)"),
    (sources.unjournaled_bulk, "ground/x.py", "Organisation.objects.bulk_create([])"),
    (sources.mail_sent_elsewhere, "ground/x.py", "from django.core.mail import send_mail"),
    (sources.long_functions, "ground/x.py", "def f():\n" + "    a = 1\n" * 41),
    (sources.undocumented, "ground/x.py", "def rows(): ..."),
]


def test_sources_keep_every_rule() -> None:
    rules = dict.fromkeys(rule for rule, *_ in RULES)

    broken = [
        (rule.__name__, place)
        for path, module in sources.modules()
        for rule in rules
        for place in rule(path, module)
    ]

    assert broken == []


@pytest.mark.parametrize(("rule", "path", "broken"), RULES)
def test_broken_source_is_found_by(rule: Rule, path: str, broken: str) -> None:
    assert rule(path, ast.parse(broken)) != []


def test_no_file_without_a_home_or_too_long() -> None:
    files = [path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts]

    assert [path for path in files if path.stem in sources.HOMELESS] == []
    assert [path for path in files if len(path.read_text().splitlines()) > 400] == []


def test_urls_load_no_heavy_library() -> None:
    code = (
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    assert printed_after_start(code) == "[]"


def test_what_a_start_makes_is_left_to_itself_by_the_collector() -> None:
    assert (
        printed_after_start("print(gc.isenabled(), gc.get_freeze_count() > 50_000)") == "True True"
    )


def printed_after_start(code: str) -> str:
    """What a Python says once Django is ready."""
    process = subprocess.run(
        [sys.executable, "-c", f"import django, gc, sys; django.setup();{code}"],
        env={"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "maillage.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return process.stdout.strip()


def test_what_a_rule_leaves_out_exists() -> None:
    left_out = sources.ANY_MODEL_BELOW_THE_ROOF | sources.BULK_OUTSIDE_JOURNAL

    assert [path for path in left_out if not (sources.SOURCE / path).is_file()] == []
