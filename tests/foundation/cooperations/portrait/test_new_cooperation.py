"""Opening a cooperation with its profile."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maillage.core.tools import tools
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.profiles.first_tools import first_tools
from maillage.foundation.cooperations.profiles.rules import ORDER, profile
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_administrator

pytestmark = pytest.mark.django_db
URL = "/cooperations/ouvrir/"


def test_administrator_opens_and_becomes_officer(client: Client) -> None:
    administrator = make_administrator()
    client.force_login(administrator.user)

    page = client.post(
        URL,
        {
            "name": "CTG du Pays de Retz",
            "workspace": administrator.workspace.pk,
            "profile": "ctg",
        },
    )

    opened = Cooperation.objects.get()
    assert (opened.name, opened.profile) == ("CTG du Pays de Retz", "ctg")
    assert [(a.user, a.role) for a in Access.objects.all()] == [(administrator.user, "officer")]
    assert page["Location"] == reverse("missions:mission_map", args=[opened.slug])


def test_page_shows_what_the_profile_opens(client: Client) -> None:
    client.force_login(make_administrator().user)

    page = client.get(URL, {"profile": "ctg"})

    assert "De côté\u00a0: 40 missions sur 74" in page.text
    assert "un partenaire" in page.text


def test_stranger_to_the_workspace_opens_nothing(client: Client) -> None:
    workspace = make_administrator().workspace
    client.force_login(make_user())

    client.post(URL, {"name": "CTG", "workspace": workspace.pk, "profile": "ctg"})

    assert not Cooperation.objects.exists()


def test_missing_name_keeps_the_choice(client: Client) -> None:
    administrator = make_administrator()
    client.force_login(administrator.user)

    page = client.post(URL, {"name": "", "workspace": administrator.workspace.pk, "profile": "pat"})

    assert 'value="pat" checked' in page.text
    assert not Cooperation.objects.exists()


@pytest.mark.parametrize("key", ORDER)
def test_only_tools_that_exist_are_announced(client: Client, key: str) -> None:
    client.force_login(make_administrator().user)
    offered = tuple(tool for tool in tools.ask() if "officer" in tool.roles)
    words = {tool.word for tool in offered}
    first = first_tools(key, offered)

    page = client.get(f"{URL}?profile={key}").text.replace("\u00a0", " ")

    opened = page.partition('<ol class="m-ten">')[2].partition("</ol>")[0]
    assert re.findall(r"<b>(.*?)</b>", opened) == [one.label for one in first]
    assert [len(first), [one for one in first if one.tool not in words]] == [10, []]
    to_come = ", ".join(one.label for one in profile(key).first if one.tool not in words)
    assert (f"Bientôt : {to_come}." in page) == bool(to_come)
    assert "Vos trois premiers gestes" in page


def test_what_a_profile_puts_aside_never_completes_its_ten() -> None:
    offered = tuple(tool for tool in tools.ask() if "officer" in tool.roles)
    aside = profile("ctg").aside

    first = {one.tool for one in first_tools("ctg", offered)}

    own = {one.tool for one in profile("ctg").first}
    completed = [tool for tool in offered if tool.word in first - own]
    assert [tool.word for tool in completed if set(tool.missions) <= set(aside)] == []
    assert first & {"history", "positions", "lead_partner", "decisions"} == set()
