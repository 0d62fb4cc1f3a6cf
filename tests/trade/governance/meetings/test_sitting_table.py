"""The officer's table of meetings and attendance comes in, and what is wrong is shown."""

from datetime import date, time
from functools import partial

import pytest

from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.models import Import
from maillage.foundation.journal.models import Change
from maillage.trade.governance.meetings.services.attendance import note_presences
from maillage.trade.governance.models import Body, Meeting, Presence, Seat
from tests.foundation.exchange.importing import (
    enter,
    figures,
    read_into,
    remarks_of,
    undone,
    written_into,
)
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.ground.directory.makers import make_member_person, make_organisation
from tests.trade.governance.makers import (
    make_body,
    make_holder,
    make_meeting,
    make_own_seat,
    make_presence,
    make_seat,
)

HEADER: Row = [
    "Instance",
    "Date de la réunion",
    "Horaire",
    "Salle",
    "Réunion",
    "Collectivité",
    "Présent/Excusé",
    "Donne pouvoir à",
    "Observations",
]
DAY = date(2025, 3, 12)


def seated(cooperation: Cooperation, *names: str, body: str = "COPIL") -> Body:
    """A body in which these structures have a seat."""
    made = make_body(cooperation=cooperation, name=body)
    for name in names:
        organisation = make_organisation(workspace=cooperation.workspace, name=name)
        make_seat(body=made, organisation=organisation)
    return made


def row(structure: str = "", presence: str = "", proxy: str = "", **other: str) -> Row:
    """A row of the meeting of 12 March 2025."""
    return [
        other.get("body", "Copil"),
        other.get("day", "12/03/2025"),
        other.get("hours", ""),
        other.get("place", ""),
        other.get("title", ""),
        structure,
        presence,
        proxy,
        other.get("note", ""),
    ]


read = partial(read_into, "seances")


def written(access: Access, *rows: Row) -> Import:
    """The table, imported."""
    return written_into("seances", access, csv_bytes([HEADER, *rows]))


def noted() -> list[tuple[object, ...]]:
    """Who is said to be there, seat by seat."""
    names = "seat__organisation__name", "standing", "given_to__organisation__name"
    return list(Presence.objects.order_by("seat").values_list(*names))


def test_meetings_are_made_with_their_attendance(access: Access) -> None:
    seated(access.cooperation, "Bouin", "Pornic", "Machecoul", "Legé")
    seated(access.cooperation, "Paulx", body="COTECH")
    gestures = Change.objects.count()

    run = written(
        access,
        row("Bouin", "P", hours="18h30-20h", place="Mairie", title="Charte"),
        row("Pornic", "Excusée"),
        row("Machecoul", "excusé", "Bouin"),
        row("Legé", "pouvoir à Bouin"),
        row("Paulx", "A", body="Cotech", day="13/03/2025"),
        row(body="COPIL", day="01/02/2099", hours="14"),
    )

    assert (figures(run), run.preview["rows_to_correct"]) == ([3, 0, 5, 0], 0)
    entry = "body__name", "held_on", "starts_at", "ends_at", "place", "title", "concluded_on"
    assert list(Meeting.objects.order_by("held_on").values_list(*entry)) == [
        ("COPIL", DAY, time(18, 30), time(20), "Mairie", "Charte", DAY),
        ("COTECH", date(2025, 3, 13), None, None, "", "", date(2025, 3, 13)),
        ("COPIL", date(2099, 2, 1), time(14), None, "", "", None),
    ]
    assert noted() == [
        ("Bouin", "present", None),
        ("Pornic", "excused", None),
        ("Machecoul", "proxy", "Bouin"),
        ("Legé", "proxy", "Bouin"),
        ("Paulx", "absent", None),
    ]
    assert Change.objects.count() == gestures + 1


