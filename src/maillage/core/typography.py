"""How do pages keep French spacing without each template thinking of it?

The plain spaces of a template's own words become no-break spaces when it is loaded, once: before
`; : ? ! » €`, after `«`, inside numbers. What a page shows of the data is spaced by the filter
`french_spaces`. While the site speaks one language, its plain sentences are also said then: a page
of a hundred sentences has a hundred tags less to go through.
"""

import re
from pathlib import Path

from django.conf import settings
from django.template import Origin
from django.template.loaders.app_directories import Loader as AppDirectoriesLoader
from django.utils.translation import gettext

from maillage.core.french import with_french_spaces

OURS = str(Path(__file__).resolve().parent.parent)
TEMPLATE_TOKEN = re.compile(r"({%.*?%}|{{.*?}}|{#.*?#})", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*(?:translate|trans)\s")
SENTENCE = re.compile(r'{%\s*translate\s+"([^"]*)"\s*%}')
NOUN = "structure"
QUOTED = re.compile(r'"[^"]*"')
TAG_EDGE = re.compile(r"(<(?=[a-zA-Z/!])|>)")


def french_template(source: str) -> str:
    """The template with its own words spaced; tags, attributes and expressions are left alone."""
    pieces: list[str] = []
    inside_tag = False
    for token in TEMPLATE_TOKEN.split(source):
        if TEMPLATE_TOKEN.fullmatch(token):
            pieces.append(_spaced_literals(token) if TRANSLATED.match(token) else token)
        else:
            spaced, inside_tag = _spaced_words(token, inside_tag=inside_tag)
            pieces.append(spaced)
    return "".join(pieces)


def in_one_language(source: str) -> str:
    """The template with its plain sentences in the only language served; itself if there are more.

    A sentence given a name (`as`) or a filter stays a tag: it is not plain text of the page. So
    does one that holds the noun which some cooperations say in another word.
    """
    if len(settings.LANGUAGES) > 1:
        return source
    return SENTENCE.sub(_translated, source)


def _translated(sentence: re.Match[str]) -> str:
    return sentence[0] if NOUN in sentence[1].lower() else gettext(sentence[1])


def _spaced_literals(token: str) -> str:
    return QUOTED.sub(lambda quoted: with_french_spaces(quoted[0]), token)


def _spaced_words(text: str, *, inside_tag: bool) -> tuple[str, bool]:
    """The text with its words spaced, and whether it ends inside an HTML tag."""
    pieces: list[str] = []
    for piece in TAG_EDGE.split(text):
        pieces.append(piece if inside_tag else with_french_spaces(piece))
        inside_tag = piece == "<" or (inside_tag and piece != ">")
    return "".join(pieces), inside_tag


class Loader(AppDirectoriesLoader):
    """Loads the templates of the apps, ours with French spacing."""

    def get_contents(self, origin: Origin) -> str:
        """The source of the template."""
        source = super().get_contents(origin)
        ours = origin.name.startswith(OURS) and origin.name.endswith(".html")
        return french_template(in_one_language(source)) if ours else source
