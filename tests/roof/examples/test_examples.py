import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from maillage.roof.examples.urls import urlpatterns

pytestmark = pytest.mark.django_db
PAGES = [pattern.name or "" for pattern in urlpatterns if pattern.name != "person"]


@pytest.mark.parametrize("name", PAGES)
def test_example_is_shown_where_it_is_switched_on(name: str, settings: Settings) -> None:
    settings.EXAMPLES = True

    page = Client().get(reverse(f"examples:{name}"))

    assert page.status_code == 200
    assert page.text.count("<h1>") == 1


@pytest.mark.parametrize("name", PAGES)
def test_example_does_not_exist_elsewhere(name: str) -> None:
    assert Client().get(reverse(f"examples:{name}")).status_code == 404
