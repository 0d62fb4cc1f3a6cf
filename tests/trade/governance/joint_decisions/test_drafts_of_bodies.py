"""A draft deliberation speaks as its own body: a chamber, a département, a caisse, a syndicate."""

import io

import pypdf
import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from tests.foundation.documents.makers import make_letterhead
from tests.trade.governance.joint_decisions.test_draft_deliberations import council_of, draft

pytestmark = pytest.mark.django_db


def test_a_chamber_of_agriculture_deliberates_in_session(access: Access) -> None:
    read = " ".join(
        draft(access, council_of(access, "Chambre d’agriculture", "chamber", "chamber"))
    )

    assert [word for word in ("conseil d’administration", "statuts") if word in read] == []
    assert "Vu le règlement intérieur de la Chambre d’agriculture ;" in read
    assert "selon son règlement intérieur" in read


def test_a_departement_reports_and_may_decide_by_its_permanent_commission(access: Access) -> None:
    one = council_of(access, "Département de la Sarne", "departement", "departement")
    read = " ".join(draft(access, one))

    assert (
        "le conseil départemental de la Sarne (ou sa commission permanente, par délégation du ……), "
        "rapport adressé le ……, s’est réuni à ……"
    ) in read
    assert "convocation affichée" not in read


def test_a_caf_writes_in_its_own_words(access: Access) -> None:
    read = draft(access, council_of(access, "Caf de la Sarne", "social", "private_body"))

    assert "Extrait du procès-verbal du conseil d’administration" in read
    assert "Délibération n° ……" in read
    text = " ".join(read)
    assert "D’imputer la dépense : …… (fonds d’action sociale)" in text
    assert [one for one in ("registre", "budget", "scrutin public") if one in text] == []


def test_an_amendment_names_no_representative(access: Access) -> None:
    amendment = council_of(access, "Aubry", "commune", "commune", "Avenant n° 1 à la charte")
    charter = council_of(access, "Brix", "commune", "commune")

    assert "De désigner" not in " ".join(draft(access, amendment))
    assert "Article 4. De notifier" in " ".join(draft(access, amendment))
    assert "(article à retirer s’il n’y a personne à désigner)" in " ".join(draft(access, charter))


def test_a_small_commune_and_a_syndicate_choose_how_they_publish(access: Access) -> None:
    small = council_of(access, "Aubry", "commune", "commune")
    small.population = 900
    small.save()
    syndicate = council_of(access, "SIVOM", "syndicate", "closed_syndicate")
    epci = council_of(access, "CC du Val", "epci", "epci")
    words = "par affichage ou sur papier, selon le choix du"

    assert [words in " ".join(draft(access, one)) for one in (small, syndicate, epci)] == [
        True,
        True,
        False,
    ]


def test_the_annexed_text_begins_its_own_page(access: Access) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    written = write_paper(access, "draft_deliberation", one.pk, "pdf")
    assert written is not None

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written.content)).pages]

    assert pages[-1].startswith("Annexe")
    assert "peut être contestée" in pages[-2]


def test_the_body_that_writes_notifies_nothing_to_itself(access: Access) -> None:
    make_letterhead(cooperation=access.cooperation, sender="CC du Val")

    assert "notifier" not in " ".join(
        draft(access, council_of(access, "CC du Val", "epci", "epci"))
    )
