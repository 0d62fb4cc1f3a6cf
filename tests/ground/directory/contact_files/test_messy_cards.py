"""Contacts written as cards, one label a line, become the right structures and people."""

from tests.ground.directory.contact_files.test_messy_lists import mandates_of, reached, read


def test_cards_one_under_the_other_are_as_many_contacts() -> None:
    plan = read(
        [
            ["FICHES CONTACTS"], [], ["CC DU VAL DORÉ"],
            ["Nom Prénom", "LE GOFF Yann"], ["Fonction", "Président"],
            ["Adresse", "1 place"], ["", "79300 Vaux"],
            ["Tél", "01 99 00 03 01"], ["Tél", "06 39 98 03 02"], ["Mail", ""], [],
            ["MAIRIE DE VAUX"],
            ["Nom Prénom", "DUPONT Marie"], ["Fonction", "DGS"], ["Mail", "md@vaux.example.org"],
        ]
    )  # fmt: skip

    assert mandates_of(plan) == [
        ("Yann", "LE GOFF", "CC DU VAL DORÉ", "Président"),
        ("Marie", "DUPONT", "MAIRIE DE VAUX", "DGS"),
    ]
    assert reached(plan) == {
        "LE GOFF": ([], ["0199000301", "0639980302"]),
        "DUPONT": (["md@vaux.example.org"], []),
    }
    assert [o.facts.get("postcode") for o in plan.organisations] == ["79300", None]
    assert {p.code for p in plan.problems} == {"cards_turned", "several_phones"}


def test_cards_side_by_side_are_as_many_contacts() -> None:
    plan = read(
        [
            ["Structure", "CC du Val Doré", "Caf"],
            ["Nom", "LE GOFF", "SANE"],
            ["Prénom", "Yann", "Ali"],
            ["Mail", "", "a.sane@caf.example.org"],
        ]
    )

    assert mandates_of(plan) == [
        ("Yann", "LE GOFF", "CC du Val Doré", None),
        ("Ali", "SANE", "Caf", None),
    ]
    assert reached(plan) == {"SANE": (["a.sane@caf.example.org"], [])}
