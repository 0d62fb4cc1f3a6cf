"""What does the map say, in one sentence?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.french import number
from maillage.ground.territories.atlas.short_names import short_name
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.territory_map.queries.concerned import Area, Concerned

IN_WORDS = ("zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
MOST_TOLD = 3


def reading(shown: Concerned) -> str:
    """How many intercommunalités and communes, and which ones the perimeters cross."""
    sentences = [_members(shown)]
    sentences += [_crossed(shown, perimeter) for perimeter in shown.perimeters[:2]]
    return " ".join(sentence for sentence in sentences if sentence)


def _members(shown: Concerned) -> str:
    epci = sum(area.territory.kind == Kind.EPCI for area in shown.members)
    lines = []
    if epci:
        lines.append(_counted(epci, ngettext("intercommunalité", "intercommunalités", epci)))
    if shown.communes:
        words = ngettext("commune", "communes", shown.communes)
        lines.append(_counted(shown.communes, words))
    if not lines:
        return _("Aucun membre n’a encore de territoire.")
    sentence = ", ".join(lines)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _counted(count: int, words: str) -> str:
    return f"{IN_WORDS[count] if count < len(IN_WORDS) else number(count)} {words}"


def _crossed(shown: Concerned, perimeter: Area) -> str:
    number_of = perimeter.territory.pk
    pairs = [(area, area.within.get(number_of, 0)) for area in _areas_to_list(shown)]
    crossed = [area for area, count in pairs if 0 < count < area.communes]
    whole = [area for area, count in pairs if count and count >= area.communes]
    name = perimeter.label
    if not crossed and not whole:
        return _("« %(name)s » n’en touche aucune.") % {"name": name}
    if not crossed and len(whole) == len(pairs):
        return ngettext(
            "« %(name)s » la contient.", "« %(name)s » les contient toutes.", len(pairs)
        ) % {"name": name}
    if not crossed:
        return _("« %(name)s » en contient %(count)s.") % {"name": name, "count": _few(len(whole))}
    return _("« %(name)s » en recoupe %(count)s : %(which)s.") % {
        "name": name,
        "count": _few(len(crossed)),
        "which": _listed(crossed),
    }


def _areas_to_list(shown: Concerned) -> list[Area]:
    """The intercommunalités, or the communes where no intercommunalité is a member."""
    members = [area for area in shown.members if not area.is_frame]
    epci = [area for area in members if area.territory.kind == Kind.EPCI]
    return epci or members


def _few(count: int) -> str:
    return IN_WORDS[count] if count < len(IN_WORDS) else number(count)


def _listed(areas: list[Area]) -> str:
    names = [short_name(area.territory.name) for area in areas[:MOST_TOLD]]
    if len(areas) > MOST_TOLD:
        return _("%(names)s et d’autres") % {"names": ", ".join(names)}
    *first, last = names
    return _("%(first)s et %(last)s") % {"first": ", ".join(first), "last": last} if first else last
