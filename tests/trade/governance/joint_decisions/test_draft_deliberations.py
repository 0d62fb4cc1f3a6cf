"""The draft deliberation: an extract in the name of its body, with the texts of that body alone."""

import io
from datetime import date

import docx
import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from tests.foundation.cooperations.makers import make_access
from tests.foundation.documents.makers import make_letterhead
from tests.ground.territories.makers import make_territory
from tests.trade.governance.joint_decisions.drafts import articles, council_of, draft, in_office
from tests.trade.governance.joint_decisions.makers import make_answer, make_executive

pytestmark = pytest.mark.django_db


def test_draft_is_the_paper_of_its_own_body(access: Access) -> None:
    make_letterhead(cooperation=access.cooperation, sender="CC du Bocage")
    one = council_of(access, "Aubry", "commune", "commune")
    one.organisation.territory = make_territory(name="Aubry")
    one.organisation.territory.departements = "44 85"
    one.organisation.territory.save()
    one.organisation.save()
    make_territory(name="Loire-Atlantique", kind="departement", code="44")

    read = draft(access, one)

    assert read[:2] == ["Commune d’Aubry", "Département : Loire-Atlantique"]
    assert "Projet de délibération" in read
    assert read[-1].startswith("Projet de délibération, édité le ")
    assert [line for line in read if "du Bocage" in line] == [
        "Article 5. De notifier la présente délibération à la communauté de communes du Bocage."
    ]
    assert "1 rue du Lavoir" not in " ".join(read)
    assert any("tribunal administratif de Nantes" in line for line in read)


def test_draft_is_notified_to_nobody_that_no_letterhead_names(access: Access) -> None:
    read = " ".join(draft(access, council_of(access, "Aubry", "commune", "commune")))

    assert "Article 5. De notifier la présente délibération ……" in read
    assert access.cooperation.workspace.name not in read


def test_what_nobody_recorded_is_dotted_and_what_is_recorded_is_not(access: Access) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    dotted = " ".join(draft(access, one))
    one.act_number, one.transmitted_on, one.published_on = (
        "2026-41",
        date(2026, 10, 14),
        date(2026, 10, 15),
    )
    one.save()
    make_answer(deliberation=one, voted_on=date(2026, 10, 9), text=one.text)

    filled = " ".join(draft(access, one))

    assert "Délibération n° ……" in dotted
    assert "Séance du 10 décembre 2026, conseil municipal" in dotted
    assert "Transmise au représentant de l’État le …… ; publiée le ……" in dotted
    assert "Délibération n° 2026-41" in filled
    assert "Séance du 9 octobre 2026" in filled
    assert (
        "Transmise au représentant de l’État le 14 octobre 2026 ; publiée le 15 octobre 2026 en "
        "ligne par …… ; exécutoire le 15 octobre 2026 (CGCT L. 2131-1)."
    ) in filled
    for words in (
        "Membres composant le conseil : …… ; en exercice : …… ; présents : ……",
        "Secrétaire de séance : ……",
        "Quorum constaté pour ce point : …… (CGCT L. 2121-17)",
        "Le quorum étant atteint et après en avoir délibéré, par …… voix pour, …… voix contre et "
        "…… abstentions, le conseil municipal décide :",
        "version 1 du 1er septembre 2026, annexé à la présente délibération.",
    ):
        assert words in dotted


def test_the_parts_stand_in_the_order_of_an_extract(access: Access) -> None:
    read = " ".join(draft(access, council_of(access, "Aubry", "commune", "commune")))
    parts = (
        "convoqué le",
        "Membres composant",
        "Secrétaire de séance",
        "Rapport présenté",
        "Exposé des motifs",
        "Vu le code",
        "Considérant",
        "après en avoir délibéré",
        "Article 1er. D’approuver",
        "Article 2. D’autoriser …… [la maire ou le maire] à signer",
        "Article 3. D’inscrire la dépense",
        "Article 4. De désigner",
        "Fait et délibéré",
        "Transmise au représentant",
        "peut être contestée",
        "Annexe à la délibération n° …… du 10 décembre 2026 Charte de coopération, version 1",
    )

    places = [read.index(part) for part in parts]

    assert places == sorted(places)
    assert "mpreinte" not in read


