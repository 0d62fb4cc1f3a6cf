"""`{% url %}` says what Django's own tag says, however it is asked."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse


def _written(words: str, **context: object) -> str:
    return Template(words).render(Context(context))


def test_address_of_a_page_by_its_parts() -> None:
    shown = _written("{% url 'directory:person' slug 12 %}", slug="pays")
    assert shown == reverse("directory:person", args=["pays", 12])


def test_address_is_asked_with_names_or_kept_for_later() -> None:
    requested = "{% url 'missions:mission_map' cooperation=slug as page %}<{{ page }}>"
    page = reverse("missions:mission_map", args=["pays"])
    assert _written(requested, slug="pays") == f"<{page}>"
    assert _written("{% url 'missions:mission_map' cooperation=slug %}", slug="pays") == page


def test_page_that_does_not_exist_is_shown() -> None:
    with pytest.raises(NoReverseMatch):
        _written("{% url 'directory:nowhere' 1 %}")
