"""A table of contributions on screen: its columns, its check, what came and is not noted."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillage.core.links import address
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.trade.funding.contributions.models import Contribution, ContributionCall
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_contribution_receipt,
    make_cost_key,
)

pytestmark = pytest.mark.django_db
HEADERS = "Structure;Année;Appelé;Versé;Date de versement"
DAY = "jour de l’import"
SETTLED = "Cinq colonnes sur cinq sont reconnues. Aucune n’attend votre choix."


@pytest.fixture(autouse=True)
def _at_once(settings: object) -> None:
    """Tasks run where they are enqueued."""
    settings.TASKS = {  # type: ignore[attr-defined]  # pytest-django's wrapper
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}
    }


def start(access: Access) -> str:
    return address("exchange:import_wizard", access.cooperation.slug)


def page_of(officer: Client, access: Access, step: str = "") -> str:
    """What the last import says at a step, in one line of plain spaces."""
    url = f"{start(access)}{Import.objects.latest('pk').pk}/{step}"
    page = officer.get(url, follow=True).content.decode()
    return " ".join(page.replace("\xa0", " ").replace("\u202f", " ").split())


def sent(officer: Client, access: Access, text: str) -> str:
    """The page of the columns of a file that has just been brought in."""
    file = SimpleUploadedFile("appels.csv", text.encode())
    officer.post(start(access), {"file": file, "target": "contributions"})
    return page_of(officer, access, "colonnes/")


def checked(officer: Client, access: Access, text: str, remember: str = "", **columns: str) -> str:
    """The page that checks a file, these columns being chosen, and remembered where asked."""
    sent(officer, access, text)
    url = f"{start(access)}{Import.objects.latest('pk').pk}/colonnes/"
    names = {f"column-0-{letters}": field for letters, field in columns.items()}
    officer.post(url, {"sheet": "csv", **names, **({"remember": remember} if remember else {})})
    return page_of(officer, access, "verifier/")


def entered(officer: Client, access: Access, *ticked: str) -> str:
    """The report of the file that was checked, these boxes being ticked."""
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    officer.post(url, {"step": "import", **{f"apart-{cell}": "on" for cell in ticked}})
    return page_of(officer, access)


def paid_in_part(access: Access, *, is_called: bool = True) -> Contribution:
    """A thousand euros, all called, of which four hundred came on 4 May."""
    one = make_contribution(cooperation=access.cooperation)
    make_contribution_receipt(contribution=one)
    if is_called:
        make_contribution_call(contribution=one)
    return one


def row_of(one: Contribution, received: str, day: str = "") -> str:
    return f"{HEADERS}\n{one.organisation.name};{one.year};1 000;{received};{day}\n"


def rows_in(page: str) -> list[list[str]]:
    """The cells of the table of what is understood, row by row, then its totals."""
    table = page.partition("Ce que chaque structure paie</caption>")[2].partition("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", one) for one in table.split("<tr ")[2:]]
    cells = [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in rows]
    return [*cells[:-1], cells[-1][1:]]


def came(one: Contribution) -> list[tuple[int, str]]:
    return [(each.cents, f"{each.on}") for each in one.receipts.order_by("pk")]


def test_every_column_is_recognised_by_its_header(officer: Client, access: Access) -> None:
    page = sent(officer, access, f"{HEADERS}\nCC du Lac;2026;1 200;600;28/11/2026\n")

    assert (SETTLED in page, page.count("en-tête reconnu")) == (True, 5)
    assert "<b>CC du Lac, 2026</b>" in page
    assert [words for words in (">votre choix<", "None", "de contacts") if words in page] == []


def test_what_is_left_to_pay_is_no_question(officer: Client, access: Access) -> None:
    page = sent(officer, access, "Structure;Année;Appelé;Reste dû\nCaf;2026;1 200;600\n")

    assert "Trois colonnes sur quatre sont reconnues. Aucune n’attend votre choix." in page


def test_a_column_left_as_it_was_is_nobodys_choice(officer: Client, access: Access) -> None:
    text = f"{HEADERS}\nCC du Lac;2026;1 200;600;28/11/2026\n"
    guessed = {
        "A": "organisation_name",
        "B": "funding_year",
        "C": "amount_called",
        "D": "amount_received",
    }

    checked(officer, access, text, **guessed, E="ignored")

    page = page_of(officer, access, "colonnes/")
    assert (page.count("en-tête reconnu"), page.count(">votre choix<")) == (4, 1)


def test_what_was_chosen_for_a_file_of_this_form_is_said_of_the_last_time(
    officer: Client, access: Access
) -> None:
    text = f"{HEADERS}\nCC du Lac;2026;1 200;600;28/11/2026\n"
    checked(officer, access, text, **CHOSEN | {"E": "ignored"}, remember="on")

    page = sent(officer, access, text)

    assert (page.count("en-tête reconnu"), page.count(">votre choix, la dernière fois<")) == (4, 1)


@pytest.mark.parametrize("beside", ["SIRET", "Courriel"])
def test_what_is_called_and_came_is_no_file_of_contacts(
    officer: Client, access: Access, beside: str
) -> None:
    page = sent(officer, access, f"Structure;{beside};Année;Appelé;Reçu\nCC du Lac;x;2026;9;9\n")

    assert "Ceci ressemble à un suivi de contributions." in page
    assert "fichier de contacts" not in page


def test_a_list_of_grants_is_still_said_to_be_one(officer: Client, access: Access) -> None:
    page = sent(
        officer,
        access,
        "Bénéficiaire;SIRET;Objet;Montant demandé;Montant accordé;Montant versé;Payé le;Année\n"
        "Le Bief;x;Animation;1 200;1 100;600;12/03/2026;2026\n",
    )

    assert "Ceci ressemble à une liste de subventions versées." in page


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Structure;Appelé\nCC du Lac;1 200\nCaf;300\n",
            "« Année » : choisissez-la, ou écrivez-la au-dessus de votre tableau.",
        ),
        (
            "Structure;Année\nCC du Lac;2026\nCaf;2026\n",
            "« Prévue », « Appelée » ou « Reçue » : laquelle est-ce ?",
        ),
    ],
)
def test_a_column_without_which_nothing_enters_is_asked_for(
    officer: Client, access: Access, text: str, question: str
) -> None:
    page = sent(officer, access, text)

    assert (question in page, "Aucune n’attend" in page, "None" in page) == (True, False, False)
    choices = {"A": "organisation_name", "B": "ignored"}
    assert checked(officer, access, text, **choices).count("Aucune colonne ne dit") == 1


def test_a_year_that_one_row_lacks_is_asked_at_that_row(officer: Client, access: Access) -> None:
    page = sent(officer, access, "Structure;2026;Appelé\nCC du Lac;1 200;300\n")

    assert "Aucune colonne ne dit" not in page


def test_contribution_called_beside_its_day_is_what_is_called(
    officer: Client, access: Access
) -> None:
    page = sent(
        officer, access, "Structure;Année;Contribution appelée;Date d’appel\nCaf;2026;12;12/03/2026"
    )

    assert "appelée 12 €" in page


@pytest.mark.parametrize("less", ["-50", "− 50 €", "- 50", "–50 (trop-perçu)"])
def test_a_sum_below_zero_counts_in_the_total(officer: Client, access: Access, less: str) -> None:
    rows = f"CC du Lac;2026;14 200\nCaf;2026;1 500\nLe Bief;2026;{less}\nTotal;;15 650\n"

    page = checked(officer, access, f"Structure;Année;Appelé\n{rows}", C="amount_called")

    assert "ne tombe pas juste" not in page


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("1 500", "Ce total ne tombe pas juste : 16 000 écrit, 15 700 au-dessus, sur deux lignes."),
        ("entre 2 et 5 k€", ""),
        ("3 à 5 k€", ""),
        ("1 000 + 800", ""),
    ],
)
def test_a_wrong_total_says_the_sum_that_is_found_and_a_range_has_none(
    officer: Client, access: Access, second: str, words: str
) -> None:
    rows = f"CC du Lac;2026;14 200\nCaf;2026;{second}\nTotal;;16 000\n"

    page = checked(officer, access, f"Structure;Année;Appelé\n{rows}", C="amount_called")

    assert ("ne tombe pas juste" in page, words in page) == (bool(words), True)


CHOSEN = {
    "A": "organisation_name",
    "B": "funding_year",
    "C": "amount_called",
    "D": "amount_received",
    "E": "received_on",
}


@pytest.mark.parametrize(
    ("received", "words", "noted"),
    [
        (
            "1 000",
            "400 € sont notés reçus, votre tableau en dit 1 000 € en tout. Il manque un versement "
            "de 600 €, le 28 novembre 2026.",
            [(400_00, "2026-05-04"), (600_00, "2026-11-28")],
        ),
        (
            "300",
            "400 € sont notés reçus. Ces 300 € du 28 novembre 2026 sont-ils un versement de plus ?",
            [(400_00, "2026-05-04"), (300_00, "2026-11-28")],
        ),
        (
            "400",
            "400 € sont notés reçus. Ces 400 € du 28 novembre 2026 sont-ils un versement de plus ?",
            [(400_00, "2026-05-04"), (400_00, "2026-11-28")],
        ),
        (
            "1 200",
            "de 800 €, le 28 novembre 2026. Ce serait plus que ce qui est appelé, 1 000 €.",
            [(400_00, "2026-05-04"), (800_00, "2026-11-28")],
        ),
    ],
)
def test_what_came_and_is_not_noted_is_asked_then_noted(
    officer: Client,
    access: Access,
    received: str,
    words: str,
    noted: list[tuple[int, str]],
) -> None:
    one = paid_in_part(access)
    text = row_of(one, received, "28/11/2026")

    page = checked(officer, access, text, **CHOSEN)
    report = entered(officer, access, "csv!D2")

    assert (words in page, "Non coché, il n’est pas noté." in page) == (True, True)
    assert "Ce que vous ne cochez pas n’est pas noté." in page
    assert "l’import fait ce que dit chaque ligne" not in page
    assert ("Une suggestion suivie" in report, "Non coché" in report) == (True, False)
    assert "<dt>versement à confirmer</dt><dd>1</dd>" in page
    assert came(one) == noted
    assert "<dt>contribution complétée</dt><dd>1</dd>" in report
    assert "versement à confirmer</dt><dd>0" in checked(officer, access, text, **CHOSEN)


def test_what_came_without_its_day_is_noted_on_the_day_of_the_import(
    officer: Client, access: Access
) -> None:
    one = paid_in_part(access)

    page = checked(officer, access, row_of(one, "1 000"), **CHOSEN)
    entered(officer, access, "csv!D2")

    assert "un versement de 600 €, sans date : il serait noté au jour de l’import." in page
    receipt = one.receipts.latest("pk")
    assert (receipt.cents, receipt.how) == (
        600_00,
        "Jour de l’import : le fichier appels.csv n’en dit pas.",
    )


def test_a_sum_that_may_be_all_or_a_part_is_asked_both_ways(
    officer: Client, access: Access
) -> None:
    one = paid_in_part(access)

    page = checked(officer, access, row_of(one, "500", "28/11/2026"), **CHOSEN)
    entered(officer, access, "csv!E2")

    assert ("Noter 100 €" in page, "Noter 500 €" in page) == (True, True)
    assert came(one)[1:] == [(500_00, "2026-11-28")]


@pytest.mark.parametrize(("received", "day"), [("400", "04/05/2026"), ("400", ""), ("0", "")])
def test_what_is_noted_already_asks_nothing(
    officer: Client, access: Access, received: str, day: str
) -> None:
    one = paid_in_part(access)

    page = checked(officer, access, row_of(one, received, day), **CHOSEN)

    assert ("suggestion" in page, "Tout est lu sans question." in page) == (False, True)
    assert "Rien n’est entré : tout était déjà connu." in entered(officer, access)


def test_a_receipt_among_several_is_known_by_its_day(officer: Client, access: Access) -> None:
    one = paid_in_part(access)
    one.receipts.create(cents=300_00, on=date(2026, 10, 12), means="act")

    page = checked(officer, access, row_of(one, "300", "12/10/2026"), **CHOSEN)

    assert "versement de plus" not in page


def test_a_row_for_each_sum_that_came_is_as_many_receipts(officer: Client, access: Access) -> None:
    body = make_organisation(workspace=access.cooperation.workspace, name="Caf")
    rows = ["Caf;2026;1 000;400;04/05/2026", "Caf;2026;1 000;300;28/11/2026"]
    text = "\n".join([HEADERS, *rows])

    first = checked(officer, access, text, **CHOSEN)
    entered(officer, access)
    again = checked(officer, access, f"{text}\nCaf;2026;1 000;250;29/11/2026\n", **CHOSEN)
    entered(officer, access, "csv!D4")

    one = Contribution.objects.get(organisation=body)
    assert ("suggestion" in first, again.count("versement de plus")) == (False, 1)
    assert [cents for cents, _day in came(one)] == [400_00, 300_00, 250_00]
    assert one.calls.count() == 1


def test_two_rows_that_call_different_sums_ask_which_is_right(
    officer: Client, access: Access
) -> None:
    body = make_organisation(workspace=access.cooperation.workspace, name="Caf")
    rows = ["Caf;2026;600;400;04/05/2026", "Caf;2026;400;300;28/11/2026"]
    text = "\n".join([HEADERS, *rows])

    page = checked(officer, access, text, **CHOSEN)
    (main,) = re.findall(r'm-button-main"[^>]*>([^<]+)', page.partition("<main")[2])
    first, second, both = re.findall(r'name="(choice-[^"]+)" value="([^"]+)"', page)
    entered(officer, access)
    silent = Contribution.objects.count()
    checked(officer, access, text, **CHOSEN)
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    officer.post(url, {first[0]: second[1], "step": "check"})
    entered(officer, access)

    one = Contribution.objects.get(organisation=body)
    assert ("Votre fichier dit plusieurs sommes" in page, main) == (True, "Vérifier à nouveau")
    assert ("Ligne 2 : appelée 600 €" in page, "Ligne 3 : appelée 400 €" in page) == (True, True)
    assert (both[1].endswith(":all-100000"), silent) == (True, 0)
    assert (
        "Avec chaque réponse entrent aussi les versements de 400 € (ligne 2) et 300 € (ligne 3)."
        in page
    )
    assert [call.cents for call in one.calls.all()] == [400_00]
    assert [cents for cents, _day in came(one)] == [400_00, 300_00]


def two_sums_checked(officer: Client, access: Access) -> str:
    """The page that checks two calls of one structure, of which one says what came."""
    for name in ("Caf", "MSA"):
        make_organisation(workspace=access.cooperation.workspace, name=name)
    rows = ["Caf;2026;600;;", "Caf;2026;400;100;28/11/2026", "MSA;2026;500;;"]
    return checked(officer, access, "\n".join([HEADERS, *rows]), **CHOSEN)


def test_the_check_shows_what_is_called_and_what_came(officer: Client, access: Access) -> None:
    page = two_sums_checked(officer, access)
    report = entered(officer, access)

    assert rows_in(page) == [
        ["Caf", "2026", DAY, "28 nov.", "à trancher : 600 € ou 400 €", "à trancher : 100 €"],
        ["MSA", "2026", DAY, "", "500 €", ""],
        ["500 € à entrer", "0 € à entrer"],
    ]
    assert "Avec chaque réponse entre aussi le versement de 100 € (ligne 3)." in page
    assert "<dt>versement noté</dt>" not in report


@pytest.mark.parametrize(
    ("answer", "sums"),
    [
        (":60000", ["600 €", "1 100 €"]),
        (":40000", ["400 €", "900 €"]),
        (":all-100000", ["1 000 €", "1 500 €"]),
    ],
)
def test_the_sum_answered_is_shown_and_written_with_what_came(
    officer: Client, access: Access, answer: str, sums: list[str]
) -> None:
    choices = re.findall(
        r'name="(choice-[^"]+)" value="([^"]+)"', two_sums_checked(officer, access)
    )
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    name, key = next(one for one in choices if one[1].endswith(answer))
    officer.post(url, {name: key, "step": "check"})
    page = page_of(officer, access, "verifier/")
    report = entered(officer, access)

    first, _other, totals = rows_in(page)
    calls = ContributionCall.objects.filter(contribution__organisation__name="Caf")
    assert (first[2:], totals) == ([DAY, "28 nov.", sums[0], "100 €"], [sums[1], "100 €"])
    assert [plain(euros_words(one.cents)) for one in calls] == sums[:1]
    assert "rien n’entre pour cette structure" not in page
    assert "<dt>versement noté</dt><dd>1</dd>" in report


def test_what_is_noted_or_wrong_is_shown_and_not_added_up(officer: Client, access: Access) -> None:
    one = paid_in_part(access)
    text = f"{row_of(one, '1 000', '28/11/2026')}Les Amis du Val;2026;100;50;\n"

    page = checked(officer, access, text, **CHOSEN)

    assert [row[-2:] for row in rows_in(page)] == [
        ["déjà là : 1 000 €", "à trancher : 1 000 €"],
        ["à corriger : 100 €", "à corriger : 50 €"],
        ["0 € à entrer", "0 € à entrer"],
    ]


def test_sums_that_differ_in_a_file_ask_nothing_of_what_is_noted(
    officer: Client, access: Access
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Caf")
    checked(officer, access, f"{HEADERS}\nCaf;2026;600;400;04/05/2026\n", **CHOSEN)
    entered(officer, access)
    rows = ["Caf;2026;600;400;04/05/2026", "Caf;2026;500;;"]

    page = checked(officer, access, "\n".join([HEADERS, *rows]), **CHOSEN)

    assert "Cette structure est déjà là pour cette année" in page
    assert "plusieurs sommes" not in page


def test_what_waited_for_an_answer_is_said_and_nothing_is_said_to_be_followed(
    officer: Client, access: Access
) -> None:
    one = paid_in_part(access)
    checked(officer, access, row_of(one, "1 000", "28/11/2026"), **CHOSEN)

    report = entered(officer, access)

    assert "Rien n’est entré : voyez ci-dessous ce qui est à reprendre." in report
    assert f"{one.organisation.name}, 2026 : 600 €, reçus le 28 novembre 2026." in report
    assert ("suivie" in report, "Une remarque sur ce fichier" in report) == (False, True)
    assert came(one) == [(400_00, "2026-05-04")]


def test_a_sum_that_stays_as_it_was_noted_is_in_view(officer: Client, access: Access) -> None:
    one = paid_in_part(access)
    text = f"Structure;Année;Appelé\n{one.organisation.name};2026;1 200\n"

    page = checked(officer, access, text, C="amount_called")

    assert '<details class="m-gap-m" open> <summary>Une valeur diffère' in page
    assert f'm-elsewhere">{one.organisation.name} · 2026</span>' in page
    assert "Rien n’est entré : ce que Maillage avait noté est gardé" in entered(officer, access)


def test_a_name_that_was_not_ticked_is_no_suggestion_followed(
    officer: Client, access: Access
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Caf")
    text = "Structure;Année;Appelé\nCaf;2026;1 200\nLes Amis du Val;2026;100\n"
    checked(officer, access, text, C="amount_called")

    assert "suivie" not in entered(officer, access)


def test_nothing_to_read_again_is_no_main_gesture_before_a_cell_is_corrected(
    officer: Client, access: Access
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Caf")
    text = "Structure;Année;Appelé\nCaf;2026;1 200\nLe Bief;2026;-50\n"
    main, again = "m-button m-button-main", ' type="submit" name="step" value="check">Vérifier'

    page = checked(officer, access, text, C="amount_called")
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    officer.post(url, {"page": "lignes:1", "cell-csv!C3": "50"})

    assert f'{main}"{again}' not in page
    assert f'{main}" type="submit" name="step" value="import"' in page
    assert f'{main}"{again}' in page_of(officer, access, "verifier/")


def test_the_sharing_that_has_no_frozen_key_is_named_with_its_page(
    officer: Client, access: Access
) -> None:
    one = make_contribution(cooperation=access.cooperation)
    one.sharing = make_cost_key().sharing
    one.save()

    page = checked(
        officer,
        access,
        f"Structure;Année;Appelé\n{one.organisation.name};{one.year};4 000\n",
        A="organisation_name",
        B="funding_year",
        C="amount_called",
    )

    assert f"Cette contribution vient du partage « {one.sharing.label} »" in page
    assert address("funding:sharing", access.cooperation.slug, one.sharing_id) in page
