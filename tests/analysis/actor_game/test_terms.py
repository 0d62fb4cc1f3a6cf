"""Why this figure? The terms add up to what the reading says."""

import pytest
from hypothesis import given

from maillage.analysis.actor_game import influence_reading, influence_terms
from tests.analysis.actor_game.games import Table, influence_tables, names


@given(influence_tables())
def test_terms_add_up_to_influence_and_dependence(table: Table) -> None:
    actors = names("Commune", len(table))
    reading = influence_reading(actors, table)

    terms = [influence_terms(actors, table, actor) for actor in actors]

    assert [sum(term.total for term in one.acts) for one in terms] == list(reading.influence)
    assert [sum(term.total for term in one.undergoes) for one in terms] == list(reading.dependence)


def test_an_actor_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="tuple"):
        influence_terms(["Commune"], [[0]], "EPCI")
