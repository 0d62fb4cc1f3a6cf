"""What DATABASE_URL says of the machines that serve."""

from pathlib import Path

import pytest

from maillage.config.environment import Environment


def test_several_machines_are_tried_in_turn_for_the_one_that_writes() -> None:
    env = Environment({"DATABASE_URL": "postgresql://compte:se%40cret@un:5433,deux/base"})

    read = env.database(Path("x"))

    assert {name: read[name] for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")} == {
        "HOST": "un,deux",
        "PORT": "5433,5432",
        "NAME": "base",
        "USER": "compte",
        "PASSWORD": "se@cret",
    }
    assert read["OPTIONS"] == {"target_session_attrs": "read-write", "connect_timeout": "5"}
    assert env.faults == []


@pytest.mark.parametrize("url", ["mysql://un/base", "mysql://un,deux/base"])
def test_another_base_is_refused_in_words(url: str) -> None:
    env = Environment({"DATABASE_URL": url})

    env.database(Path("x"))

    assert [fault.split(" ne se")[0] for fault in env.faults] == ["DATABASE_URL"]


PRODUCTION = {"MAILLAGE_MODE": "production"}


def options(address: str, **others: str) -> tuple[object, list[str]]:
    """What production asks of the line to this database, and the faults told."""
    env = Environment(PRODUCTION | {"DATABASE_URL": address} | others)
    return env.database(Path("x")).get("OPTIONS", {}), env.faults


def test_line_to_another_machine_is_ciphered_and_its_certificate_verified() -> None:
    verified = {"sslmode": "verify-full", "sslrootcert": "system"}

    assert options("postgresql://compte@base-1/base") == (verified, [])
    assert options("postgresql://compte@base-1/base?sslmode=verify-full&sslrootcert=/r.pem") == (
        {"sslmode": "verify-full", "sslrootcert": "/r.pem"},
        [],
    )
    several, faults = options("postgresql://compte@un,deux/base")
    assert isinstance(several, dict)
    assert (several["sslmode"], faults) == ("verify-full", [])


@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-ca"])
def test_line_that_verifies_nothing_stops_the_start(mode: str) -> None:
    address = f"postgresql://compte@base-1/base?sslmode={mode}"

    assert [fault.partition(" joint")[0] for fault in options(address)[1]] == ["DATABASE_URL"]
    assert options(address, MAILLAGE_DATABASE_UNCIPHERED="1") == ({"sslmode": mode}, [])


@pytest.mark.parametrize("place", ["localhost", "127.0.0.1", "%2Fvar%2Frun%2Fpostgresql", ""])
def test_database_of_the_same_machine_is_left_as_it_is(place: str) -> None:
    assert options(f"postgresql://compte@{place}/base") == ({}, [])
