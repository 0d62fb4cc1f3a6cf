"""What is due: what the page says of it, how it is written, sent, waived, and what is refused."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.duties.rules import ends_once, state_of
from maillage.trade.context.duties.words import (
    act_words,
    duties_reading,
    duty_sentence,
    owing_words,
    since_words,
    when_words,
)
from maillage.trade.context.models import Duty
from tests.conftest import SignIn
from tests.ground.directory.makers import make_spokesperson
from tests.ground.directory.reading import plain, reading
from tests.links_to import pages_of
from tests.trade.context.makers import make_duty

TODAY = timezone.localdate()
DAY = date(2026, 11, 25)
url = pages_of("context", "duties")


def test_page_says_what_is_past_and_what_comes(
    officer: Client, cooperation: Cooperation, report: Duty
) -> None:
    soon = TODAY + timedelta(days=2)
    Duty.objects.filter(pk=report.pk).update(due_on=soon)
    make_duty(cooperation=cooperation, label="Données", due_on=TODAY - timedelta(days=3))

    page = officer.get(url(cooperation))

    sentence = plain(reading(page.text))
    assert sentence.startswith(
        "Une échéance est passée : « Données ». Une échéance tombe dans le mois : « Bilan 2025 »"
    )
    assert sentence.endswith("(dans deux jours) ; il manque une pièce.")
    assert "Une échéance à venir, aucune tenue, une passée." in plain(page.text)
    assert 'data-duty="late"' in page.text


def test_a_choice_has_its_own_gesture_and_its_own_count(
    officer: Client, cooperation: Cooperation
) -> None:
    make_duty(cooperation=cooperation, label="Données", due_on=TODAY - timedelta(days=3))
    make_duty(cooperation=cooperation, label="Solde", due_on=TODAY + timedelta(days=9))

    page = officer.get(url(cooperation), {"mois": "1"})

    assert page.context["gesture"].label == "Envoyer « Solde »"
    assert page.context["counted"] == (
        "dans ce choix, une échéance à venir, aucune tenue, aucune passée"
    )


def test_a_phone_reads_the_months_above_its_cards(
    officer: Client, cooperation: Cooperation
) -> None:
    for day in (date(2027, 3, 5), date(2027, 3, 9), date(2028, 1, 1)):
        make_duty(cooperation=cooperation, due_on=day)

    rows = officer.get(url(cooperation)).context["register"].lines

    assert [[one.shown for one in row.headings] for row in rows] == [
        ["Mars 2027"],
        [],
        ["Janvier 2028"],
    ]


def test_empty_page_asks_what_the_agreement_says(sign_in: SignIn, cooperation: Cooperation) -> None:
    pages = [plain(sign_in(role).get(url(cooperation)).text) for role in ("officer", "observer")]

    first = "Ouvrez la convention du financeur : qu’attend-il, quand, et que se passe-t-il sinon ?"
    assert [first in page for page in pages] == [True, False]


def test_ctg_calls_it_what_is_due_to_the_caf(officer: Client, cooperation: Cooperation) -> None:
    cooperation.profile = "ctg"
    cooperation.save()

    assert "<h1>Dû à la Caf</h1>" in officer.get(url(cooperation)).text
    make_duty(cooperation=cooperation, label="DETR", funder=None)
    assert "<h1>Dû aux financeurs</h1>" in officer.get(url(cooperation)).text


@pytest.mark.parametrize(
    ("duty", "state", "when"),
    [
        (Duty(due_on=date(2026, 11, 27)), "soon", "dans deux jours"),
        (Duty(due_on=date(2026, 12, 3)), "todo", "dans huit jours"),
        (Duty(due_on=DAY), "soon", "aujourd’hui"),
        (Duty(due_on=date(2026, 11, 24)), "late", "passée d’un jour"),
        (
            Duty(due_on=date(2027, 2, 13), opens_on=date(2026, 12, 15)),
            "todo",
            "ouvre le 15 décembre 2026",
        ),
        (
            Duty(due_on=date(2026, 11, 20), done_on=date(2026, 11, 21)),
            "done",
            "envoyé le 21 novembre 2026, un jour de retard",
        ),
        (
            Duty(due_on=date(2026, 1, 1), waived_on=date(2026, 2, 1)),
            "waived",
            "sans objet depuis le 1er février 2026",
        ),
    ],
)
def test_a_duty_says_where_it_stands(duty: Duty, state: str, when: str) -> None:
    assert (state_of(duty, (), DAY).value, plain(when_words(duty, DAY))) == (state, when)


def test_an_end_of_a_contract_and_of_its_scheme_is_read_once() -> None:
    ends = [
        Duty(label=origin, origin=origin, scheme_id=number, due_on=DAY)
        for origin, number in (("scheme:1", 1), ("agreement:3", 1), ("scheme:2", 2))
    ]

    assert [one.label for one in ends_once(ends)] == ["agreement:3", "scheme:2"]


def test_an_article_says_its_own_word() -> None:
    written = ["8", "R2334-29 du CGCT", "CGCT R2334-29 (vérifié sur un texte de 2020)", ""]

    acts = [act_words(Duty(source_act="État", article=one)) for one in written]

    assert acts == ["État, article 8", *(f"État, {one}" for one in written[1:3]), "État"]
    assert [since_words(DAY + timedelta(days=days), DAY) for days in (2, -1, -61)] == [
        "dans deux jours",
        "hier",
        "il y a 61 jours",
    ]


def test_one_piece_in_is_in_preparation(report: Duty) -> None:
    pieces = list(report.pieces.select_related("organisation"))

    assert state_of(report, pieces, TODAY) == "part"
    assert owing_words(report, pieces) == ("une pièce sur deux", "manque la pièce de Brolles")
    assert owing_words(report, pieces[:1]) == ("Brolles", "")
    assert owing_words(report, pieces[1:]) == ("Mareil", "pièce reçue")
    assert owing_words(report, ()) == ("", "")


def test_reading_of_none_one_and_several() -> None:
    one = Duty(label="Bilan", due_on=date(2027, 3, 31))
    done = Duty(label="Solde", due_on=DAY, done_on=DAY)
    end = Duty(kind="end", label="Fin de la COF", due_on=date(2030, 10, 5))

    cases: list[list[Duty]] = [[], [done], [done, one], [one, one], [end]]
    assert [plain(duties_reading(rows, DAY)) for rows in cases] == [
        "",
        "Rien n’est dû : ce qui est noté est envoyé ou sans objet.",
        "Une échéance est à venir : « Bilan », le 31 mars 2027.",
        "Deux échéances à venir, la première le 31 mars 2027 : « Bilan ».",
        "Une fin est notée : « Fin de la COF », le 5 octobre 2030.",
    ]
    assert plain(when_words(end, DAY)) == "dans plus de trois ans"
    assert plain(duty_sentence(one, (), DAY)) == (
        "À rendre le 31 mars 2027, dans plus de quatre mois."
    )


def test_panel_shows_the_act_the_pieces_and_the_years_before(
    officer: Client, cooperation: Cooperation, report: Duty
) -> None:
    past = make_duty(
        cooperation=cooperation, label="Bilan 2024", funder=report.funder, due_on=date(2025, 11, 27)
    )
    Duty.objects.filter(pk=past.pk).update(done_on=date(2025, 11, 28))
    Duty.objects.filter(pk=report.pk).update(
        follows=past, article="8", consequence="second acompte suspendu", at_stake_cents=118_400_00
    )

    page = plain(officer.get(url(cooperation, "duty", report.pk)).text)

    for words in (
        "convention, article 8",
        "second acompte suspendu",
        "118 400 €",
        "reçue le 4 mai 2026",
        "Bilan 2024",
        "envoyé le 28 novembre 2025, un jour de retard",
    ):
        assert words in page


def test_page_of_a_duty_has_one_filled_button_and_the_gesture_that_it_waits_for(
    officer: Client, cooperation: Cooperation, report: Duty
) -> None:
    Duty.objects.filter(pk=report.pk).update(due_on=TODAY + timedelta(days=3))
    page = officer.get(url(cooperation, "duty", report.pk)).text
    Duty.objects.filter(pk=report.pk).update(due_on=TODAY + timedelta(days=300))
    far = officer.get(url(cooperation, "duty", report.pk)).text
    Duty.objects.filter(pk=report.pk).update(done_on=TODAY)
    done = officer.get(url(cooperation, "duty", report.pk)).text

    send = f'<a class="m-button m-button-main" href="{url(cooperation, "duty_send", report.pk)}">'
    assert [one.count("m-button-main") for one in (page, far, done)] == [1, 1, 1]
    assert [send in one for one in (page, far, done)] == [True, True, False]
    assert ["Attendu de vous" in one for one in (page, far, done)] == [True, False, False]


def test_an_end_is_not_to_be_sent_and_leads_to_what_follows(
    officer: Client, cooperation: Cooperation
) -> None:
    end = make_duty(cooperation=cooperation, kind="end", label="Fin : Charte 2022-2026")
    near = {"due_on": TODAY + timedelta(days=3)}
    pages = []
    for fields in ({}, near, {"origin": "agreement:7"}):
        Duty.objects.filter(pk=end.pk).update(**fields)
        pages.append(officer.get(url(cooperation, "duty", end.pk)).text)

    gestures = (
        url(cooperation, "duty_waive", end.pk),
        reverse("governance:agreement", args=[cooperation.slug, 7]),
    )
    main = [f'<a class="m-button m-button-main" href="{one}">' for one in gestures]
    assert [[one in page for one in main] for page in pages] == [
        [False, False],
        [True, False],
        [False, True],
    ]
    assert ["Envoyer «" in page for page in pages] == [False, False, False]


def test_a_structure_is_led_to_the_piece_that_it_owes(
    sign_in: SignIn, cooperation: Cooperation, report: Duty
) -> None:
    piece = report.pieces.get(received_on=None)
    partner = sign_in("partner")
    access = Access.objects.get(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=piece.organisation)

    page = partner.get(url(cooperation, "duty", report.pk)).text
    every = [plain(one.get(url(cooperation)).text) for one in (sign_in("team"), partner)]

    give = f'<a class="m-button m-button-main" href="{url(cooperation, "duty_piece", piece.pk)}">'
    assert (give in page, page.count("m-button-main")) == (True, 1)
    closed = "Ce que doivent les autres ne vous est pas ouvert."
    assert [closed in text for text in every] == [False, True]
