"""Who is waited for on the critical path, and by whom."""

from maillage.analysis.holdups import HoldUp, hold_ups
from maillage.analysis.schedule import Task, schedule

TASKS = [
    Task("Diagnostic", 10, structure="Agence"),
    Task("Avis", 2, ["Diagnostic"], structure="Nort"),
    Task("Vote", 1, ["Avis"], structure="Nort", council="Nort"),
    Task("Achat", 5, ["Vote"], structure="Blain", lags={"Vote": 2}),
    Task("Pose", 3, ["Vote"], structure="Joué"),
    Task("Recette", 1, ["Achat", "Pose"], structure="Nort"),
    Task("Affichage", 1, ["Recette"]),
]


def test_structures_waited_for_come_in_order_of_days() -> None:
    plan = schedule(TASKS, sessions={"Nort": [20]})

    assert hold_ups(TASKS, plan) == (
        HoldUp("Nort", ("Vote",), ("Blain",), 8, (("Vote", "Achat"),)),
        HoldUp("Blain", ("Achat",), ("Nort",), 5, (("Achat", "Recette"),)),
    )


def test_without_a_council_the_whole_chain_holds_up() -> None:
    tasks = [task for task in TASKS if task.name in ("Diagnostic", "Avis")]

    assert hold_ups(tasks, schedule(tasks)) == (
        HoldUp("Agence", ("Diagnostic",), ("Nort",), 10, (("Diagnostic", "Avis"),)),
    )


def test_a_task_that_can_wait_holds_nobody_up() -> None:
    tasks = [
        Task("Court", 1, structure="A"),
        Task("Long", 9),
        Task("Fin", 1, ["Court", "Long"], structure="B"),
    ]

    assert hold_ups(tasks, schedule(tasks)) == ()
