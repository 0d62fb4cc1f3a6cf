"""The first week of an officer, from an empty installation to the colleague who takes over.

It is that of a CTG: eleven members, a steering committee, nine councils that vote one question.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from bench import first_week_files as files
from bench.gestures import Counts, Mouse, Opener

PHRASE = "des genêts au bord du lac"
ITEMS = (
    ("Où en est la convention", "information"),
    ("La charte du service unifié", "décision"),
    ("Le calendrier", "question"),
)
WORDING = "La charte du service unifié est proposée aux conseils."
QUESTION = WORDING.removesuffix(".")
EXCUSED = ("Caf de Retz", "MSA de Retz", "Commune de Vue")
FIRST = ("Nadia Guérineau", "nadia@retz.example.org")
NOTE = "Relancer la Caf avant le 15 pour la signature."
COLLEAGUE = ("Yann Leray", "yann@retz.example.org")


@dataclass
class Week:
    """An officer at work; those whom a link leads in have a window and counts of their own."""

    officer: Mouse
    open_path: Opener
    others: Counts = field(default_factory=Counts)
    successor: Mouse | None = None

    def guest(self, url: str) -> Mouse:
        """Return somebody who follows this link, without account."""
        path = "/" + url.partition("://")[2].partition("/")[2]
        return Mouse(self.open_path(path), self.others)


@dataclass(frozen=True)
class Step:
    """One step of the week, and what it cost when it was tried by hand on the first product."""

    title: str
    reviewed: Counts
    do: Callable[[Week], None]


def today() -> str:
    """Return the day as one writes it."""
    return f"{timezone.localdate():%d/%m/%Y}"


def open_space(week: Week) -> None:
    """The first account and its space."""
    me = week.officer
    me.write("Nom de votre espace", files.SPACE)
    me.write("Votre nom", FIRST[0])
    me.write("Votre courriel professionnel", FIRST[1])
    me.write("Choisissez un mot de passe", PHRASE)
    me.press("Ouvrir l’espace", within="body")
    me.reads("Ouvrir une coopération")


def open_cooperation(week: Week) -> None:
    """The cooperation, of the profile of a CTG."""
    me = week.officer
    me.follow("Ouvrir une coopération")
    me.write("Son nom", "CTG du Sud Retz")
    me.take("CTG")
    me.press("Ouvrir la coopération")
    me.reads("placez d’abord les partenaires")


def import_contacts(week: Week) -> None:
    """The file of contacts: read, checked, in."""
    me = week.officer
    me.follow("Placer les partenaires")
    me.follow("Importer vos contacts")
    _import(me, "contacts.csv", files.contacts())
    me.reads("26 lignes sont lues. Voici ce qui est entré.")


def place_members(week: Week) -> None:
    """Eleven members with their contacts on one page; the space's own structure is among them."""
    me = week.officer
    me.follow("Placer 10 partenaires créés")
    me.pick("Place des partenaires cochés", "signataire")
    me.pick("Sa place, Caf de Retz", "signataire et financeur")
    me.press("Enregistrer")
    me.reads("11 partenaires sont dans la coopération.")


def make_body(week: Week) -> None:
    """The steering committee from its model, and its eleven seats."""
    me = week.officer
    me.follow("Construction", within="body")
    me.follow("Instances", within="body")
    me.follow("Ajouter une instance")
    me.follow(files.BODY)
    me.press("Enregistrer")
    me.reads("donnez-lui ses sièges")
    me.press("Enregistrer")
    me.reads("11 sièges sont donnés.")


def import_seats(week: Week) -> None:
    """Who holds the seats and who their deputies are, from the officer's table."""
    me = week.officer
    me.follow("Importer votre tableau")
    _import(me, "sieges.csv", files.seats())
    me.reads("sièges complétés")


