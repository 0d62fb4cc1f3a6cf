"""A draft deliberation speaks as its own body: a chamber, a département, a caisse, a syndicate."""

import io
from datetime import date

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.joint_decisions.papers.motives import motives as reasons
from maillage.trade.governance.models import JointDecision, TextVersion
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_letterhead
from tests.ground.actors.makers import make_subject
from tests.ground.directory.makers import make_organisation
from tests.trade.governance.joint_decisions.drafts import council_of, draft
from tests.trade.governance.joint_decisions.makers import make_answer, make_deliberation
from tests.trade.governance.makers import make_lead_partner

pytestmark = pytest.mark.django_db


def test_a_chamber_of_agriculture_deliberates_in_session(access: Access) -> None:
    read = " ".join(
        draft(access, council_of(access, "Chambre d’agriculture", "chamber", "chamber"))
    )

    assert [word for word in ("conseil d’administration", "statuts") if word in read] == []
    assert "Vu le règlement intérieur de la Chambre d’agriculture ;" in read
    assert "Projet de délibération Session du 10 décembre 2026, Chambre d’agriculture" in read
    assert read.count("[à vérifier : voies et délais de recours contre les actes") == 1
    assert "Considérant les missions de la chambre ;" in read
    assert "la Chambre d’agriculture, convoquée le ……, s’est réunie en session à ……" in read
    assert "Membres composant la chambre" in read
    assert "Quorum constaté pour ce point : …… Ne prennent part" in read
    assert ", la chambre, réunie en session, décide :" in read
    assert "Transmise à l’autorité de tutelle le …… [à retirer si elle n’a pas à l’être]" in read
    assert "…… [la présidente ou le président] à signer" in read


def test_a_departement_reports_and_may_decide_by_its_permanent_commission(access: Access) -> None:
    one = council_of(access, "Département de la Sarne", "departement", "departement")
    read = " ".join(draft(access, one))

    assert (
        "le conseil départemental de la Sarne [ou : la commission permanente, par délégation du "
        "……], rapport adressé le ……, s’est réuni à ……"
    ) in read
    assert "le conseil départemental [ou : la commission permanente] décide" in read
    assert "convocation affichée" not in read


def test_a_caf_writes_in_its_own_words(access: Access) -> None:
    read = draft(access, council_of(access, "Caf de la Sarne", "social", "private_body"))

    assert "Projet de délibération" in read
    assert "Délibération n° ……" in read
    text = " ".join(read)
    assert "D’imputer la dépense : ……, sur les fonds d’action sociale [article" in text
    assert [one for one in ("registre", "budget", "scrutin public") if one in text] == []


def test_an_amendment_names_no_representative(access: Access) -> None:
    amendment = council_of(access, "Aubry", "commune", "commune", "Avenant n° 1 à la charte")
    charter = council_of(access, "Brix", "commune", "commune")

    assert "De désigner" not in " ".join(draft(access, amendment))
    assert "Article 4. De notifier" in " ".join(draft(access, amendment))
    assert "[article à retirer s’il n’y a personne à désigner]" in " ".join(draft(access, charter))


def test_a_small_commune_and_a_syndicate_choose_how_they_publish(access: Access) -> None:
    small = council_of(access, "Aubry", "commune", "commune")
    small.population = 900
    small.save()
    syndicate = council_of(access, "SIVOM", "syndicate", "closed_syndicate")
    epci = council_of(access, "CC du Val", "epci", "epci")
    words = "[en ligne, par affichage ou sur papier] par ……"

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


def test_nothing_in_a_draft_explains_or_repeats_what_it_asks(access: Access) -> None:
    read = " ".join(draft(access, council_of(access, "Aubry", "commune", "commune")))

    helps = ("il faut plus de", "selon le choix", "par délégation")
    assert [one for one in helps if one in read] == []
    assert (
        "Considérant l’incidence financière : …… ; [à retirer s’il n’y en a pas] Considérant "
        "l’avis de la commission …… du …… ; [à retirer s’il n’y en a pas] Le quorum étant atteint"
    ) in read


@pytest.mark.parametrize(
    ("question", "words", "motives"),
    [
        (
            "Adopter la charte ?",
            "Article 1. Le cap est fixé.\n\nArticle 2 : La clé suit.",
            "Il est proposé d’adopter la charte. Le texte soumis prévoit ceci : le cap est fixé ; "
            "la clé suit. [motifs à compléter]",
        ),
        ("Créer le service.", "", "Il est proposé de créer le service. [motifs à compléter]"),
        (
            "Faut-il une charte ?",
            "",
            "La question posée est la suivante : faut-il une charte. [motifs à compléter]",
        ),
        (
            "",
            "Article 1er. Le cap.",
            "Le texte soumis prévoit ceci : le cap. [motifs à compléter]",
        ),
        (
            "Adopter la charte",
            "Article 1. " + "cap " * 200,
            "Il est proposé d’adopter la charte. [motifs à compléter]",
        ),
        ("", "", "……"),
    ],
)
def test_the_statement_of_reasons_says_the_question_and_the_text(
    question: str, words: str, motives: str
) -> None:
    text = TextVersion(words=words)

    assert reasons(JointDecision(question=question), text) == motives


