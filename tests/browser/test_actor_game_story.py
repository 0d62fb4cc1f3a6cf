"""A morning of interviews, what it changes, and what a partner of the same cooperation reads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.models import Position, Posture
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.models import Compromise, Conflict, Note
from maillage.trade.stakes.models import Stake
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import MOUSE, Hands, Keyboard, Way, every_way, unseen
from tests.browser.test_main_job import path_of
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.games import record_table
from tests.ground.actors.makers import make_member_actor, make_position, make_posture, make_source
from tests.trade.stakes.makers import make_stake

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=300)
REFUSES = "Le bureau refuse la navette telle quelle."
BRAKES = "Elle a demandé deux fois le report du vote."
QUESTION = "Qui paie les soirs d’hiver ?"
HALF, SCHOOL = "Moitié chacun, hors vacances", "Ne desservir que le lycée"


@dataclass
class Game:
    """Three structures, a stake, and the officer's window with the addresses it went through."""

    access: Access
    page: Page
    origin: str
    stake: Stake
    aubray: Actor
    bourg: Actor
    etangs: Actor
    hands: Hands
    visited: set[str] = field(default_factory=set)

    def go(self, name: str, *numbers: int, query: str = "") -> Locator:
        """Opens a page of the cooperation; its main part."""
        path = reverse(name, args=[self.access.cooperation.slug, *numbers])
        self.page.goto(f"{self.origin}{path}{query}")
        return self.page.locator("main")

    def word_of_stake(self) -> Locator:
        """What the matrix of positions says of the stake."""
        self.go("stakes:positions")
        return line(self.page, "La navette")


def line(page: Page, name: str) -> Locator:
    """The row of this name in the table of the page."""
    return page.get_by_role("row", name=re.compile(f"^(?:[0-9]+ ?)?{re.escape(name)}"))


def opened_game(opened: Open, access: Access, values: dict[str, int], way: Way = MOUSE) -> Game:
    """Positions long held on the stake, and influences that are all alike."""
    place = access.cooperation
    stake = make_stake(cooperation=place, label="La navette")
    names = ("Aubray", "Bourg-Vieux", "Étangs")
    aubray, bourg, etangs = (make_member_actor(cooperation=place, name=one) for one in names)
    actors = dict(zip(names, (aubray, bourg, etangs), strict=True))
    source = make_source(cooperation=place, author=access.user, on=LONG_AGO)
    record_table(list(actors.values()), [[1] * 3] * 3, source, LONG_AGO)
    for name, value in values.items():
        make_position(
            actor=actors[name],
            subject=stake.subject,
            value=value,
            author=access.user,
            on=LONG_AGO,
        )
    page = opened("/compte/connexion/", script=way.script)
    hands, origin = way.make(page), sign_in(page, access)
    game = Game(access, page, origin, stake, aubray, bourg, etangs, hands)
    page.on("framenavigated", lambda frame: game.visited.add(path_of(frame.url)))
    return game


def write_the_note(game: Game) -> None:
    """What was heard this morning, in the notebook."""
    game.go("dialogue:notebook")
    game.hands.press("link", "Écrire une note")
    game.hands.write("Ce que vous avez entendu", f"{REFUSES} {BRAKES}")
    game.hands.write("Auprès de", "la direction générale")
    game.hands.choose("Étangs")
    game.hands.press("button", "Enregistrer")


def draw(game: Game, number: int, becoming: str) -> None:
    """Opens, from the note, the form of what this sentence becomes."""
    game.go("dialogue:note", Note.objects.get().pk)
    game.hands.unfold(f"phrase {number}")
    game.hands.press("link", becoming)


def draw_a_position(game: Game) -> None:
    """The first sentence is what the structure wants."""
    draw(game, 1, "En faire une position")
    game.hands.pick("Qui", "Étangs")
    game.hands.pick("Sur quel enjeu", "La navette")
    game.hands.press("button", "Continuer")
    game.hands.choose("touche ses missions")
    game.hands.press("button", "Noter la position")


def draw_a_posture(game: Game) -> None:
    """The second sentence is what it does."""
    draw(game, 2, "en faire une posture")
    game.hands.pick("Acteur", "Étangs")
    game.hands.pick("Sur quel sujet", "La navette")
    game.hands.choose("hostile : freine ou s’oppose")
    game.hands.press("button", "Enregistrer")


def fill_the_cell(game: Game, actor: Actor, position: str) -> None:
    """A position noted in the matrix itself."""
    game.go("stakes:positions")
    game.hands.open_cell(game.stake.pk, actor.pk)
    game.hands.choose(position)
    game.hands.press("button", "Noter la position")


