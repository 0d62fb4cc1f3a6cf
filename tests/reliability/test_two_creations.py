"""Two people create the same structure at once: one stands, the other person reads the refusal."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from tests.conftest import signed_in
from tests.reliability.simultaneous import ON_SERVER, Post, at_once

pytestmark = pytest.mark.django_db(transaction=ON_SERVER)
SIREN = "200043123"


def adding(access: Access, name: str) -> Post:
    """Somebody about to add a structure of this name under the number."""
    client: Client = signed_in(access)
    url = reverse("directory:organisation_add", args=[access.cooperation.slug])
    sent = {"name": name, "kind": "association", "siren": SIREN, "confirmed": "on"}
    return lambda: client.post(url, sent)


def test_two_structures_of_one_number_created_at_once(access: Access) -> None:
    posts = [adding(access, "Les Voisins du Bief"), adding(access, "Le Bief")]

    pages = at_once(posts, Organisation)

    assert sorted(page.status_code for page in pages) == [302, 422]
    [refused] = [page for page in pages if page.status_code == 422]
    assert "Une structure porte déjà ce SIREN" in unescape(refused.text)
    assert Organisation.objects.filter(siren=SIREN).count() == 1