def test_observations_come_with_attendance(access: Access) -> None:
    body = seated(access.cooperation, "Bouin", "Pornic", "Machecoul", "Legé")
    meeting = make_meeting(body=body, held_on=DAY, starts_at=None, ends_at=None)
    bouin, pornic, *_others = Seat.objects.order_by("pk")
    make_presence(meeting=meeting, seat=bouin)
    make_presence(meeting=meeting, seat=pornic, note="arrivée à 19 h")

    run = written(
        access,
        row("Bouin", "P", note="repartie avant le vote"),
        row("Pornic", "P", note="à l’heure"),
        row("Machecoul", "A", note="sans nouvelles"),
        row("Legé", note="à rappeler"),
    )

    assert remarks_of(run, "warnings") == [
        ("I3", "Maillage a noté « arrivée à 19 h » : c’est ce qui est gardé."),
        ("I5", "Une observation suit une présence : écrivez présent, excusé, absent."),
    ]
    assert list(Presence.objects.order_by("seat").values_list("standing", "note", "version")) == [
        ("present", "repartie avant le vote", 2),
        ("present", "arrivée à 19 h", 1),
        ("absent", "sans nouvelles", 1),
    ]
    assert figures(run) == [0, 0, 1, 1]
    undone(run, access.user)
    assert [one.note for one in Presence.objects.order_by("seat")] == ["", "arrivée à 19 h"]


@pytest.mark.parametrize(
    ("line", "cell", "sentence"),
    [
        (row("Bouin", "P", body="Bureau"), "A2", "Aucune instance ne porte ce nom"),
        (row("Bouin", "P", day="31/02/2025"), "B2", "Cette date ne se lit pas"),
        (row("Bouin", "P", day="2025-13-03"), "B2", "Cette date ne se lit pas"),
        (row("Bouin", "P", day="mars 2025"), "B2", "Cette date ne se lit pas"),
        (row("Bouin", "P", day=""), "B2", "Dites le jour de la séance"),
        (row("Bouin", "P", hours="25h00"), "C2", "Cette heure ne se lit pas"),
        (row("Bouin", "P", hours="20h-18h"), "C2", "La fin précède le début"),
        (row("Bouin", "P", place="é" * 300), "D2", "Plus de 200 signes : raccourcissez ce texte."),
        (row("Nulle part", "P"), "F2", "Aucun siège dans cette instance ce jour-là"),
        (row("B" * 300, "P"), "F2", "Aucun siège dans cette instance ce jour-là"),
        (row("", "P"), "G2", "Dites de quelle structure"),
        (row("Bouin", "mardi"), "G2", "Présence non comprise"),
        (row("Bouin", "pouvoir"), "G2", "Dites qui porte le pouvoir."),
        (row("Bouin", "P", "Pornic"), "H2", "Présente et représentée"),
        (row("Bouin", "", "Ailleurs"), "H2", "Qui porte ce pouvoir n’a pas de siège"),
        (row("Bouin", "", "Bouin"), "H2", "Qui porte ce pouvoir n’a pas de siège"),
        (row("Bouin", "P", note="é" * 300), "I2", "Plus de 200 signes : raccourcissez ce texte."),
    ],
)
def test_what_is_wrong_is_located_and_not_written(
    access: Access, line: Row, cell: str, sentence: str
) -> None:
    seated(access.cooperation, "Bouin", "Pornic")

    run = written(access, line)

    pairs = remarks_of(run)
    assert [one for one, _words in pairs] == [cell]
    assert pairs[0][1].startswith(sentence)
    assert (Meeting.objects.count(), noted(), run.preview["rows_to_correct"]) == (0, [], 1)


def test_the_other_rows_come_in_together(access: Access) -> None:
    seated(access.cooperation, "Bouin", "Pornic", "Legé")

    run = written(
        access,
        row("Bouin", "absent"),
        row("Pornic", "pouvoir", "Bouin"),
        row("Legé", "X"),
        row("Legé", "excusé"),
    )

    assert remarks_of(run) == [
        ("H3", "Qui porte ce pouvoir n’est pas présent : donnez-le à un présent, ou à personne."),
        ("F5", "Déjà dit à la ligne 4 : gardez l’une des deux."),
    ]
    assert noted() == [("Bouin", "absent", None), ("Legé", "present", None)]
    assert [one["row"] for one in run.preview["errors"]] == [3, 5]


