"""Every form, at both widths, in light and in dark: axe finds nothing and nothing overflows."""

import pytest

from tests.browser.conftest import Open, overflows, violations
from tests.browser.crowd import make_crowd

FORMS = (
    "registre/",
    "matrice/",
    "matrice/?case=1~2",
    "frise/",
    "fiche/",
    "carte/",
    "missions/",
    "missions/?vue=colonnes",
    "missions/?profil=ctg",
    "formulaire/",
    "",
)
pytestmark = pytest.mark.django_db(transaction=True)


def test_no_form_has_a_violation(opened: Open, look: tuple[str, str]) -> None:
    make_crowd(40)
    page = opened("/exemples/", size=look[0], theme=look[1])
    names: list[str] = []

    for form in FORMS:
        page.goto(f"{page.url.partition('/exemples/')[0]}/exemples/{form}", wait_until="load")
        names += [f"{form} {fault}" for fault in violations(page)]
        names += [f"{form} overflows"] * (overflows(page) > 0)

    assert names == []


def test_fault_is_found(opened: Open) -> None:
    page = opened("/exemples/fiche/")

    page.evaluate("document.querySelector('h1').outerHTML = '<img src=\"data:,\"><h5>x</h5>'")

    assert {line.partition(":")[0] for line in violations(page)} >= {"image-alt"}
