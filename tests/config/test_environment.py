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


@pytest.mark.parametrize("said", ["mysql://un/base", "mysql://un,deux/base"])
def test_another_base_is_refused_in_words(said: str) -> None:
    env = Environment({"DATABASE_URL": said})

    env.database(Path("x"))

    assert [fault.split(" ne se")[0] for fault in env.faults] == ["DATABASE_URL"]
