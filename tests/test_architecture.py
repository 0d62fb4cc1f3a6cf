"""Is the house built as its plan says? Each rule has a test that breaks it on purpose."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.rules import sources

ROOT = Path(__file__).resolve().parents[1]
HEAVY = (
    *("numpy", "scipy", "networkx", "shapely", "openpyxl", "python_calamine", "holidays"),
    "typst",
)
ORDER = (
    "accounts",
    "journal",
    "mail",
    "search",
    "cooperations",
    "documents",
    "exchange",
    "territories",
    "directory",
    "missions",
    "actors",
    "context",
    "dialogue",
    "governance",
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


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    """A copy of the sources that a test may break."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("static", "register")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_no_room_knows_a_higher_one() -> None:
    said = lint_imports(ROOT)

    assert said.returncode == 0, said.stdout


def test_an_import_that_climbs_is_found(copied_house: Path) -> None:
    low = copied_house / "src/maillage/ground/territories/permissions.py"
    text = low.read_text() if low.exists() else ""
    low.write_text(text + "\nfrom maillage.ground.directory import models\n")

    said = lint_imports(copied_house)

    assert said.returncode == 1
    assert "maillage.ground.territories is not allowed to import maillage.ground.directory" in (
        said.stdout
    )


def test_an_app_that_nobody_placed_is_found(copied_house: Path) -> None:
    stray = copied_house / "src/maillage/ground/stray"
    stray.mkdir()
    (stray / "__init__.py").touch()

    said = lint_imports(copied_house)

    assert said.returncode == 1
    assert "stray" in said.stdout


def climbing_relations(fields: list[models.ForeignKey[models.Model, models.Model]]) -> list[str]:
    """Foreign keys of a lower app to a model of a higher one."""
    return [
        str(field)
        for field in fields
        if _rank(field.model._meta.app_label) < _rank(field.related_model._meta.app_label)
    ]


def _rank(label: str) -> int:
    return ORDER.index(label) if label in ORDER else -1


def own_foreign_keys() -> list[models.ForeignKey[models.Model, models.Model]]:
    """Every foreign key of our models."""
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith("maillage.") and model._meta.app_label in ORDER
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    ]


def test_foreign_keys_never_climb() -> None:
    assert climbing_relations(own_foreign_keys()) == []


def test_a_foreign_key_that_climbs_is_found() -> None:
    class Climber(models.Model):
        organisation = models.ForeignKey("directory.Organisation", models.CASCADE)

        class Meta:
            app_label = "journal"

        def __str__(self) -> str:
            return "grimpeur"

    field = Climber._meta.get_field("organisation")
    assert isinstance(field, models.ForeignKey)
    del apps.all_models["journal"]["climber"]

    assert climbing_relations([field]) == [str(field)]


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
    (sources.hidden_rules, "ground/x.py", "class A:\n    def save(self): ..."),
    (sources.hidden_rules, "ground/x.py", "@receiver(saved)\ndef told(sender): ..."),
    (sources.unscoped_lookups, "ground/x.py", "get_object_or_404(Organisation, pk=1)"),
    (sources.unjournaled_bulk, "ground/x.py", "Organisation.objects.bulk_create([])"),
    (sources.long_functions, "ground/x.py", "def f():\n" + "    a = 1\n" * 41),
    (sources.undocumented, "ground/x.py", "def known(): ..."),
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

    assert said_after_start(code) == "[]"


def test_what_a_start_makes_is_left_to_itself_by_the_collector() -> None:
    assert said_after_start("print(gc.isenabled(), gc.get_freeze_count() > 50_000)") == "True True"


def said_after_start(code: str) -> str:
    """What a Python says once Django is ready."""
    said = subprocess.run(
        [sys.executable, "-c", f"import django, gc, sys; django.setup();{code}"],
        env={"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "maillage.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()