def strengthen(game: Game, actor: Actor, target: Actor) -> None:
    """An influence noted in its matrix: the first can act on the missions of the second."""
    game.go("actors:influence_map_matrix")
    game.hands.open_cell(actor.pk, target.pk)
    game.hands.choose("sur l’accomplissement de ses missions")
    game.hands.press("button", "Enregistrer")


def words_read(game: Game, reader: Page, words: Iterable[str]) -> dict[str, list[str]]:
    """Each of the words that this reader finds, with where, on the addresses of the officer."""
    names_by_name: dict[str, list[str]] = {}
    for address in sorted(game.visited):
        answer = reader.context.request.get(game.origin + address)
        assert answer.status in {200, 403, 404}, address
        text = answer.text()
        for word in words:
            if word in text:
                names_by_name.setdefault(word, []).append(address)
    return names_by_name


def sees_none_of_it(game: Game, partner: Page, words: set[str]) -> None:
    """The partner follows the officer from page to page, and reads none of these words."""
    assert words_read(game, partner, words) == {}
    assert set(words_read(game, game.page, words)) == words

    path = reverse("stakes:positions", args=[game.access.cooperation.slug])
    partner.goto(game.origin + path)
    expect(line(partner, "La navette")).to_contain_text("Trop peu de positions ouvertes")


def partner_of(opened: Open, access: Access) -> Page:
    """The window of a partner of the same cooperation."""
    page = opened("/compte/connexion/", size="phone")
    sign_in(page, make_access(cooperation=access.cooperation, role=Role.PARTNER))
    return page


@every_way
def test_a_morning_of_interviews_changes_the_matrix_and_the_planes(
    opened: Open, access: Access, way: Way
) -> None:
    game = opened_game(opened, access, {"Aubray": 3, "Étangs": 1}, way)
    expect(game.word_of_stake()).to_contain_text("Terrain d’entente")

    write_the_note(game)
    draw_a_position(game)
    draw_a_posture(game)
    fill_the_cell(game, game.bourg, "sert ses projets")
    strengthen(game, game.etangs, game.aubray)

    posture = Posture.objects.get()
    drawn = [Position.objects.get(said=REFUSES), posture]
    assert {one.source_id for one in drawn} == {Note.objects.get().source_id}
    assert (posture.attitude, posture.said) == (Attitude.HOSTILE, BRAKES)
    expect(game.word_of_stake()).to_contain_text("Conflit potentiel")
    faults = way.faults(game.page), overflows(game.page), unseen(game.hands)
    game.go("actors:influence_map")
    expect(line(game.page, "Étangs")).to_contain_text("pèse davantage")
    power = game.go("actors:influence_map_power")
    expect(power.locator(".m-reading")).to_have_text(
        re.compile(r"un acteur qui pèse est contre.*Étangs")
    )
    expect(game.go("actors:postures")).to_contain_text("hostile")
    game.go("actors:trajectories", query="?quoi=positions")
    expect(line(game.page, "Étangs")).to_contain_text(
        re.compile(r"plutôt pour \(\+1\).*contre \(−3\)")
    )
    assert faults == ([], 0, [])

    words = {"telle quelle", "report du vote", "direction générale", "hostile"}
    sees_none_of_it(game, partner_of(opened, access), words)


def open_the_conflict(game: Game) -> None:
    """Two structures are opposed on the stake."""
    game.go("dialogue:conflict_add")
    game.hands.write("En quelques mots", QUESTION)
    game.hands.choose("Aubray")
    game.hands.choose("Étangs")
    game.hands.pick("Sur quel sujet", "La navette")
    game.hands.press("button", "Enregistrer")


def look_for_options(game: Game) -> None:
    """From the conflict, two options put before both parties."""
    game.go("dialogue:conflict", Conflict.objects.get().pk)
    game.hands.press("link", "Chercher un compromis")
    game.hands.write("Les options", f"{HALF}\n{SCHOOL}")
    game.hands.press("button", "Enregistrer")


def note_answer(game: Game, actor: Actor, answer: str) -> None:
    """What a structure says of the first option."""
    compromise = Compromise.objects.get()
    option = compromise.options.get(label=HALF)
    game.go("dialogue:compromise", compromise.pk, query=f"?case={option.pk}~{actor.pk}")
    game.hands.press("link", "Noter sa réponse")
    game.hands.choose(answer)
    game.hands.press("button", "Enregistrer")


def accept(game: Game) -> None:
    """The option is accepted."""
    game.go("dialogue:compromise", Compromise.objects.get().pk)
    game.hands.press("link", "Dire l’issue")
    game.hands.choose("une option est acceptée")
    game.hands.pick("L’option acceptée", HALF)
    game.hands.write("Date de l’issue", f"{TODAY:%d/%m/%Y}")
    game.hands.press("button", "Enregistrer")


