"""From a draft in a file to a signed PDF: remarks by link, a clash, a common wording, a freeze."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urljoin

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FilePayload, Locator
from pytest_django import Settings

from bench.gestures import Counts, Mouse
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.models import Agreement, AgreementParty, Article
from tests.browser.conftest import Open
from tests.browser.test_doors_axe import PASSWORD, sign_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_organisation
from tests.tasks import AT_ONCE

pytestmark = pytest.mark.django_db(transaction=True)
CAF, HUB, TOWN = "Caf de Retz", "CC du Val", "Commune de Rouans"
MEMBERS = {CAF: "social", HUB: "epci", TOWN: "commune"}
DRAFT = (
    "Article 1 – Objet", "La communauté porte l’étude.",
    "Article 2 – Argent", "Chacun paie un tiers.",
)  # fmt: skip
BY_PEOPLE, BY_QUARTERS = "Chacun paie selon sa population.", "Chacun paie un quart."
COMMON = "Chacun paie un quart, puis selon sa population."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file() -> bytes:
    """The draft as a word processor saves it."""
    paper, content = docx.Document(), io.BytesIO()
    for line in DRAFT:
        paper.add_paragraph(line)
    paper.save(content)
    return content.getvalue()


def typed(days: int = 0) -> str:
    """A day counted from today, as one writes it."""
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


@pytest.fixture
def access(transactional_db: None, settings: Settings) -> Access:
    """An officer and three members of three kinds."""
    settings.TASKS = AT_ONCE
    access = make_access(user=make_user(password=PASSWORD))
    place = access.cooperation
    for name, kind in MEMBERS.items():
        body = make_organisation(workspace=place.workspace, name=name, kind=kind)
        make_member(cooperation=place, organisation=body)
    return access


@dataclass
class Story:
    """An officer at work, and those whom a link leads in, on their telephones."""

    me: Mouse
    opened: Open
    guests: list[Counts] = field(default_factory=list)
    first_version: bytes = b""

    def give(self, name: str, kind: str, content: bytes) -> None:
        """Gives a file to the form that is open."""
        self.me.counts.clicks += 1
        file = FilePayload(name=name, mimeType=kind, buffer=content)
        self.me.page.locator("main input[type=file]").set_input_files(file)

    def paper(self, link: Locator) -> bytes:
        """The file that a link of the open sheet downloads."""
        self.me.counts.clicks += 1
        address = link.first.get_attribute("href") or ""
        return self.me.page.request.get(urljoin(self.me.page.url, address)).body()

    def row(self, structure: str, gesture: str) -> None:
        """Follows what is offered beside a structure."""
        link = self.me.page.locator("main").get_by_role("link", name=gesture)
        self.me.tap(link.filter(has_text=structure).first)


def write_draft(story: Story) -> None:
    """The agreement is opened between three parties; its articles are read in the file."""
    me = story.me
    me.follow("Ajouter une convention")
    me.write("Intitulé", "Convention de portage")
    for name in MEMBERS:
        me.take(name)
    me.press("Enregistrer")
    me.follow("Écrire")
    story.give("convention.docx", WORD, word_file())
    me.write("Version du", typed())
    me.press("Enregistrer")
    me.reads("deux articles, trois signataires")
    drawn = me.page.locator("a[download]").filter(has_text="PDF").filter(has_text="Convention")
    story.first_version = story.paper(drawn)


def collect_remarks(story: Story) -> None:
    """Each party answers by link: two change the same words, the third has nothing to say."""
    me = story.me
    me.follow("Ouvrir les remarques")
    me.write("Ouvertes le", typed())
    me.write("Jusqu’au", typed(10))
    me.press("Enregistrer")
    for name, words in {CAF: BY_PEOPLE, HUB: BY_QUARTERS, TOWN: ""}.items():
        me.tap(me.page.locator("main").get_by_role("link", name="Convention de portage").first)
        story.row(name, "demander son avis par lien")
        me.press("Préparer le lien")
        url = me.page.get_by_label("Le lien à transmettre").input_value()
        guest = Mouse(story.opened("/" + url.split("/", 3)[3], size="phone"), wait=8000)
        if words:
            guest.tap(guest.page.locator("summary").filter(has_text="Article 2"))
            guest.write("Article 2 : comme vous voudriez le lire", words)
        else:
            guest.take("Nous n’avons rien à dire")
        guest.write("Votre nom et votre fonction", "Anne Leray, maire")
        guest.press("Envoyer la réponse")
        guest.reads("Votre réponse est enregistrée")
        assert guest.page.get_by_text("Article 1 : comme vous voudriez").count() == 0
        story.guests.append(guest.counts)
        me.page.go_back()


def settle(story: Story) -> None:
    """The two wordings exclude each other: a common one is written, and accepted."""
    me = story.me
    me.follow("Convention de portage")
    me.follow("Trancher")
    me.reads("Des propositions s’excluent à l’article 2.")
    me.follow("Composer une phrase commune")
    me.write("L’article comme il se lirait", COMMON)
    me.take(f"{HUB}, Article 2")
    me.press("Enregistrer")
    me.follow("Accepter")
    me.write("Tranché par", "Le comité")
    me.press("Enregistrer")
    me.follow("Consolider")
    me.press("Écrire la version")
    me.reads("Version 2 notée.")


def freeze(story: Story) -> None:
    """The text is frozen before the end of the remarks: the page asks why."""
    me = story.me
    me.follow("Convention de portage")
    me.unfold("Autres gestes")
    me.follow("Figer le texte")
    me.reads("Changé depuis la version 1")
    me.write("Pourquoi figer", "Le comité l’a voulu.")
    me.press("Figer le texte")
    me.reads("Personne n’a encore signé")


def sign(story: Story) -> None:
    """The signed file is the frozen one; that of another version is not, and is not counted."""
    me = story.me
    frozen = story.paper(me.page.locator("main a[href*='/documents/']").filter(has_text="PDF"))
    for name, content in {CAF: frozen, HUB: story.first_version}.items():
        story.row(name, "noter sa signature")
        story.give("signe.pdf", "application/pdf", content)
        me.write("Signée le", typed())
        me.write("Pourquoi signée si tôt", "Signée en réunion.")
        me.press("Enregistrer")
    me.reads("Un signataire sur trois a signé le texte figé")


def _proposals() -> list[tuple[str, str, str]]:
    rows = ArticleAmendment.objects.order_by("pk")
    return [(str(one.organisation or ""), one.state, one.wording) for one in rows]


def recorded() -> dict[Callable[[Story], None], tuple[Callable[[], object], object]]:
    """What is read in the database after each step, and what it is."""
    open_ones = [(CAF, "waiting", BY_PEOPLE), (HUB, "waiting", BY_QUARTERS)]
    return {
        write_draft: (
            lambda: list(Article.objects.values_list("words", flat=True)),
            list(DRAFT[1::2]),
        ),
        collect_remarks: (
            lambda: (
                _proposals(),
                list(AgreementRemark.objects.values_list("organisation__name", "kind")),
            ),
            (open_ones, [(TOWN, "nothing")]),
        ),
        settle: (
            _proposals,
            [
                (CAF, "reworded", BY_PEOPLE),
                (HUB, "reworded", BY_QUARTERS),
                ("", "accepted", COMMON),
            ],
        ),
        freeze: (lambda: Agreement.objects.get().frozen_on, timezone.localdate()),
        sign: (
            lambda: list(
                AgreementParty.objects.order_by("pk").values_list("organisation__name", "reading")
            ),
            [(CAF, "contains"), (HUB, "different"), (TOWN, "none")],
        ),
    }


def test_agreement_from_a_file_to_a_signature(opened: Open, access: Access) -> None:
    first = reverse("governance:agreements", args=[access.cooperation.slug])
    page = opened(f"/compte/connexion/?next={first}")
    sign_in(page, access.user)
    story = Story(Mouse(page, wait=8000), opened)
    steps = recorded()

    rows = []
    for step, (read, _expected) in steps.items():
        step(story)
        rows.append((step.__name__, read()))

    assert rows == [(step.__name__, expected) for step, (_read, expected) in steps.items()]
    assert [(one.clicks <= 2, one.fields <= 2) for one in story.guests] == [(True, True)] * 3
    total = story.me.counts
    assert (total.clicks <= 43, total.fields <= 12, total.pages <= 37) == (True, True, True)
