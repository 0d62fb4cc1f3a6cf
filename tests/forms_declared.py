"""The forms of the product that say which of their questions come first."""

from importlib import import_module
from pathlib import Path

from django.forms import BaseForm

SOURCE = Path(__file__).resolve().parents[1] / "src"


def forms_that_fold() -> dict[str, tuple[str, ...]]:
    """The essential questions of every form that declares them, by the name of the form."""
    paths = [
        path
        for path in sorted(SOURCE.rglob("*.py"))
        if "essential: ClassVar" in path.read_text("utf-8") and "forms" in str(path)
    ]
    modules = [
        import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts)) for path in paths
    ]
    return {
        f"{one.__module__}.{one.__name__}": vars(one)["essential"]
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, BaseForm)
        and one.__module__ == module.__name__
        and "essential" in vars(one)
    }