@every_way
def test_an_accepted_compromise_turns_the_word_of_the_stake(
    opened: Open, access: Access, way: Way
) -> None:
    game = opened_game(opened, access, {"Aubray": 3, "Étangs": -3}, way)
    make_posture(
        actor=game.etangs, subject=game.stake.subject, attitude=Attitude.HOSTILE, on=LONG_AGO
    )
    expect(game.word_of_stake()).to_contain_text("Conflit potentiel")

    open_the_conflict(game)
    look_for_options(game)
    for actor in (game.aubray, game.etangs):
        note_answer(game, actor, "oui")
    accept(game)
    fill_the_cell(game, game.etangs, "gêne son fonctionnement")

    expect(game.word_of_stake()).to_contain_text("Compromis possible")
    reason = game.go("stakes:stake", game.stake.pk)
    expect(reason).to_contain_text(re.compile(f"{re.escape(QUESTION[:-2])}.*accepté le"))
    game.go("actors:trajectories", query="?quoi=positions")
    after = r"ce qui venait d’avoir lieu, sans lien établi\s: Compromis accepté"
    moved = re.compile(rf"s’atténue.*contre \(−3\).*plutôt contre \(−1\).*{after}")
    expect(line(game.page, "Étangs")).to_contain_text(moved)
    assert (way.faults(game.page), overflows(game.page), unseen(game.hands)) == ([], 0, [])

    words = {QUESTION[:-2], HALF, SCHOOL, "accepté le", "s’atténue"}
    sees_none_of_it(game, partner_of(opened, access), words)


def test_a_partner_gives_its_own_position_and_reads_nobody_else(
    opened: Open, access: Access
) -> None:
    game = opened_game(opened, access, {"Aubray": 3})
    make_position(
        actor=game.etangs, subject=game.stake.subject, value=-3, author=access.user, said=REFUSES
    )

    game.go("stakes:position_ask", game.etangs.pk)
    game.hands.write("À qui", "Syndicat des Étangs")
    game.hands.press("button", "Préparer le lien")
    link = path_of(game.page.get_by_label("Le lien à transmettre").input_value())
    structure = Keyboard(opened(link, size="phone"))
    read = structure.page.locator("main").inner_text()
    faults = violations(structure.page), overflows(structure.page)
    structure.choose("pour : cela sert nos projets")
    structure.write("Avec vos mots", "Oui si elle passe par le bourg.")
    structure.choose("tous ceux qui prennent part à la coopération")
    structure.choose("Une autre personne")
    structure.write("Votre nom et votre fonction", "Anne Thibaud, secrétaire générale")
    structure.press("button", "Envoyer la réponse")

    expect(structure.page.locator("h1")).to_have_text("Votre réponse est enregistrée")
    assert ["telle quelle" in read, "Aubray" in read, faults] == [False, False, ([], 0)]
    assert structure.unseen == []
    cell = f"?case={game.stake.pk}~{game.etangs.pk}"
    locator = game.go("stakes:positions", query=cell)
    expect(locator.locator("#m-chosen")).to_contain_text("+2, sert ses projets")
    expect(locator.locator("#m-chosen")).to_contain_text("Oui si elle passe par le bourg.")
    partner = partner_of(opened, access)
    partner.goto(game.origin + reverse("stakes:positions", args=[access.cooperation.slug]) + cell)
    expect(partner.locator("#m-chosen")).to_contain_text("Oui si elle passe par le bourg.")
    assert "telle quelle" not in partner.content()
    assert Position.objects.get(value=2).visibility == Visibility.MEMBERS


def test_what_the_room_says_survives_a_lost_network(opened: Open, access: Access) -> None:
    game = opened_game(opened, access, {})
    words = "Les mots à garder"
    here = game.go("stakes:position_workshop")
    game.page.context.set_offline(True)
    here.get_by_label("Étangs").select_option(label="−1, gêne son fonctionnement")
    here.get_by_label(words).fill("La salle veut un essai d’un an.")
    game.page.get_by_role("button", name="Enregistrer pour tous").click()
    expect(game.page.get_by_role("status").filter(has_text="Pas de réseau")).to_be_visible()
    game.page.context.set_offline(False)

    game.page.reload()

    restored = game.page.get_by_role("status").filter(has_text="Ce que la salle a dit le")
    expect(restored).to_be_visible()
    expect(here.get_by_label(words)).to_have_value("La salle veut un essai d’un an.")
    expect(here.get_by_label("Étangs")).to_have_value("-1")
    game.hands.press("button", "Enregistrer pour tous")
    assert Position.objects.get().said == "La salle veut un essai d’un an."
    game.page.wait_for_function(
        "() => !Object.keys(localStorage).some(k => k.startsWith('maillage-'))"
    )
