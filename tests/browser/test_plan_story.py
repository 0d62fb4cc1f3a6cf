"""From an officer's own messy plan to a fiche that the committee validates, gestures counted."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import Settings

from bench.gestures import Counts, Mouse
from maillage.core import french
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.plan.models import (
    Action,
    ActionStep,
    Dependency,
    FicheText,
    FicheVersion,
    Objective,
    Project,
    Share,
    ShareAnswer,
    SlipAcknowledgement,
)
from tests.browser.conftest import Open
from tests.browser.plan_file import NAMES, messy_plan
from tests.browser.test_doors_axe import PASSWORD, sign_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import (
    make_contact,
    make_mandate,
    make_person,
    make_spokesperson,
)
from tests.tasks import AT_ONCE
from tests.trade.governance.makers import make_body

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, SECOND = (f"Ouvrir le lieu d’accueil n° {number} à Saint-Mars" for number in (1, 2))
PUT_TO = ("Commune de Vue", "Caf de Retz", "MSA de Retz")
ANSWERED_BY = "Anne Leray, coordinatrice"
REFUSAL = "Pas d’agent avant l’été."
LEASE, FURNITURE, WHY_LATE = "Signer le bail", "Installer le mobilier", "Il manque une pièce."
SEEN = "Nous prévenons l’équipe."
DETAIL, FINDING = "Un lieu ouvert le mercredi.", "Vingt enfants attendent une place."
COMMITTEE, PROJECT = "Comité de pilotage", "Une micro-crèche au bourg"


def later(days: int) -> date:
    """A day, counted from today."""
    return timezone.localdate() + timedelta(days=days)


def typed(day: date) -> str:
    """The day as one writes it."""
    return f"{day:%d/%m/%Y}"


def plain(paper: PdfReader) -> str:
    """The words of a paper, on one line."""
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


@pytest.fixture
def access(transactional_db: None, settings: Settings) -> Access:
    """An officer, five members with someone to write to, a steering committee."""
    settings.TASKS = AT_ONCE
    access = make_access(user=make_user(password=PASSWORD))
    for number, name in enumerate(NAMES):
        organisation = member_with_name(access.cooperation, name)
        person = make_person(
            workspace=access.cooperation.workspace, family_name=f"Leray {number}", given_name="Anne"
        )
        make_mandate(person=person, organisation=organisation)
        make_contact(person=person, value=f"anne{number}@retz.example.org")
    make_body(cooperation=access.cooperation, name=COMMITTEE)
    return access


@pytest.fixture
def partner(access: Access) -> User:
    """An account that speaks for the structure that will wait."""
    partner = make_access(
        user=make_user(password=PASSWORD), cooperation=access.cooperation, role=Role.PARTNER
    )
    structure = Organisation.objects.get(name="Commune de Vue")
    make_spokesperson(access=partner, organisation=structure)
    return partner.user


@dataclass
class Story:
    """An officer at work, those whom a link leads in, a partner with an account, two papers."""

    me: Mouse
    opened: Open
    partner: User
    guests: list[Counts] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)

    def open_action(self, title: str) -> None:
        """Goes to the sheet of an action, from whatever page is open."""
        self.me.follow("Actions", within="body")
        self.me.follow(title, within="main tbody th")

    def add_step(self, title: str, *, start_on: date, due_on: date) -> None:
        """Adds a step to the action on the screen."""
        self.me.follow("Ajouter une étape")
        self.me.write("Ce qui se fait", title)
        self.me.write("Début prévu", typed(start_on))
        self.me.write("Fin prévue", typed(due_on))
        self.me.press("Enregistrer")


def import_plan(story: Story) -> None:
    """The file is read, checked, and in."""
    me = story.me
    me.take("Plan d’action")
    me.give("plan.csv", messy_plan())
    me.press("Lire ce fichier")
    me.press("Vérifier les lignes")
    me.press("Importer")
    me.reads("60 lignes sont lues.")
    me.follow("Ouvrir le plan")


def open_plan(story: Story) -> None:
    """The members may read the actions that the team prepared."""
    story.me.unfold("Plus")
    story.me.follow("Partager le plan")
    story.me.press("Partager le plan")
    story.me.reads("Le plan est partagé.")


def put_parts(story: Story) -> None:
    """Three parts are put by link, and accepted on a telephone."""
    me = story.me
    for structure in PUT_TO:
        story.open_action(SECOND)
        row = me.page.get_by_role("row").filter(has_text=structure)
        me.tap(row.get_by_role("link", name="demander par lien").first)
        me.press("Préparer le lien")
        url = me.page.get_by_label("Le lien à transmettre").input_value()
        guest = Mouse(story.opened("/" + url.split("/", 3)[3], size="phone"), wait=8000)
        guest.take("Nous acceptons")
        guest.write("Votre nom et votre fonction", ANSWERED_BY)
        guest.press("Envoyer la réponse")
        guest.reads("Votre réponse est enregistrée")
        story.guests.append(guest.counts)


def refuse_by_phone(story: Story) -> None:
    """A fourth part is refused on the telephone: the officer notes it."""
    me = story.me
    story.open_action(FIRST)
    row = me.page.get_by_role("row").filter(has_text="Caf de Retz")
    me.tap(row.get_by_role("link", name="à demander").first)
    me.take("Nous ne pouvons pas")
    me.write("Sa réserve, ou la raison", REFUSAL)
    me.take("par téléphone")
    me.press("Enregistrer")
    me.reads("Trois parts : une refusée, deux à demander.")


def make_wait(story: Story) -> None:
    """A step of one action waits for a step of another, that another structure does."""
    me = story.me
    story.add_step(LEASE, start_on=later(40), due_on=later(45))
    story.open_action(SECOND)
    story.add_step(FURNITURE, start_on=later(50), due_on=later(60))
    me.unfold("Ce que vous pouvez faire")
    me.follow("Dire ce qu’elle attend")
    me.pick("Ce qui attend", FURNITURE)
    me.pick("Attend la fin de", LEASE)
    me.press("Enregistrer")
    me.reads("L’attente est notée")


def slip(story: Story) -> None:
    """What is awaited will end two months late."""
    me = story.me
    story.open_action(FIRST)
    row = me.page.get_by_role("row").filter(has_text=LEASE)
    me.tap(row.get_by_role("link", name="à venir").first)
    me.write("Elle finira le", typed(later(105)))
    me.write("En une phrase", WHY_LATE)
    me.press("Enregistrer")
    me.reads("La Commune de Vue attend")


def read_warning(story: Story) -> None:
    """The structure that waits reads it in its day, on a telephone, and says so."""
    page = story.opened("/compte/connexion/", size="phone")
    sign_in(page, story.partner)
    partner = Mouse(page, wait=8000)
    partner.reads(
        f"La Commune de Vue attend « {LEASE} » de la Commune de Rouans : « {FURNITURE} » ne peut "
        f"commencer avant le {french.long_date(later(105))}, au lieu du "
        f"{french.long_date(later(50))}."
    )
    partner.follow("Dire que c’est vu")
    partner.write("En quelques mots", SEEN)
    partner.press("C’est vu")
    partner.reads("C’est noté")
    story.guests.append(partner.counts)


def write_fiche(story: Story) -> None:
    """What the table did not say is written, then the fiche comes out on paper."""
    me = story.me
    story.open_action(SECOND)
    me.unfold("Ce que vous pouvez faire")
    me.follow("Modifier la fiche")
    me.unfold("Préciser")
    me.write("Ce que l’on fait", DETAIL)
    me.press("Enregistrer")
    me.follow("Lire la fiche du jour")
    me.follow("Écrire ses rubriques")
    me.write("Constat", FINDING)
    me.press("Enregistrer")
    me.follow("Fiche 1.2")
    with me.page.expect_download() as given:
        me.tap(me.page.locator("a[download]").filter(has_text="PDF").first)
    story.papers.append(plain(PdfReader(Path(given.value.path()))))


def validate_fiche(story: Story) -> None:
    """A version is proposed to the committee, which validates it."""
    me = story.me
    me.follow("Lire la fiche du jour")
    me.follow("Proposer une version")
    me.pick("À quelle instance", COMMITTEE)
    me.press("Figer cette version")
    me.follow("Dire qui l’a validée")
    me.write("Validée le", typed(later(0)))
    me.press("Enregistrer")
    me.reads("La version 1 est validée ; aucune rubrique n’a changé depuis.")


def print_review(story: Story) -> None:
    """A project is written down; the review that shows it comes out on paper."""
    me = story.me
    me.follow("Projets et porteurs", within="body")
    me.follow("Ajouter un projet")
    me.write("Projet", PROJECT)
    me.pick("Porté par", "Commune de Rouans")
    me.take("étude")
    me.press("Enregistrer")
    me.follow("Sélection de projets", within="body")
    me.follow("Revue de projets")
    me.reads(PROJECT)
    sheet = me.page.pdf(prefer_css_page_size=True, print_background=False)
    story.papers.append(plain(PdfReader(io.BytesIO(sheet))))


def _answers() -> list[tuple[str, ...]]:
    rows = ShareAnswer.objects.order_by("pk")
    return list(
        rows.values_list(
            "share__action__title",
            "share__organisation__name",
            "answer",
            "words",
            "means",
            "told_by",
        )
    )


def _steps() -> list[tuple[object, ...]]:
    rows = ActionStep.objects.order_by("pk")
    return list(rows.values_list("title", "start_on", "due_on", "announced_on", "possible_on"))


def _waits() -> list[tuple[str, str, int]]:
    rows = Dependency.objects.values_list("after_step__title", "before_step__title", "lag")
    return list(rows)


def _versions() -> list[tuple[object, ...]]:
    return [
        (one.number, one.state, str(one.body), one.on, [row["words"] for row in one.content])
        for one in FicheVersion.objects.all()
    ]


def recorded() -> dict[Callable[[Story], None], tuple[Callable[[], object], object]]:
    """What is read in the database after each step, and what it is."""
    accepted = [(SECOND, name, "accepted", "", "link", ANSWERED_BY) for name in PUT_TO]
    refused = (FIRST, "Caf de Retz", "refused", REFUSAL, "phone", "")
    furniture = (FURNITURE, later(50), later(60), None)
    fiche = [
        FINDING,
        "1 Grandir ensemble 1",
        DETAIL,
        "Commune de Vue, pilote\nCaf de Retz, contribue\nMSA de Retz, contribue",
        f"Du 1er\xa0janvier 2027 au 30\xa0juin 2027\n{FURNITURE}, {french.long_date(later(60))}",
    ]
    return {
        import_plan: (
            lambda: (Action.objects.count(), Objective.objects.count(), Share.objects.count()),
            (60, 6, 180),
        ),
        open_plan: (
            lambda: list(Action.objects.order_by().values_list("visibility").distinct()),
            [("members",)],
        ),
        put_parts: (_answers, accepted),
        refuse_by_phone: (_answers, [*accepted, refused]),
        make_wait: (
            lambda: (_steps(), _waits()),
            (
                [(LEASE, later(40), later(45), None, later(45)), (*furniture, later(60))],
                [(FURNITURE, LEASE, 0)],
            ),
        ),
        slip: (
            _steps,
            [(LEASE, later(40), later(45), later(105), later(105)), (*furniture, later(115))],
        ),
        read_warning: (
            lambda: list(
                SlipAcknowledgement.objects.values_list(
                    "dependency__after_step__title", "organisation__name", "days", "note"
                )
            ),
            [(FURNITURE, "Commune de Vue", 55, SEEN)],
        ),
        write_fiche: (
            lambda: list(FicheText.objects.filter(key="finding").values_list("words", flat=True)),
            [FINDING],
        ),
        validate_fiche: (_versions, [(1, "validated", COMMITTEE, later(0), fiche)]),
        print_review: (
            lambda: list(Project.objects.values_list("title", "holder__name", "phase")),
            [(PROJECT, "Commune de Rouans", "study")],
        ),
    }


def written_fiche() -> str:
    """The fiche as the committee receives it."""
    words = (
        f"Fiche 1.2. {SECOND} À venir. Fiche au {french.long_date(later(0))}, non validée "
        f"Constat {FINDING} Objectif 1 Grandir ensemble 1 Contenu {DETAIL} "
        "Qui fait quoi Commune de Vue, pilote Caf de Retz, contribue MSA de Retz, contribue "
        "Calendrier Du 1er janvier 2027 au 30 juin 2027 "
        f"{FURNITURE}, {french.long_date(later(60))}"
    )
    return " ".join(words.split())


REVIEW = ("À l’étude", PROJECT, "aucun échange", "Autour de la table Commune de Rouans")


def test_plan_from_the_file_to_the_committee(opened: Open, access: Access, partner: User) -> None:
    first = reverse("exchange:import_wizard", args=[access.cooperation.slug])
    page = opened(f"/compte/connexion/?next={first}")
    sign_in(page, access.user)
    story = Story(Mouse(page, wait=8000), opened, partner)
    steps = recorded()

    rows = []
    for step, (read, _expected) in steps.items():
        step(story)
        rows.append((step.__name__, read()))

    assert rows == [(step.__name__, expected) for step, (_read, expected) in steps.items()]
    fiche, review = story.papers
    assert written_fiche() in fiche
    assert [one for one in REVIEW if one not in review] == []
    assert [(one.clicks <= 3, one.fields <= 1) for one in story.guests] == [(True, True)] * 4
    total = story.me.counts
    assert total.clicks <= 71
    assert total.fields <= 14
    assert total.pages <= 58
