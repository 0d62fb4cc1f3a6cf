"""What the register says once built from the official files."""

import sqlite3
from pathlib import Path

import pytest

from maillage.ground.territories.atlas.outlines import box
from maillage.ground.territories.atlas.register import FILE_NAME, Register
from maillage.ground.territories.build.__main__ import main
from tests.ground.territories.small_register import build_in, lay_sources


def test_every_territory_has_its_facts(small_register: Register) -> None:
    entries = {entry.ref: entry for entry in small_register.entries()}

    pornic, agglo = entries["commune", "44131"], entries["epci", "200067346"]

    kinds = [kind for kind, _ in entries]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "commune": 34,
        "departement": 12,
        "epci": 2,
        "region": 8,
    }
    assert (pornic.name, pornic.siren, pornic.postcodes, pornic.departements) == (
        ("Pornic", "214401317", "44210", "44")
    )
    assert (pornic.population, pornic.population_year) == (18_745, 2023)
    assert (agglo.type, agglo.population, agglo.departements) == ("CA", 70_563, "44")
    assert (agglo.longitude, agglo.latitude) == (pornic.longitude, pornic.latitude)


def test_memberships_link_each_level_to_the_next(small_register: Register) -> None:
    links = set(small_register.memberships())

    assert {link for link in links if link[0] == ("commune", "44131")} == {
        (("commune", "44131"), ("epci", "200067346")),
        (("commune", "44131"), ("departement", "44")),
    }
    assert (("departement", "44"), ("region", "52")) in links
    assert (("epci", "200067346"), ("departement", "44")) in links


def test_contours_are_joined_and_healed(small_register: Register) -> None:
    pornic, healed, undrawn = ("commune", "44131"), ("commune", "69114"), ("commune", "15031")
    near = small_register.near([pornic, healed, undrawn, ("epci", "200067346")])
    far = small_register.far([pornic, ("epci", "200067346")])

    west, south, east, north = box(near["epci", "200067346"])
    inner = box(near[pornic])

    assert set(near) == {pornic, healed, ("epci", "200067346")}
    assert far[pornic] == near[pornic]
    assert points(far["epci", "200067346"]) < points(near["epci", "200067346"]) / 3
    assert (west <= inner[0], south <= inner[1], east >= inner[2], north >= inner[3]) == (
        (True, True, True, True)
    )


def points(outline: list[list[list[tuple[int, int]]]]) -> int:
    """How many points the outline has."""
    return sum(len(ring) for part in outline for ring in part)


def test_second_build_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = build_in(tmp_path)
    built = register.path.read_bytes()
    capsys.readouterr()

    build_in(tmp_path)

    assert capsys.readouterr().out == "Le registre des territoires est à jour.\n"
    assert register.path.read_bytes() == built


def test_broken_register_is_built_again(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"half a file")

    assert build_in(tmp_path).year() == 2026


def test_missing_source_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = lay_sources(tmp_path)
    (sources / "epci.json").unlink()

    value = main(["--register", str(sources), "--contours", str(sources), "--out", str(tmp_path)])

    assert value == 1
    assert capsys.readouterr().out == (
        f"Il manque {sources / 'epci.json'}."
        " « python3 run demo » télécharge les sources et construit le registre.\n"
    )


def test_failed_build_leaves_no_file(tmp_path: Path) -> None:
    sources = lay_sources(tmp_path)
    (sources / "communes.csv.lzma").write_bytes(b"not lzma")
    out = tmp_path / "out"

    with pytest.raises(Exception, match="Input format not supported"):
        main(["--register", str(sources), "--contours", str(sources), "--out", str(out)])

    assert not out.exists() or list(out.iterdir()) == []


def test_register_is_sound_and_only_read(small_register: Register) -> None:
    with small_register.opened() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM territory")
