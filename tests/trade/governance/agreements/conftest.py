"""An agreement of two communes: its draft, and the same once frozen."""

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.agreements import freezing
from maillage.trade.governance.agreements.models import Agreement
from tests.trade.governance.agreements.amended_text import BASE
from tests.trade.governance.agreements.drafts import a_member, get
from tests.trade.governance.agreements.makers import (
    make_agreement,
    make_agreement_party,
    make_agreement_text,
)


@pytest.fixture
def draft(access: Access) -> Agreement:
    """A draft of two communes, which the team alone reads."""
    agreement = make_agreement(cooperation=access.cooperation, visibility="team")
    for name in ("Aubry", "Brolles"):
        organisation = a_member(access.cooperation, name)
        make_agreement_party(agreement=agreement, organisation=organisation, needs="council")
    make_agreement_text(agreement=agreement)
    return get(access, agreement)


@pytest.fixture
def frozen(access: Access, draft: Agreement) -> Agreement:
    """The same, frozen."""
    freezing.freeze(access=access, agreement=draft, read=draft.version)
    return get(access, draft)


@pytest.fixture
def agreement(access: Access) -> Agreement:
    """A draft of one article, that everybody reads."""
    agreement = make_agreement(cooperation=access.cooperation)
    make_agreement_text(agreement=agreement, words=f"Article 4. Les charges\n{BASE}")
    return agreement
