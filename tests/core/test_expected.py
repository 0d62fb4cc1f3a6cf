"""What a page expects of its reader is a call, a step, gestures to choose from, or nothing."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from maillage.core.agenda import Turn, Waiting
from maillage.core.expected import page_expects
from tests.ground.directory.reading import plain

CALL = Waiting("Répondre à la réserve", "Les horaires d’été.", "/decision/", verb="Répondre")
STEP = Waiting("Nommer", "Un siège est vide.", "/instance/", turn=Turn.COMPLETES)
NOWHERE = Waiting("Attendre le vote", "Conseil le 8 décembre.", "")
HERE = Waiting("Attendre le vote", "Conseil le 8 décembre.", "/ici/")
GESTURE = '<li><a href="/corriger/">Corriger</a></li>'


def _shown(of_tool: Waiting | None, inside: str, own: Waiting | None = None) -> str:
    """The block of a page at /ici/, its tool calling for this, in one line."""
    template = Template("{% load maillage %}{% expected gesture %}" + inside + "{% endexpected %}")
    request = RequestFactory().get("/ici/")
    context = {"expected": lambda: of_tool, "gesture": own, "request": request}
    return plain(template.render(Context(context)))


@pytest.mark.parametrize(
    ("of_tool", "inside", "own", "wanted", "unwanted"),
    [
        (None, "", None, "", "aside"),
        (None, GESTURE, None, "m-expected-bare", "m-button-main"),
        (None, GESTURE, None, '<a class="m-button" href="/corriger/">', "m-more"),
        (None, GESTURE * 3, None, "m-more", 'class="m-button" href="/corriger/"'),
        (CALL, "", None, "Attendu de vous", "m-expected-done"),
        (CALL, GESTURE, None, "Autres gestes", "m-expected-bare"),
        (STEP, "", None, "m-expected-done", "Attendu de vous"),
        (CALL, "", HERE, "Conseil le 8 décembre.", "m-button-main"),
        (CALL, "", NOWHERE, "Conseil le 8 décembre.", "m-button-main"),
    ],
)
def test_block_says_what_is_expected_or_is_not_there(
    of_tool: Waiting | None, inside: str, own: Waiting | None, wanted: str, unwanted: str
) -> None:
    shown = _shown(of_tool, inside, own)

    assert (wanted in shown, unwanted in shown) == (True, False)
    assert "Rien ne vous attend" not in shown


@pytest.mark.parametrize(
    ("own", "fills"), [(CALL, True), (HERE, False), (NOWHERE, False), (None, False)]
)
def test_page_has_its_filled_button_where_a_gesture_leads_elsewhere(
    own: Waiting | None, *, fills: bool
) -> None:
    context = Context({"gesture": own, "request": RequestFactory().get("/ici/")})

    assert page_expects(context) == fills