@pytest.mark.parametrize(
    ("name", "kind", "council", "cited"),
    [
        ("Aubry", "commune", "commune", {"L2121-29", "L2131-1", "L2121-17"}),
        (
            "CC du Val",
            "epci",
            "epci",
            {"L5211-1", "L5211-3", "L5211-9", "L5214-16", "L5211-40-2", "L2121-17", "L2131-1"},
        ),
        (
            "SIVU",
            "syndicate",
            "commune_syndicate",
            {"L5211-1", "L5211-3", "L5212-1", "L5211-40-2", "L2121-17", "L2131-1"},
        ),
        (
            "Pays",
            "syndicate",
            "closed_syndicate",
            {"L5211-1", "L5211-3", "L5711-1", "L5211-40-2", "L2121-17", "L2131-1"},
        ),
        ("Pôle", "syndicate", "open_syndicate", {"L5721-1", "L5721-4", "L3131-1"}),
        ("Sarne", "departement", "departement", {"L3211-1", "L3131-1", "L3121-14"}),
        ("Ouest", "region", "region", {"L4221-1", "L4141-1", "L4132-13"}),
        ("Caf de la Sarne", "social", "private_body", {"L263-1", "L151-1", "R151-1"}),
        ("MSA de la Sarne", "social", "private_body", {"L726-1"}),
        ("Les Voisins", "association", "association", set()),
        ("Chambre d’agriculture", "chamber", "chamber", {"L510-1", "L511-1"}),
        ("Chambre de métiers", "chamber", "chamber", set()),
        (
            "SIVOM d’Aubry",
            "syndicate",
            "closed_syndicate",
            {"L5211-1", "L5211-3", "L5212-1", "L5211-40-2", "L2121-17", "L2131-1"},
        ),
    ],
)
def test_each_body_cites_its_own_articles(
    access: Access, name: str, kind: str, council: str, cited: set[str]
) -> None:
    assert articles(draft(access, council_of(access, name, kind, council))) == cited


def test_a_chamber_is_an_assembly(access: Access) -> None:
    one = council_of(access, "Chambre de métiers", "chamber", "chamber")

    text = " ".join(draft(access, one))
    make_executive(one)
    letter = write_paper(access, "referral_letter", one.pk, "docx")

    assert (
        "la Chambre de métiers, convoquée le ……, s’est réunie en assemblée générale à ……"
    ) in text
    assert ", la chambre, réunie en assemblée générale, décide :" in text
    assert letter is not None
    paragraphs = docx.Document(io.BytesIO(letter.content)).paragraphs
    assert any(
        "à l’ordre du jour de l’assemblée générale de la Chambre" in one.text for one in paragraphs
    )


@pytest.mark.parametrize(
    ("kind", "council", "doubts"),
    [
        (
            "departement",
            "departement",
            "Avant de signer, relisez : le code général des collectivités territoriales, notamment "
            "ses articles L3211-1 et L3131-1 (vérifié sur un texte de 2020).",
        ),
        (
            "commune",
            "commune",
            "Avant de signer, relisez : le code général des collectivités territoriales, notamment "
            "ses articles L2121-29 et L2131-1 (vérifié sur un texte de 2020).",
        ),
        ("association", "association", ""),
    ],
)
def test_what_is_to_verify_stands_beside_the_act_and_not_in_it(
    officer: Client, access: Access, kind: str, council: str, doubts: str
) -> None:
    one = council_of(access, "Sarne", kind, council)

    act = " ".join(draft(access, one))
    pages = [
        officer.get(reverse(f"governance:{page}", args=[access.cooperation.slug, number])).text
        for page, number in (
            ("joint_decision_council", one.pk),
            ("joint_decision", one.decision_id),
        )
    ]

    assert "vérifié" not in act
    for page in pages:
        text = " ".join(page.replace("\xa0", " ").replace("\u202f", " ").split())
        assert ("Avant de signer, relisez" in text) == bool(doubts)
        assert doubts in text


@pytest.mark.parametrize("name", ["Caf de la Sarne", "MSA de la Sarne"])
def test_a_caisse_transmits_publishes_and_challenges_nothing(access: Access, name: str) -> None:
    read = " ".join(draft(access, council_of(access, name, "social", "private_body")))

    words = ("représentant de l’État", "publiée", "tribunal", "collectivités", "L2121")
    assert [word for word in words if word in read] == []
    assert "le conseil d’administration" in read


@pytest.mark.parametrize(
    ("civility", "function", "words"),
    [
        ("Mme", "Maire", ("Madame la maire", "La maire", "adressé à Madame la maire")),
        ("M.", "maire d’Aubry", ("Monsieur le maire", "Le maire", "adressé à Monsieur le maire")),
        (
            "",
            "Maire",
            (
                "Anne Le Goff [la maire ou le maire]",
                "[La maire ou le maire]",
                "adressé [à la maire ou au maire]",
            ),
        ),
        (
            "Mme",
            "Maire adjointe",
            (
                "…… [la maire ou le maire]",
                "[La maire ou le maire]",
                "adressé [à la maire ou au maire]",
            ),
        ),
    ],
)
def test_the_executive_is_named_as_the_directory_knows(
    access: Access, civility: str, function: str, words: tuple[str, str, str]
) -> None:
    phrase, title, appeal = words
    one = council_of(access, "Aubry", "commune", "commune")
    in_office(one.organisation, civility, function)

    read = draft(access, one)

    assert (
        f"Article 2. D’autoriser {phrase} à signer ce texte et les actes qui en découlent." in read
    )
    name = "……" if "adjointe" in function else "Anne Le Goff"
    at = read.index(title)
    assert read[at : at + 3] == [title, "Secrétaire de séance", f"\n\n\n{name}"]
    assert appeal in " ".join(read)


def test_an_observer_reads_no_name_in_a_draft(access: Access) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    in_office(one.organisation, "Mme", "Maire")
    observer = make_access(cooperation=access.cooperation, role="observer")

    assert "Le Goff" in " ".join(draft(access, one))
    assert "Le Goff" not in " ".join(draft(observer, one))
