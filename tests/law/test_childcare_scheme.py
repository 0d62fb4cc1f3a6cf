"""The scheme of childcare is read with its article and its parts."""

from datetime import date

from maillage.law.childcare_scheme import childcare_scheme


def test_scheme_lists_the_parts_of_its_article() -> None:
    scheme = childcare_scheme()

    assert (scheme.article, scheme.checked_on) == ("CASF, art. D214-10-1", date(2026, 11, 2))
    assert [(one.part, one.key) for one in scheme.parts] == [
        ("1°", "facilities"),
        ("2°", "needs"),
        ("3°", "gap"),
        ("4° a", "objectives"),
        ("4° b", "jobs"),
        ("4° c", "families"),
        ("4° d", "quality"),
        ("4° e", "investments"),
        ("4° g", "calendar"),
    ]
