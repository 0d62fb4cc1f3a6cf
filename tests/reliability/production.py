"""The settings of production, read as a start reads them."""

import gc
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "5xRkP2vN8qLwT1yZb7GcJd4MfHs0AaUeQi3VoXn6KtBrCpDlEg"
SOUND = {
    "MAILLAGE_MODE": "production",
    "MAILLAGE_SECRET_KEY": KEY,
    "MAILLAGE_HOSTS": "maillage.exemple.fr",
    "MAILLAGE_ORIGINS": "https://maillage.exemple.fr",
}


def production_settings(monkeypatch: pytest.MonkeyPatch, data: Path) -> dict[str, object]:
    """What settings.py says in production; the collector that a start puts to rest goes on."""
    for name in [name for name in os.environ if name.startswith(("MAILLAGE_", "DATABASE_URL"))]:
        monkeypatch.delenv(name)
    for name, value in (SOUND | {"MAILLAGE_DATA": str(data)}).items():
        monkeypatch.setenv(name, value)
    try:
        return runpy.run_path(str(ROOT / "src/maillage/config/settings.py"))
    finally:
        gc.enable()


def check_start(data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """What `check --deploy` says under these variables and no other."""
    return subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
            "MAILLAGE_DATA": str(data),
            **variables,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
