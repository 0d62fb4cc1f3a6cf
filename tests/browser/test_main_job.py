"""The job of a newcomer, from the sign-in to the search: with the keyboard only, without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Member, Organisation, Person
from maillage.ground.missions.models import Declaration
from maillage.ground.territories.atlas.register import Register
from maillage.ground.territories.territories.services.official import load_official
from tests.browser.conftest import Open
from tests.browser.hands import Hands, Keyboard, Plain
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_administrator
from tests.ground.territories.small_register import build_in
from tests.tasks import AT_ONCE

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "une phrase que je connais"
CONTACTS = (
    "Structure;Nom;Prénom;Fonction;Courriel\n"
    "MSA de Retz;GABORIT;Inès;Conseillère;ines.gaborit@msa.example.org\n"
    "Chambre d’agriculture;ROY;Ève;Chargée de mission;eve.roy@chambre.example.org\n"
).encode()
Begin = Callable[[str], Hands]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The register of thirty-four communes."""
    return build_in(tmp_path_factory.mktemp("register"))


@pytest.fixture
def newcomer(small: Register, settings: Settings, transactional_db: None) -> User:
    """Somebody who may open a cooperation, where the register is loaded and tasks run at once."""
    settings.TERRITORY_REGISTER = small.path
    settings.TASKS = AT_ONCE
    load_official(small)
    user = make_user(password=PASSWORD)
    make_administrator(user=user)
    return user


def arrives_at(page: Page, title: str) -> None:
    """The page opened bears this title."""
    expect(page.get_by_role("heading", level=1).first).to_have_text(title)


def open_a_cooperation(hands: Hands, user: User) -> None:
    hands.write("Courriel professionnel", user.email)
    hands.write("Mot de passe", PASSWORD)
    hands.press("button", "Se connecter")
    hands.press("link", "Ouvrir une coopération")
    hands.write("Son nom", "Pays de Retz")
    hands.choose("PETR ou parc")
    hands.press("button", "Ouvrir la coopération")

    arrives_at(hands.page, "Où en est la coopération")
    assert Cooperation.objects.get().profile == "petr"


def import_contacts(hands: Hands) -> None:
    hands.press("link", "Tous les outils")
    hands.press("link", "Importer")
    hands.give("Votre fichier", "contacts.csv", CONTACTS)
    hands.press("button", "Lire ce fichier")
    hands.press("button", "Vérifier les lignes")
    hands.press("button", "Importer")

    expect(hands.page.locator("main")).to_contain_text("lignes sont lues. Voici ce qui est entré")
    assert set(Person.objects.values_list("given_name", flat=True)) == {"Inès", "Ève"}


def place_two_structures(hands: Hands) -> None:
    hands.press("link", "En préalable")
    hands.press("link", "Structures")
    hands.press("link", "Ajouter")
    hands.look_for("Nom, code ou SIREN", "Pornic")
    hands.press("button", "Ajouter Pornic")
    arrives_at(hands.page, "Commune de Pornic")
    place(hands, "signataire")
    hands.press("link", "Structures")
    hands.unfold("Plus")
    hands.press("link", "Saisir librement")
    hands.write("Nom", "Les Amis du Marais")
    hands.pick("Nature", "association")
    hands.press("button", "Enregistrer")
    place(hands, "associée")

    assert set(Member.objects.values_list("organisation__name", "kind")) == {
        ("Commune de Pornic", "full"),
        ("Les Amis du Marais", "associate"),
    }


def place(hands: Hands, kind: str) -> None:
    hands.press("link", "Donner une place à cette structure")
    hands.choose(kind)
    hands.press("button", "Enregistrer")
    expect(hands.page.get_by_role("link", name="Donner une place à cette structure")).to_have_count(
        0
    )


def invite(hands: Hands) -> str:
    """The link to copy."""
    hands.press("link", "Tous les outils")
    hands.press("link", "Accès")
    hands.press("link", "Inviter")
    hands.write("Adresse de courriel", "nadia@retz.example.org")
    hands.choose("équipe projet")
    hands.press("button", "Préparer l’invitation")
    return hands.page.get_by_label("Le lien à transmettre").input_value()


def come_in(hands: Hands) -> None:
    hands.write("Votre nom", "Nadia Guérineau")
    hands.write("Choisissez un mot de passe", "des genêts au bord du lac")
    hands.press("button", "Entrer")

    arrives_at(hands.page, "Ma journée")
    assert Access.objects.get(user__name="Nadia Guérineau").role == "team"


def ask_a_structure(hands: Hands) -> str:
    """The link to copy."""
    hands.press("link", "En préalable")
    hands.press("link", "Structures")
    hands.press("link", "Commune de Pornic")
    hands.press("link", "La faire vérifier par lien")
    hands.write("À qui", "Mairie de Pornic")
    hands.press("button", "Préparer le lien")
    return hands.page.get_by_label("Le lien à transmettre").input_value()


def answer(hands: Hands) -> None:
    hands.write("Adresse du siège", "2 rue du Port")
    hands.write("Votre nom et votre fonction", "Lise Vrignaud, secrétaire générale")
    hands.press("button", "Envoyer la réponse")

    arrives_at(hands.page, "Votre réponse est enregistrée")
    assert Organisation.objects.get(name="Commune de Pornic").address == "2 rue du Port"


def declare_a_mission(hands: Hands) -> None:
    hands.press("link", "Carte")
    hands.press("link", "Histoire des relations et des coopérations")
    hands.choose("en cours")
    hands.write("Pourquoi", "Racontée par deux structures au séminaire de mai.")
    hands.press("button", "Enregistrer")

    declared = Declaration.objects.get()
    assert (declared.leaf, declared.saying) == ("pre.context.history", "doing")


def read_the_day_and_search(hands: Hands) -> None:
    hands.press("link", "Ma journée")
    expect(hands.page.locator("main")).to_contain_text("Lise Vrignaud")

    hands.look_for("Chercher dans la coopération", "marais")
    hands.press("link", "Les Amis du Marais")

    arrives_at(hands.page, "Les Amis du Marais")


def do_the_whole_job(hands: Hands, user: User, follow: Begin) -> None:
    """Every step in its order; those who come by a link have a window of their own."""
    open_a_cooperation(hands, user)
    import_contacts(hands)
    place_two_structures(hands)
    come_in(follow(invite(hands)))
    answer(follow(ask_a_structure(hands)))
    declare_a_mission(hands)
    read_the_day_and_search(hands)


def test_main_job_is_done_with_the_keyboard(opened: Open, newcomer: User) -> None:
    all_hands: list[Keyboard] = []

    def begin(path: str) -> Keyboard:
        all_hands.append(Keyboard(opened(path)))
        return all_hands[-1]

    do_the_whole_job(begin("/compte/connexion/"), newcomer, lambda url: begin(path_of(url)))

    assert [place for hands in all_hands for place in hands.unseen] == []


def test_main_job_is_done_without_script(opened: Open, newcomer: User) -> None:
    def begin(path: str) -> Plain:
        return Plain(opened(path, script=False))

    do_the_whole_job(begin("/compte/connexion/"), newcomer, lambda url: begin(path_of(url)))


def path_of(url: str) -> str:
    """The address without its server."""
    return "/" + url.partition("://")[2].partition("/")[2]


def test_focus_that_cannot_be_seen_is_found(opened: Open) -> None:
    hands = Keyboard(opened("/compte/connexion/"))

    hands.page.evaluate("document.getElementById('id_login').style.outline = 'none'")
    hands.write("Courriel professionnel", "nadia@retz.example.org")

    assert ['name="login"' in place for place in hands.unseen] == [True]