def test_a_meeting_to_come_is_planned_without_attendance(access: Access) -> None:
    seated(access.cooperation, "Bouin")

    run = written(access, row("Bouin", "présent", day="01/02/2099"))

    assert remarks_of(run, "warnings") == [
        ("G2", "Séance à venir : la présence se note le jour venu, cette case est laissée.")
    ]
    assert (str(Meeting.objects.get().state), noted()) == ("planned", [])


def test_what_is_known_is_kept_and_the_difference_shown(access: Access) -> None:
    body = seated(access.cooperation, "Bouin", "Pornic")
    meeting = make_meeting(body=body, held_on=DAY, starts_at=time(18, 30), ends_at=None)
    bouin, pornic = Seat.objects.order_by("pk")
    make_presence(meeting=meeting, seat=bouin, standing="proxy", given_to=pornic)

    run = written(
        access,
        row("Bouin", "présent", hours="19h", place="Mairie", title="Charte"),
        row("Pornic", "présent", hours="18:30", place="maison du Bocage", title="Budget"),
    )

    assert remarks_of(run, "warnings") == [
        ("G2", "Maillage a noté « pouvoir à Pornic » : c’est ce qui est gardé."),
        ("D2", "Maillage a noté « Maison du bocage » : c’est ce qui est gardé."),
        ("C2", "Maillage a noté « 18h30 » : c’est ce qui est gardé."),
        ("E3", "La ligne 2 dit « Charte » : c’est ce qui est gardé."),
    ]
    meeting.refresh_from_db()
    assert (meeting.title, meeting.place, meeting.starts_at) == (
        ("Charte", "Maison du bocage", time(18, 30))
    )
    assert (figures(run), noted()) == (
        [0, 1, 1, 0],
        [("Bouin", "proxy", "Pornic"), ("Pornic", "present", None)],
    )


def test_a_locked_meeting_is_refused(access: Access) -> None:
    body = seated(access.cooperation, "Bouin", "Pornic")
    after = make_meeting(body=body, held_on=date(2025, 4, 9))
    meeting = make_meeting(body=body, held_on=DAY)
    make_presence(meeting=meeting, seat=Seat.objects.order_by("pk")[0])
    Meeting.objects.filter(pk=meeting.pk).update(
        concluded_on=DAY, validated_on=after.held_on, validated_at=after
    )
    meeting.refresh_from_db()

    run = written(access, row("Bouin", "présent", note="en retard"), row("Pornic", "P"))

    assert remarks_of(run) == [
        (
            cell,
            "Le relevé de cette séance est validé depuis le 9\u00a0avril 2025 : "
            "plus rien ne s’y écrit.",
        )
        for cell in ("B2", "B3")
    ]
    assert noted() == [("Bouin", "present", None)]
    late = Presence(meeting=meeting, seat=Seat.objects.order_by("pk")[1], standing="present")
    with pytest.raises(ClosedError):
        note_presences(meeting=meeting, rows=[late])


def test_a_cancelled_meeting_and_two_of_one_day_are_shown(access: Access) -> None:
    body = seated(access.cooperation, "Bouin")
    Meeting.objects.filter(pk=make_meeting(body=body, held_on=DAY).pk).update(cancelled_on=DAY)
    twice = date(2025, 4, 9)
    make_meeting(body=body, held_on=twice, starts_at=time(9), ends_at=None)
    second = make_meeting(body=body, held_on=twice, starts_at=time(14), ends_at=None)

    run = written(
        access,
        row("Bouin", "P"),
        row("Bouin", "P", day="09/04/2025"),
        row("Bouin", "P", day="09/04/2025", hours="14h"),
    )

    assert [(cell, words.partition(" :")[0]) for cell, words in remarks_of(run)] == [
        ("B2", "Cette séance est annulée"),
        ("B3", "Plusieurs séances ce jour-là"),
    ]
    assert Presence.objects.get().meeting == second


