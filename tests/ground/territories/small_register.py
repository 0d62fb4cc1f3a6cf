"""Builds a register of thirty-four real communes, from files in the shape of the official ones."""

import lzma
import shutil
from pathlib import Path

from maillage.ground.territories.atlas.register import FILE_NAME, Register
from maillage.ground.territories.build.__main__ import main

OFFICIAL = Path(__file__).parent / "official"


def lay_sources(folder: Path) -> Path:
    """The official files as their packages hold them, in this folder."""
    for path in OFFICIAL.glob("*.json"):
        shutil.copy(path, folder)
    table = (OFFICIAL / "communes.csv").read_bytes()
    (folder / "communes.csv.lzma").write_bytes(lzma.compress(table))
    return folder


def build_in(folder: Path) -> Register:
    """The small register, built in this folder by the very command that builds the whole one."""
    sources = str(lay_sources(folder))
    assert main(["--register", sources, "--contours", sources, "--out", str(folder)]) == 0
    return Register(folder / FILE_NAME)
