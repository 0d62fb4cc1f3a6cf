"""Cards of telephones and mail programs are read, and ours come back as they left."""

import pytest

from maillage.core.vcards import Card, write_vcards
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.reading.vcards import HEADERS

OLD_TELEPHONE = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=A9;;;\r\n"
    "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Communaut=C3=A9 de communes du=\r\n"
    " Val d=E2=80=99Orne\r\n"
    "TEL;CELL:06 39 98 10 01\r\nTEL;HOME:01 99 00 10 99\r\nEND:VCARD\r\n"
)
NEW_PROGRAM = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Paul Verdier\nN:Verdier;Paul;Marie;M.;\n"
    "ORG:Caf de la Sarne;Action sociale\nTITLE:Conseiller technique\\, enfance\n"
    "item1.EMAIL;TYPE=work:paul.verdier@caf.example.org\nEMAIL;TYPE=home:paul@home.example.org\n"
    'TEL;VALUE=uri;TYPE="voice,work":tel:+33199001002\nBDAY:19700101\nNOTE:gaucher\n'
    "ADR;TYPE=work:;;12 rue du Moulin;Brolles;;49100;France\n"
    "ADR;TYPE=home:;;3 rue du Lac;Ormelle;;49200;France\nURL:https://caf.example.org\nEND:VCARD\n"
)


def rows(content: bytes) -> list[dict[str, object]]:
    """What each card says, by header."""
    [sheet] = open_content(content).sheets
    assert [sheet.text(1, column) for column in sheet.rows[1]] == list(HEADERS)
    return [
        {HEADERS[column - 1]: value for column, value in sheet.rows[row].items()}
        for row in sorted(sheet.rows)[1:]
    ]


def test_card_of_an_old_telephone_is_read_without_the_home() -> None:
    assert rows(OLD_TELEPHONE.encode()) == [
        {
            "Structure": "Communauté de communes du Val d’Orne",
            "Nom": "Lefèvre",
            "Prénom": "Zoé",
            "Téléphone": "06 39 98 10 01",
        }
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_card_of_a_program_is_read_in_any_encoding(encoding: str) -> None:
    assert rows(NEW_PROGRAM.encode(encoding)) == [
        {
            "Structure": "Caf de la Sarne",
            "Service": "Action sociale",
            "Civilité": "M.",
            "Nom": "Verdier",
            "Prénom": "Paul Marie",
            "Fonction": "Conseiller technique, enfance",
            "Courriel": "paul.verdier@caf.example.org",
            "Téléphone": "+33199001002",
            "Adresse": "12 rue du Moulin",
            "Code postal": "49100",
            "Ville": "Brolles",
            "Site internet": "https://caf.example.org",
        }
    ]


def test_our_card_comes_back_as_it_left() -> None:
    card = Card(
        "d’Herbemont; de Vaux",
        "Élise",
        "Mme",
        "Syndicat mixte du bassin de l’Orne, de la Sarne et de leurs affluents, pôle de Brolles",
        "Directrice, enfance\\jeunesse",
        ("elise@orne.example.org", "contact@orne.example.org"),
        ("01 99 00 10 01",),
    )

    content = write_vcards([card, card])

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert rows(content) == 2 * [
        {
            "Structure": card.organisation,
            "Civilité": "Mme",
            "Nom": card.family,
            "Prénom": "Élise",
            "Fonction": card.function,
            "Courriel": "elise@orne.example.org ; contact@orne.example.org",
            "Téléphone": "01 99 00 10 01",
        }
    ]


def test_cards_that_name_nobody_are_refused_in_a_sentence() -> None:
    with pytest.raises(UnreadableFileError, match="ne nomment personne"):
        open_content(b"BEGIN:VCARD\nVERSION:3.0\nTEL:0199001001\nEND:VCARD\n")
