"""What conflicts and compromises say of a person is told to them, and masked with them."""

from maillage.core.personal import Somebody
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.models import LogEntry
from maillage.ground.actors.models import Source
from maillage.trade.dialogue.models import Conflict, ConflictHeat, OptionAnswer, Party
from maillage.trade.dialogue.personal_disputes import export_disputes, forget_disputes
from tests.foundation.cooperations.makers import make_access
from tests.trade.dialogue.makers import (
    make_compromise,
    make_compromise_option,
    make_conflict,
    make_conflict_heat,
    make_option_answer,
    make_party,
)


def lise(access: Access) -> Somebody:
    place = access.cooperation.workspace_id
    return Somebody(0, place, "person:0", "Lise Vrignaud", ("Vrignaud",))


def write(access: Access) -> None:
    """Their name in each text."""
    conflict = make_conflict(
        cooperation=access.cooperation, about="Mme Vrignaud a dit non. Les autres hésitent."
    )
    make_party(conflict=conflict, interests="Garder Vrignaud.")
    make_conflict_heat(conflict=conflict, said="Vrignaud est sortie.")
    compromise = make_compromise(cooperation=access.cooperation, title="Remplacer Vrignaud ?")
    make_option_answer(option=make_compromise_option(compromise=compromise), said="Dit Vrignaud.")


def test_they_are_told_the_sentences_that_name_them(access: Access) -> None:
    write(access)
    make_conflict(
        cooperation=access.cooperation, about="Vrignaud encore.", visibility=Visibility.ME
    )

    (chapter,) = export_disputes(access, lise(access))
    (other,) = export_disputes(
        make_access(cooperation=access.cooperation, role="team"), lise(access)
    )

    assert [row[2] for row in chapter.rows] == [
        "Mme Vrignaud a dit non.",
        "Garder Vrignaud.",
        "Vrignaud est sortie.",
        "Remplacer Vrignaud ?",
        "Dit Vrignaud.",
    ]
    assert list(other.rows) == []


def test_erased_they_are_named_nowhere(access: Access) -> None:
    write(access)
    Source.objects.update(who="Lise Vrignaud")

    forget_disputes(lise(access))

    conflict = Conflict.objects.get()
    assert conflict.about == "… Les autres hésitent."
    assert "vrignaud" not in conflict.folded
    assert [Party.objects.get().interests, ConflictHeat.objects.get().said] == ["…", "…"]
    assert OptionAnswer.objects.get().said == "…"
    assert set(Source.objects.values_list("who", flat=True)) == {"…"}
    assert "Vrignaud" not in str(list(LogEntry.objects.values_list("changes", "object_repr")))
