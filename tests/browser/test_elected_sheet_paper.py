"""What an élu takes to a meeting is one side of A4, however long the words are."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from maillage.foundation.cooperations.models import Cooperation
from tests.browser.conftest import Open
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_spokesperson
from tests.trade.governance.commitments.makers import make_commitment
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.makers import make_agenda_item, make_body, make_meeting, make_seat
from tests.trade.plan.makers import make_action, make_share

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Convention de partage du coût de l’ingénierie entre les communes et leurs intercommunalités"


def test_seven_long_lines_in_each_part_stay_on_one_side(
    opened: Open, cooperation: Cooperation
) -> None:
    access = make_access(cooperation=cooperation, role="elected")
    bouin = member_with_name(cooperation, "Commune de Bouin")
    make_spokesperson(access=access, organisation=bouin)
    body = make_body(cooperation=cooperation)
    make_seat(body=body, organisation=bouin)
    meeting = make_meeting(body=body, held_on=timezone.localdate())
    for number in range(1, 8):
        name = f"{LONG}, lot {number}"
        decision = make_joint_decision(cooperation=cooperation, title=name)
        make_deliberation(decision=decision, organisation=bouin)
        make_commitment(cooperation=cooperation, organisation=bouin, label=name)
        make_agenda_item(meeting=meeting, title=name, rank=number)
        make_share(
            action=make_action(cooperation=cooperation, title=name),
            organisation=bouin,
            role="pilot",
        )

    page = opened("/compte/connexion/")
    origin = sign_in(page, access)
    page.goto(origin + reverse("directory:elected_sheet", args=[cooperation.slug]))
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))

    text = " ".join(paper.pages[0].extract_text().split())
    assert len(paper.pages) == 1
    assert text.count("Deux autres ne sont pas sur cette page.") == 4
    assert "Imprimer cette page" not in text
