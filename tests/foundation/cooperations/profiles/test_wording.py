"""A cooperation's pages speak in the words of its profile."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from pytest_django import Settings

import maillage
from maillage.foundation.cooperations.profiles.rules import Word, profile, profiles
from maillage.foundation.cooperations.profiles.words import agreed, paid_words, spoken
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.rules.wording import sentences
from tests.visits.pages import NOUN, spoken_text

SOURCES = Path(maillage.__file__).parent
PARTNER = Word("partenaire", "partenaires")
MEMBER = Word("membre", "membres")


@pytest.mark.parametrize(
    ("usual", "sentence"),
    [
        ("Aucune structure pour l’instant", "Aucun partenaire pour l’instant"),
        ("La carte de la structure", "La carte du partenaire"),
        ("Toutes les structures connues", "Tous les partenaires connus"),
        ("%(n)d structures sont placées.", "%(n)d partenaires sont placés."),
        ("rattachée à la structure", "rattachée au partenaire"),
        ("Territoire d’une structure", "Territoire d’un partenaire"),
        ("Structure, personne, décision…", "Partenaire, personne, décision…"),
        ("les structures pour lesquelles il parle", "les partenaires pour lesquels il parle"),
        ("structures créées", "partenaires créés"),
        ("structure créée", "partenaire créé"),
        ("structure nouvelle", "partenaire nouveau"),
        ("Les lignes sont les structures membres", "Les lignes sont les partenaires membres"),
        ("Une seule structure est consultée", "Un seul partenaire est consulté"),
        (
            "Dites quelles structures sont indispensables",
            "Dites quels partenaires sont indispensables",
        ),
        ("%(n)s structures membres lues sur %(all)s", "%(n)s partenaires membres lus sur %(all)s"),
        (
            "Aucune structure n’est encore appelée à décider.",
            "Aucun partenaire n’est encore appelé à décider.",
        ),
        (
            "une structure n’est ni convoquée ni comptée",
            "un partenaire n’est ni convoqué ni compté",
        ),
        ("associée", "associé"),
        ("répond pour sa structure", "répond pour sa structure"),
        ("Comme « La Structure Commune »", "Comme « La Structure Commune »"),
        (
            '<a href="?structure=%(structure)s">ici</a>',
            '<a href="?structure=%(structure)s">ici</a>',
        ),
        ("infrastructure", "infrastructure"),
    ],
)
def test_sentence_agrees_with_the_word(usual: str, sentence: str) -> None:
    assert agreed(usual, PARTNER) == sentence


FEMININE = re.compile(
    r"\b(?:[Qq]uelles|[Tt]outes les|[Uu]ne seule|[Aa]ucune) partenaires?\b"
    r"|\bpartenaires?(?: membres?)?(?: (?:n’)?(?:est|sont|était|étaient)(?: encore| plus| ni)?)?"
    r" (?!que\b|cette\b)\w+(?:ées?|ues?|ntes?|ettes?)\b",
    re.IGNORECASE,
)


def test_nothing_agrees_with_a_structure_that_is_a_partner() -> None:
    sources = [path for path in SOURCES.rglob("*.*") if path.suffix in (".py", ".html", ".txt")]
    lines = [line for path in sources for line in path.read_text().splitlines()]
    parts = [agreed(line, PARTNER) for line in lines if NOUN.search(line)]

    assert [line for line in parts if FEMININE.search(line)] == []


# What stays feminine beside a partner: somebody (a person), a thing of the sentence's own.
OF_SOMETHING_ELSE = re.compile(
    r"toutes les qualités|Elle siège en son nom|^Elles s’écrivent|^Une question sur laquelle"
    r"|quand elle agit dans|ce qui est à elle|celle qui pose|Vous êtes dans l’annuaire"
    r"|plus elle est haute|colonnes ne nomme|[Aa]ucune décision"
)
STANDS_FOR = re.compile(
    r"\b(?:elles?|celles?|chacune|aucune|lesquelles|laquelle|toutes|l’une|nouveaus)\b",
    re.IGNORECASE,
)
CONTRACTED = re.compile(r"\b(?:de les?|à les?|de des|que un|si il)\b(?! \w+er\b)", re.IGNORECASE)


@pytest.mark.parametrize("word", dict.fromkeys(one.words["member"] for one in profiles()), ids=str)
def test_each_sentence_agrees_with_the_word_of_each_profile(word: Word) -> None:
    agreed_sentences = {
        agreed(" ".join(one.split()), word) for _path, one in sentences() if NOUN.search(one)
    }
    if not word.feminine:
        agreed_sentences = {one for one in agreed_sentences if not OF_SOMETHING_ELSE.search(one)}
        assert sorted(one for one in agreed_sentences if STANDS_FOR.search(one)) == []
    assert sorted(one for one in agreed_sentences if CONTRACTED.search(one)) == []


@pytest.mark.parametrize("key", [one.key for one in profiles()])
def test_words_of_a_profile_make_french_sentences(key: str) -> None:
    words = profile(key).words
    made = [part for word in words.values() for part in (word.with_one, word.with_the)]

    assert [one for one in made if re.match(r"(?:le|la) [aeiouyéèêâîôû]", one, re.IGNORECASE)] == []
    assert [one for one in made if re.match(r"(?:une? l’|un une|l’[^aeiouyhéèêâ])", one)] == []
    assert [
        word for word in words.values() if word.plural in {f"{word.singular}ss", "nouveaus"}
    ] == []


@pytest.mark.parametrize(
    ("usual", "sentence"),
    [
        ("structures nouvelles", "partenaires nouveaux"),
        ("structure nouvelle", "partenaire nouveau"),
        (
            "Cochez les structures dont le conseil délibère",
            "Cochez les partenaires dont le conseil délibère",
        ),
        ("aux structures dont le siège est vacant", "aux partenaires dont le siège est vacant"),
    ],
)
def test_plurals_keep_their_letters(usual: str, sentence: str) -> None:
    assert agreed(usual, PARTNER) == sentence


def test_member_is_not_said_twice() -> None:
    assert agreed("Chaque structure membre a des personnes", MEMBER) == (
        "Chaque membre a des personnes"
    )


def test_words_outlive_a_change_of_settings(settings: Settings) -> None:
    for locale_paths in ([], ["/nowhere"]):
        settings.LOCALE_PATHS = locale_paths
        with spoken("ctg"):
            assert gettext("Aucune structure") == "Aucun partenaire"
    assert gettext("Aucune structure") == "Aucune structure"


def test_words_within_words_end_with_them() -> None:
    with spoken("ctg"):
        with spoken("leader"):
            assert gettext("une structure") == "un membre"
        assert gettext("une structure") == "un partenaire"


@pytest.mark.django_db
def test_page_kept_for_one_kind_is_not_shown_to_another() -> None:
    box = "Structure, personne, décision…"
    for kind, value in (("ctg", 0), ("petr", 1), ("ctg", 0)):
        access = make_access(cooperation=make_cooperation(profile=kind))
        page = signed_in(access).get(
            reverse("directory:organisations", args=[access.cooperation.slug])
        )
        assert page.text.count(box) == value


@pytest.mark.django_db
def test_other_kinds_keep_the_usual_word() -> None:
    access = make_access(cooperation=make_cooperation(profile="petr"))
    find = reverse("directory:organisation_find", args=[access.cooperation.slug])

    assert NOUN.search(spoken_text(signed_in(access).get(find).text))


# Every word of every profile, written out: after "un" or "une", after its article, several of them.
WRITTEN = {
    "CLS": "un CLS, le CLS, des CLS",
    "CRTE": "un CRTE, le CRTE, des CRTE",
    "CTG": "une CTG, la CTG, des CTG",
    "PAT": "un PAT, le PAT, des PAT",
    "action": "une action, l’action, des actions",
    "axe": "un axe, l’axe, des axes",
    "contrat de ville": "un contrat de ville, le contrat de ville, des contrats de ville",
    "coopération": "une coopération, la coopération, des coopérations",
    "enjeu": "un enjeu, l’enjeu, des enjeux",
    "fiche action": "une fiche action, la fiche action, des fiches action",
    "lieu de soin": "un lieu de soin, le lieu de soin, des lieux de soin",
    "membre": "un membre, le membre, des membres",
    "objectif": "un objectif, l’objectif, des objectifs",
    "orientation": "une orientation, l’orientation, des orientations",
    "partenaire": "un partenaire, le partenaire, des partenaires",
    "programme LEADER": "un programme LEADER, le programme LEADER, des programmes LEADER",
    "restaurant collectif": (
        "un restaurant collectif, le restaurant collectif, des restaurants collectifs"
    ),
    "structure": "une structure, la structure, des structures",
    "équipement": "un équipement, l’équipement, des équipements",
}
# What a page says of a member, in the words of each profile.
OF_MEMBERS = (
    "Aucune structure",
    "de la structure",
    "à la structure",
    "cette structure",
    "toutes les structures",
    "une autre structure",
    "une structure nouvelle",
    "les structures placées",
)
AGREED = {
    "structure": OF_MEMBERS,
    "partenaire": (
        "Aucun partenaire",
        "du partenaire",
        "au partenaire",
        "ce partenaire",
        "tous les partenaires",
        "un autre partenaire",
        "un partenaire nouveau",
        "les partenaires placés",
    ),
    "membre": (
        "Aucun membre",
        "du membre",
        "au membre",
        "ce membre",
        "tous les membres",
        "un autre membre",
        "un membre nouveau",
        "les membres placés",
    ),
}


def test_every_word_of_every_profile_bears_its_article() -> None:
    words = [word for one in profiles() for word in one.words.values()]

    assert {
        one.singular: f"{one.with_one}, {one.with_the}, des {one.plural}" for one in words
    } == WRITTEN


def test_states_of_money_agree_inside_a_sentence() -> None:
    words = "Aides accordées et versées, pressentis ou demandés."

    assert {
        one: paid_words(words, profile(one).money) for one in ("ctg", "crte", "leader", "pat")
    } == {
        "ctg": "Aides notifiées et versées, attendus ou demandés.",
        "crte": "Aides acquises et versées, pressentis ou sollicités.",
        "leader": "Aides programmées et payées, pressentis ou demandés.",
        "pat": words,
    }


def test_what_is_said_of_members_agrees_in_every_profile() -> None:
    words = [one.words["member"] for one in profiles()]

    assert {
        one.singular: tuple(agreed(sentence, one) for sentence in OF_MEMBERS) for one in words
    } == AGREED
