"""Drafts of a CTG: its own texts, its caisse."""

import io
from datetime import date

import docx
import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import make_organisation
from tests.ground.territories.makers import make_territory
from tests.trade.governance.joint_decisions.drafts import articles, council_of, draft, in_office
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_executive,
)

pytestmark = pytest.mark.django_db


def test_a_caf_is_signed_by_its_president_and_its_director(access: Access) -> None:
    one = council_of(access, "Caf de la Sarne", "social", "private_body")
    in_office(one.organisation, "Mme", "Directrice")

    read = draft(access, one)

    assert (
        "Article 2. D’autoriser …… [la présidente ou le président du conseil d’administration] et "
        "Madame la directrice à signer ce texte et les actes qui en découlent."
    ) in read
    at = read.index("[La présidente ou le président du conseil d’administration]")
    assert read[at : at + 4] == [
        "[La présidente ou le président du conseil d’administration]",
        "La directrice",
        "\n\n\n……",
        "\n\n\nAnne Le Goff",
    ]


@pytest.fixture
def ctg() -> Access:
    """The access of an officer to a CTG."""
    return make_access(cooperation=make_cooperation(profile="ctg"))


OF_CTG = {"L263-1", "L223-1", "L227-1", "L227-3"}


def test_a_ctg_cites_its_own_texts_beside_those_of_the_body(ctg: Access) -> None:
    one = council_of(ctg, "CC du Val", "epci", "epci", "Avenant petite enfance")
    one.organisation.territory = make_territory(name="CC du Val", kind="epci", code="1")
    one.organisation.territory.type = "CC"
    one.organisation.territory.save()
    one.organisation.save()
    caf = make_deliberation(
        decision=one.decision,
        organisation=make_organisation(
            workspace=ctg.cooperation.workspace, name="Caf de la Sarne", kind="social"
        ),
        council="private_body",
    )
    make_answer(deliberation=caf, voted_on=date(2026, 11, 16))

    read = [line for line in draft(ctg, one) if line.startswith("Vu ")]

    assert read == [
        "Vu le code général des collectivités territoriales, notamment ses articles L. 5211-1, "
        "L. 5211-3, L. 5211-9 et L. 5214-16 ;",
        "Vu les statuts de la communauté de communes du Val ;",
        "Vu le code de la sécurité sociale, notamment ses articles L. 263-1, L. 223-1 et "
        "L. 227-1 à L. 227-3 ;",
        "Vu le code de l’action sociale et des familles, notamment ses articles L. 214-1-3 et "
        "L. 214-2 ;",
        "Vu l’arrêté du 3 octobre 2001 relatif à l’action sociale des caisses d’allocations "
        "familiales ;",
        "Vu la décision du conseil d’administration de la caisse d’allocations familiales de la "
        "Sarne du 16 novembre 2026 ;",
        "Vu la convention territoriale globale (CTG) signée le [date à compléter], et la "
        "délibération du [date à compléter] qui l’a approuvée ;",
    ]
    own = articles(draft(ctg, caf))
    assert own == OF_CTG | {"L214-1-3", "L214-2", "L151-1", "R151-1"}


@pytest.mark.parametrize(
    ("kind", "council"),
    [("commune", "commune"), ("epci", "epci"), ("social", "private_body")],
)
def test_no_paper_of_a_ctg_cites_the_law_of_an_entente(
    ctg: Access, kind: str, council: str
) -> None:
    one = council_of(ctg, "Caf de la Sarne", kind, council)
    make_executive(one)

    for word, number in (
        ("draft_deliberation", one.pk),
        ("referral_letter", one.pk),
        ("tracking_table", one.decision_id),
    ):
        written = write_paper(ctg, word, number, "docx")
        assert written is not None
        read = docx.Document(io.BytesIO(written.content))
        text = " ".join(item.text for item in read.paragraphs)
        assert "L5221" not in text
        assert "entente" not in text.lower()
