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
LOOKS = (("wide", "light"), ("wide", "dark"), ("phone", "light"), ("phone", "dark"))


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("size", "theme"), LOOKS)
@pytest.mark.parametrize("form", FORMS)
def test_form_has_no_violation_and_fits(opened: Open, form: str, size: str, theme: str) -> None:
    make_crowd(40)

    page = opened(f"/exemples/{form}", size=size, theme=theme)

    assert violations(page) == []
    assert overflows(page) == 0


def test_fault_is_found(opened: Open) -> None:
    page = opened("/exemples/fiche/")

    page.evaluate("document.querySelector('h1').outerHTML = '<img src=\"data:,\"><h5>x</h5>'")

    assert {line.partition(":")[0] for line in violations(page)} >= {"image-alt"}