def convene(week: Week) -> None:
    """A meeting of this day, its three items, its convocation to holders and deputies."""
    me, now = week.officer, timezone.localtime()
    me.follow("Ouvrir les instances")
    me.follow(files.BODY)
    me.follow("Ajouter une séance")
    me.write("Jour", today())
    me.write("Début", min(f"{now + timedelta(minutes=20):%H:%M}", "23:59") if now.hour else "00:59")
    me.press("Enregistrer")
    me.follow("Ajouter un point")
    for title, kind in ITEMS:
        me.reads("Ajouter un point")
        me.write("Titre", title)
        me.take(kind)
        me.press("Enregistrer" if title == ITEMS[-1][0] else "Enregistrer, puis un autre")
    me.unfold("Autres gestes")
    me.follow("Convoquer et inviter")
    me.press("Envoyer aux personnes cochées")
    me.reads("18 lettres partent dans la minute")
    me.follow("Revenir à la séance")


def hold_meeting(week: Week) -> None:
    """Who came, a note, a decision for the councils, the meeting held, its record sent."""
    me = week.officer
    _note_presences(me)
    me.press("Ouvrir la séance")
    me.follow(ITEMS[1][0])
    me.write("Note du point 2", "Deux corrections demandées, page 3.")
    expect(me.page.locator("[id^=note-]").get_by_text("Enregistré à")).to_be_visible(
        timeout=me.wait
    )
    me.write("Décision sur le point 2", WORDING)
    me.take("à délibérer par les conseils")
    me.press("Noter la décision")
    me.reads("Une décision est notée.")
    me.unfold("Autres gestes")
    me.follow("Dire qu’elle s’est tenue")
    me.press("Noter que la séance s’est tenue")
    me.reads("La séance s’est tenue.")
    me.follow("Préparer l’envoi")
    me.press("Envoyer aux lignes cochées")
    me.reads("lettres partent dans la minute")
    me.follow(files.BODY)


def _note_presences(me: Mouse) -> None:
    me.follow("Noter les présences")
    members = (files.SPACE, *(one for one, _who in files.PARTNERS), *map(_commune, files.COMMUNES))
    for member in members:
        seat = me.page.locator("#presence li").filter(has_text=member).first
        me.tap(seat.locator("label", has_text="Excusé" if member in EXCUSED else "Présent"))
        expect(seat).not_to_contain_text("à noter", timeout=me.wait)


def ask_councils(week: Week) -> None:
    """The decision put to nine councils, the letters and drafts in two files, the sending noted."""
    me = week.officer
    me.press("Poser la question aux conseils")
    me.reads("Neuf partenaires restent à saisir.")
    for papers in ("Toutes les lettres de saisine", "Tous les projets de délibération"):
        me.download(f"DOCX, {papers}")
    me.follow("Noter l’envoi")
    me.press("Enregistrer")
    me.reads("L’envoi à 9 partenaires est noté.")


def answer_by_links(week: Week) -> None:
    """Nine links made and sent at once; three councils answer, one of them first with its date."""
    me = week.officer
    me.unfold("Autres gestes")
    me.follow("Les liens de réponse, tous ensemble")
    me.press("Les envoyer à qui a une adresse")
    me.reads("8 lettres sont écrites")
    links = me.page.locator("[id^=m-message]").all_text_contents()
    urls = [match[0] for text in links if (match := re.search(r"https?://\S+", text))]
    first, *others = (urls[1 + files.COMMUNES.index(one)] for one in files.BY_LINK)
    _say_date(week.guest(first))
    for url in (first, *others):
        _vote(week.guest(url), "Paul")
    _vote(week.guest(urls[0]), "")


def _say_date(council: Mouse) -> None:
    council.take("Pas encore voté")
    council.write("Le conseil se réunit le", today())
    council.take("Paul")
    council.press("Envoyer la réponse")
    council.reads("Gardez ce lien : il vous servira pour dire le vote.")


def _vote(council: Mouse, name: str) -> None:
    council.take("Adoptée")
    day = council.page.get_by_label("Séance du").first
    if not day.input_value():
        council.write("Séance du", today())
    if name:
        council.take(name)
    else:
        council.write("Votre nom et votre fonction", "Odile Mercereau, vice-présidente")
    council.press("Envoyer la réponse")
    council.reads("Votre réponse est enregistrée")