def test_the_voices_recorded_are_written(access: Access) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    answer = make_answer(deliberation=one, voted_on=date(2026, 12, 10), text=one.text)
    answer.votes_for, answer.votes_against, answer.abstentions = 12, 1, 0
    answer.save()

    assert (
        "après en avoir délibéré, par 12 voix pour, 1 voix contre et 0 abstention, le conseil "
        "municipal décide :"
    ) in " ".join(draft(access, one))


def test_a_visa_names_no_decision_later_than_the_paper() -> None:
    access = make_access(cooperation=make_cooperation(profile="ctg"))
    one = council_of(access, "CC du Val", "epci", "epci", "Avenant")
    caf = make_deliberation(
        decision=one.decision,
        organisation=make_organisation(
            workspace=access.cooperation.workspace, name="Caf de la Sarne", kind="social"
        ),
        council="private_body",
    )
    make_answer(deliberation=caf, voted_on=date(2026, 11, 16))
    words = (
        "Vu la décision du conseil d’administration de la caisse d’allocations familiales de la "
        "Sarne du 16 novembre 2026 ;"
    )

    is_citeds = []
    for sent_on in (date(2026, 10, 12), date(2026, 11, 16), None):
        one.sent_on = sent_on
        one.save()
        is_citeds.append(words in draft(access, one))

    assert is_citeds == [False, True, True]


def test_an_act_is_notified_to_who_carries_a_cooperation_that_is_no_body(access: Access) -> None:
    cooperation = access.cooperation
    make_letterhead(cooperation=cooperation, sender=cooperation.name)
    one = council_of(access, "Aubry", "commune", "commune")

    dotted = " ".join(draft(access, one))
    carrier = make_organisation(workspace=cooperation.workspace, name="CC du Val", kind="epci")
    lead = make_lead_partner(cooperation=cooperation, organisation=carrier)
    lead.subject = make_subject(cooperation=cooperation, kind="cooperation")
    lead.save()
    carried = " ".join(draft(access, one))
    make_organisation(workspace=cooperation.workspace, name=cooperation.name)
    itself = " ".join(draft(access, one))

    notified = "De notifier la présente délibération"
    assert f"{notified} ……" in dotted
    assert f"{notified} à la communauté de communes du Val." in carried
    assert f"{notified} au Pays de Retz." in itself


def test_an_act_cites_the_paper_that_its_rule_comes_from(access: Access) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    one.decision.rule_source = "article 6 de la charte de coopération du 12 mars 2021"
    one.decision.save()

    assert "Vu la charte de coopération du 12 mars 2021, notamment son article 6 ;" in draft(
        access, one
    )


@pytest.mark.parametrize(
    ("kind", "council", "is_secret"),
    [("commune", "commune", True), ("association", "association", False)],
)
def test_a_designation_is_voted_as_its_council_must(
    access: Access, kind: str, council: str, is_secret: bool
) -> None:
    read = " ".join(draft(access, council_of(access, "Aubry", kind, council)))

    ballot = "De désigner [au scrutin secret, ou à main levée si l’assemblée le décide"
    assert (ballot in read) is is_secret
    assert "Objet : Charte de coopération : approbation [et désignation]" in read


def test_a_caf_communicates_its_decision_and_councillors_are_informed(access: Access) -> None:
    caf = " ".join(draft(access, council_of(access, "Caf de la Sarne", "social", "private_body")))
    epci = " ".join(draft(access, council_of(access, "CC du Val", "epci", "epci")))

    assert (
        "Communiquée à l’autorité compétente de l’État le …… [à vérifier : CSS L. 151-1 et "
        "R. 151-1]." in caf
    )
    assert "les missions d’action sociale et familiale de la caisse ;" in caf
    assert (
        "Information des conseillères et conseillers municipaux des communes membres qui ne "
        "siègent pas : convocation et note adressées le …… ; liste des délibérations adressée le "
        "…… (CGCT L. 5211-40-2)."
    ) in epci


def test_a_text_that_cites_an_annex_is_questioned_on_the_screen(
    officer: Client, access: Access
) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    url = reverse("governance:joint_decision_council", args=[access.cooperation.slug, one.pk])
    before = officer.get(url).text
    TextVersion.objects.update(words="Article 2. Le plan annexé est remplacé.")

    assert ["Le texte cite une annexe" in page for page in (before, officer.get(url).text)] == [
        False,
        True,
    ]


def test_the_departement_is_read_in_the_address_when_no_territory_says_it(access: Access) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    one.organisation.address = "1 place du Marché\n49100 Aubry"
    one.organisation.save()

    assert "tribunal administratif de Nantes" in " ".join(draft(access, one))


def test_the_last_articles_stay_with_the_signatures(access: Access) -> None:
    one = council_of(access, "Aubry", "commune", "commune")
    written = write_paper(access, "draft_deliberation", one.pk, "docx")
    assert written is not None

    read = docx.Document(io.BytesIO(written.content))

    styles = {item.text[:9]: item.style.name for item in read.paragraphs if item.style}
    assert [styles[f"Article {number}"] for number in "345"] == ["Article"] * 3
    assert styles["Fait et d"] == "Formule"
    assert read.styles["Article"].paragraph_format.keep_with_next is True
    stays = [
        item.paragraph_format.keep_with_next for item in read.tables[0].rows[0].cells[0].paragraphs
    ]
    assert stays == [True]