def test_seats_are_those_of_the_day_and_told_apart_by_who_holds_them(access: Access) -> None:
    body = seated(access.cooperation, "Bouin", "Legé")
    gone = Seat.objects.get(organisation__name="Legé")
    Seat.objects.filter(pk=gone.pk).update(until=date(2025, 1, 1))
    second = make_seat(body=body, organisation=Seat.objects.order_by("pk")[0].organisation)
    holder = make_holder(seat=second, since=date(2024, 1, 1))
    own = make_own_seat(body=body, person=make_member_person(cooperation=access.cooperation))
    header = [*HEADER, "Représentant"]
    names = str(holder.person).upper().split()

    run = read(
        access,
        csv_bytes(
            [
                header,
                [*row("Legé", "P"), ""],
                [*row("Bouin", "P"), ""],
                [*row("Bouin", "P"), " ".join(reversed(names))],
                [*row("", "excusé"), str(own.person)],
            ]
        ),
    )
    enter(run)
    strange = read(access, csv_bytes([header, [*row("Bouin", "P"), "Camille Renaud"]]))

    assert [(cell, words.partition(" :")[0]) for cell, words in remarks_of(run)] == [
        ("F2", "Aucun siège dans cette instance ce jour-là"),
        ("F3", "Plusieurs sièges de ce nom"),
    ]
    assert remarks_of(strange)[0][1].startswith("Plusieurs sièges de ce nom")
    assert list(Presence.objects.order_by("seat").values_list("seat", "standing")) == [
        (second.pk, "present"),
        (own.pk, "excused"),
    ]


def test_a_person_who_is_not_known_at_the_seat_is_shown(access: Access) -> None:
    seated(access.cooperation, "Bouin")
    table = csv_bytes([[*HEADER, "Représentant"], [*row("Bouin", "P"), "Camille Renaud"]])

    run = read(access, table)

    assert remarks_of(run, "warnings") == []
    assert remarks_of(run, "infos") == [
        ("J2", "Cette personne n’est pas connue à ce siège : nommez-la sur l’instance.")
    ]


def test_an_import_is_taken_back(access: Access) -> None:
    body = seated(access.cooperation, "Bouin")
    meeting = make_meeting(body=body, held_on=date(2025, 1, 8), title="")
    run = written(
        access,
        row("Bouin", "P", title="Charte"),
        row("Bouin", "P", day="08/01/2025", title="Budget"),
    )
    meeting.refresh_from_db()
    before = (meeting.title, Meeting.objects.count(), Presence.objects.count())

    undone(run, access.user)

    meeting.refresh_from_db()
    assert before == ("Budget", 2, 2)
    assert (meeting.title, list(Meeting.objects.all()), noted()) == ("", [meeting], [])


def test_hours_of_a_spreadsheet_are_read(access: Access) -> None:
    seated(access.cooperation, "Bouin")
    values: Row = ["COPIL", DAY, time(18, 30), "", "", "Bouin", "x", "", ""]

    run = read(access, xlsx_bytes({"Présences": [HEADER, values]}))
    enter(run)

    assert (Meeting.objects.get().starts_at, noted()) == (
        time(18, 30),
        [("Bouin", "present", None)],
    )


def test_another_cooperation_is_never_read(access: Access) -> None:
    seated(access.cooperation, "Bouin")
    elsewhere = seated(make_meeting().body.cooperation, "Ailleurs", body="Bureau")

    run = written(access, row("Ailleurs", "P", body="Bureau"))

    assert remarks_of(run)[0][1].startswith("Aucune instance ne porte ce nom")
    assert not Meeting.objects.filter(body=elsewhere).exists()
