"""Competences and mandates in the browser: axe, keyboard, without script, on a phone, large."""

import pytest
from playwright.sync_api import Page, expect

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Competence, Mandate, Member, Organisation, Person
from tests.browser.conftest import Open, overflows, violations
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation

