"""Who has said nothing yet."""

import pytest

from maillage.analysis.common_ground import SilentStructure, silent_structures


def test_most_silent_structures_come_first() -> None:
    result = silent_structures(
        ["EPCI", "Pays", "Club", "ARS"],
        ["Eau", "Bus"],
        [[1, 0], [None, 2], [None, None], [3, None]],
    )

    assert result == (
        SilentStructure("Club", ("Eau", "Bus"), 1.0),
        SilentStructure("Pays", ("Eau",), 0.5),
        SilentStructure("ARS", ("Bus",), 0.5),
    )


def test_position_that_is_no_number_is_not_a_silence() -> None:
    with pytest.raises(ValueError, match=r"ligne 1 \(EPCI\), colonne 1 \(Eau\) : nan"):
        silent_structures(["EPCI"], ["Eau"], [[float("nan")]])
