"""The first week of an officer, done in a browser, each click, field and page counted."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Frame, Locator, Page

STRUCTURES = (
    *("Commune de Bouin", "Commune de Vue", "Commune de Rouans", "Commune de Cheix"),
    *("Commune de Saint-Hilaire", "Commune de Sainte-Pazanne", "Commune de Port-Saint-Père"),
    *("Commune de Machecoul", "CC du Sud Retz", "Caf de Retz", "MSA de Retz"),
)
COUNCILS = STRUCTURES[:9]
PASSWORD = "des genêts au bord du lac"


@dataclass
class Counts:
    """How many clicks, fields typed and pages opened."""

    clicks: int = 0
    fields: int = 0
    pages: int = 0

    def words(self) -> str:
        """The counts as the bench prints them."""
        return f"{self.clicks} clics, {self.fields} champs, {self.pages} pages"


@dataclass
class Mouse:
    """What a person does with a mouse on one page; a list that one picks from is one click."""

    page: Page
    counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        """Counts the page that is open, and each that follows it."""
        self.counts.pages += 1
        self.page.on("framenavigated", self._navigated)

    def _navigated(self, frame: Frame) -> None:
        if frame == self.page.main_frame:
            self.counts.pages += 1

    def click(self, role: str, name: str, *, within: str = "body", exact: bool = False) -> None:
        """Follows a link or presses a button."""
        kind = "link" if role == "link" else "button"
        self._click(self.page.locator(within).get_by_role(kind, name=name, exact=exact).first)

    def unfold(self, words: str) -> None:
        """Opens what is folded under these words."""
        self._click(self.page.locator("summary").filter(has_text=words).first)

    def take(self, label: str) -> None:
        """Ticks a box, or takes one of several answers."""
        self._click(self.page.locator("main label").filter(has_text=label).first)

    def tap(self, target: Locator) -> None:
        """Touches what is drawn, found by the caller."""
        self._click(target)

    def write(self, label: str, text: str) -> None:
        """Fills a field."""
        self.counts.fields += 1
        self.page.locator("main, form").get_by_label(label).first.fill(text)

    def pick(self, label: str, option: str) -> None:
        """Takes one line of a list."""
        self.counts.clicks += 1
        self.page.get_by_label(label).first.select_option(label=option)

    def give(self, label: str, name: str, content: bytes) -> None:
        """Drops a file."""
        self.counts.clicks += 1
        self.page.get_by_label(label).first.set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": content}
        )

    def _click(self, target: Locator) -> None:
        self.counts.clicks += 1
        target.click()
        self.page.wait_for_load_state()


Follow = Callable[[str], Mouse]


def contact_file() -> bytes:
    """Eleven structures, two people in each of the nine that deliberate, one in the others."""
    lines = ["Structure;Civilité;Prénom;Nom;Fonction;Courriel;Téléphone"]
    for number, structure in enumerate(STRUCTURES):
        word = structure.rsplit(" ", 1)[-1].lower().replace("è", "e")
        elected = "Maire" if structure.startswith("Commune") else "Président"
        if structure in COUNCILS:
            lines.append(
                f"{structure};Mme;Anne;LEROY{number:02};{elected};maire@{word}.example.org;"
                f"01 99 00 10 {number:02}"
            )
        lines.append(
            f"{structure};M.;Paul;MARTIN{number:02};Directeur;contact@{word}.example.org;"
            f"01 99 00 20 {number:02}"
        )
    return ("\n".join(lines) + "\n").encode()


def open_the_installation(mouse: Mouse) -> None:
    """The first account, its space, the cooperation."""
    mouse.write("Nom de votre espace", "CC du Sud Retz")
    mouse.write("Votre nom", "Nadia Guérineau")
    mouse.write("Votre courriel professionnel", "nadia@retz.example.org")
    mouse.write("Choisissez un mot de passe", PASSWORD)
    mouse.click("button", "Ouvrir l’espace")
    mouse.click("link", "Ouvrir une coopération")
    mouse.write("Son nom", "CTG du Sud Retz")
    mouse.take("CTG")
    mouse.click("button", "Ouvrir la coopération")


def drop_the_contact_file(mouse: Mouse) -> None:
    """The file of contacts, read, checked, entered."""
    mouse.click("link", "Importer")
    mouse.give("Votre fichier", "contacts.csv", contact_file())
    mouse.click("button", "Lire ce fichier")
    mouse.click("button", "Vérifier les lignes")
    mouse.click("button", "Importer")


def place_the_members(mouse: Mouse) -> None:
    """The eleven structures and their contacts, on one page, from the end of the import."""
    mouse.click("link", "Placer 11 partenaires")
    mouse.pick("Caf de Retz", "signataire et financeur")
    mouse.pick("MSA de Retz", "signataire")
    mouse.click("button", "Enregistrer")
