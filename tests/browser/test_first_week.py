"""The first week of an officer, from an empty installation, within a third of its gestures."""

import pytest
from pytest_django import Settings

from maillage.foundation.cooperations.links.services import first_path
from maillage.ground.directory.models import Member, Person
from tests.browser.conftest import Open
from tests.browser.first_week import (
    Mouse,
    drop_the_contact_file,
    open_the_installation,
    place_the_members,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _at_once(settings: Settings) -> None:
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}
    }


def test_first_week(opened: Open) -> None:
    page = opened(first_path())
    page.set_default_timeout(5000)
    mouse = Mouse(page)
    try:
        _story(mouse)
    except Exception as e:
        print("URL", page.url); print(page.inner_text("body")[:3500]); print([a for a in page.eval_on_selector_all("a,button,summary","xs=>xs.map(x=>x.tagName+':'+x.textContent.trim().slice(0,60))")][:120]); print(str(e)[:400])
        raise


def _story(mouse):

    open_the_installation(mouse)
    drop_the_contact_file(mouse)
    print(mouse.page.inner_text("main")[:1500])
    place_the_members(mouse)

    assert (Person.objects.count(), Member.objects.count()) == (20, 11)
    print(mouse.counts.words())