def note_calls(week: Week) -> None:
    """Four answers heard by phone, noted on one page."""
    me = week.officer
    me.follow(QUESTION)
    me.unfold("Autres gestes")
    me.follow("Noter les réponses de plusieurs partenaires")
    for commune in files.BY_PHONE:
        me.pick(f"Réponse, {_commune(commune)}", "adoptée")
        me.write(f"Séance du, {_commune(commune)}", today())
    me.press("Enregistrer")
    me.reads("4 réponses sont enregistrées.")


def import_answers(week: Week) -> None:
    """Two answers from the officer's table."""
    me = week.officer
    me.follow("Tous les outils", within="body")
    me.follow("Importer")
    me.take("Suivi des délibérations")
    _import(me, "votes.csv", files.answers(timezone.localdate()))
    me.reads("votes notés")


def read_tracking(week: Week) -> None:
    """Where the nine councils are, on the page and in the tracking table."""
    me = week.officer
    me.follow("Ouvrir les décisions conjointes")
    me.follow(QUESTION)
    me.reads("neuf adoptions")
    me.download("DOCX, Tableau de suivi des délibérations")


def invite_two(week: Week) -> None:
    """An élue of a commune and a colleague are invited; the élue finds her commune first."""
    me = week.officer
    me.follow("Ma journée", within="body")
    me.follow("Personnes", within="body")
    me.follow("AUBIN, Anne")
    me.press("Inviter dans la coopération")
    elected = _invitation(me)
    me.follow("Inviter quelqu’un d’autre")
    me.write("Adresse de courriel", COLLEAGUE[1])
    me.write("Nom", COLLEAGUE[0])
    me.take("Conduite de la coopération")
    colleague = _invitation(me)
    _come_in(week.guest(elected)).reads("Elle a adopté une décision.")
    week.successor = _come_in(week.guest(colleague))


def _invitation(me: Mouse) -> str:
    me.press("Préparer l’invitation")
    return me.page.get_by_label("Le lien à transmettre").input_value()


def _come_in(guest: Mouse) -> Mouse:
    guest.write("Choisissez un mot de passe", PHRASE)
    guest.press("Entrer", within="body")
    guest.follow("Ma journée", within="body")
    return guest


def hand_over(week: Week) -> None:
    """The note for whoever takes over."""
    me = week.officer
    me.follow("Ma journée", within="body")
    me.follow("Passer la main")
    me.write("Pour qui prendra la suite", NOTE)
    me.press("Laisser la note")
    me.reads("Votre note attend la personne qui prendra la suite.")
    if week.successor:
        week.successor.follow("Ma journée", within="body")
        week.successor.reads(NOTE)


def _import(me: Mouse, name: str, content: str) -> None:
    me.give(name, content)
    me.press("Lire ce fichier")
    me.press("Vérifier les lignes")
    me.press("Importer")


def _commune(name: str) -> str:
    return f"Commune de {name}"


STEPS = (
    Step("l’installation", Counts(1, 4, 2), open_space),
    Step("la coopération", Counts(2, 1, 2), open_cooperation),
    Step("les contacts", Counts(7, 0, 6), import_contacts),
    Step("onze membres", Counts(58, 8, 33), place_members),
    Step("le COPIL et ses sièges", Counts(18, 0, 11), make_body),
    Step("titulaires et suppléants", Counts(11, 0, 10), import_seats),
    Step("la convocation", Counts(17, 11, 10), convene),
    Step("la séance et son relevé", Counts(30, 4, 12), hold_meeting),
    Step("la question aux conseils", Counts(20, 4, 11), ask_councils),
    Step("trois réponses par lien", Counts(9, 3, 7), answer_by_links),
    Step("quatre par téléphone", Counts(25, 12, 26), note_calls),
    Step("deux par tableau", Counts(21, 2, 11), import_answers),
    Step("le tableau de suivi", Counts(0, 0, 1), read_tracking),
    Step("deux invitations", Counts(7, 4, 9), invite_two),
    Step("la main passée", Counts(2, 1, 3), hand_over),
)


def replay(week: Week) -> Iterator[tuple[Step, Counts]]:
    """Do each step in its order; give it with what the officer did in it."""
    before = Counts()
    for step in STEPS:
        step.do(week)
        yield step, week.officer.counts - before
        before = week.officer.counts.copy()
