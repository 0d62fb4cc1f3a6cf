"""How are a fiche and its versions put in a line?"""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import FicheState
from maillage.trade.plan.fiches.models import FicheModel, FicheVersion
from maillage.trade.plan.fiches.queries import Fiche


def standing_words(action: Action) -> str:
    """« Abandonnée le 12 juin 2026 : le bailleur vend la maison. »"""
    state = french.capital(str(action.get_state_display()))
    day = french.long_date(action.ended_on) if action.ended_on else ""
    words = _("%(state)s le %(day)s") % {"state": state, "day": day} if day else state
    why = f" : {action.state_why.rstrip(' .')}" if action.state_why else ""
    return f"{words}{why}."


def read_words(action: Action, version: FicheVersion | None) -> str:
    """Where the action stands, and which version is read, or that it is the fiche of today."""
    if version:
        return f"{standing_words(action)} {version_words(version)}"
    today = french.long_date(timezone.localdate())
    return f"{standing_words(action)} {_('Fiche au %(day)s, non validée') % {'day': today}}"


def fiche_sentence(one: Fiche, missing: Sequence[str]) -> str:
    """Where the action stands, then what changed since its version, or what the fiche lacks."""
    return f"{standing_words(one.action)} {_version_sentence(one, missing)}"


def _version_sentence(one: Fiche, missing: Sequence[str]) -> str:
    version, lacking = one.validated, _missing_sentence(missing)
    if version is None:
        whole = lacking or _("Toutes les rubriques nécessaires sont écrites.")
        return f"{_('Aucune version validée.')} {whole}"
    others = _("D’autres rubriques ont été choisies depuis.") if one.has_other_rubrics else ""
    changed = _changes_sentence(version.number, len(one.changes))
    return " ".join(filter(None, (changed, others, lacking)))


def _missing_sentence(missing: Sequence[str]) -> str:
    """Which necessary rubrics are still to be written; nothing when all are."""
    names = french.listed([label[:1].lower() + label[1:] for label in missing])
    words = ngettext(
        "Une rubrique nécessaire reste à écrire : %(names)s.",
        "%(n)s rubriques nécessaires restent à écrire : %(names)s.",
        len(missing),
    )
    count = french.capital(french.in_words(len(missing), feminine=True))
    return words % {"n": count, "names": names} if missing else ""


def version_sentence(version: FicheVersion, former: FicheVersion | None) -> str:
    """What a version is, and that it says what the one before said when it does."""
    words = f"{version_words(version)}."
    if former is None or former.fingerprint != version.fingerprint:
        return words
    return _("%(words)s Elle dit mot pour mot ce que dit la version %(number)s.") % {
        "words": words,
        "number": former.number,
    }


def _changes_sentence(number: int, count: int) -> str:
    if not count:
        return _("La version %(number)s est validée ; aucune rubrique n’a changé depuis.") % {
            "number": number
        }
    return ngettext(
        "L’action a changé depuis la version %(number)s, validée : une rubrique diffère.",
        "L’action a changé depuis la version %(number)s, validée : %(n)s rubriques diffèrent.",
        count,
    ) % {"number": number, "n": french.in_words(count, feminine=True)}


def model_sentence(one: FicheModel) -> str:
    """Since when the fiches have these rubrics, and what does not move with them."""
    stays = _(
        "Une version figée garde les siennes ; ce qui est écrit dans une rubrique retirée aussi."
    )
    if not one.version:
        return " ".join((_("Ces rubriques sont celles de votre démarche."), stays))
    since = _("Ces rubriques sont les vôtres depuis le %(day)s.")
    return " ".join((since % {"day": french.long_date(one.since)}, stays))


def version_words(one: FicheVersion) -> str:
    """« Version 2, validée par le comité de pilotage le 12 juin 2026 »."""
    values = {
        "number": one.number,
        "body": one.body or "",
        "day": french.long_date(one.on or one.proposed_on),
    }
    if one.state == FicheState.VALIDATED:
        return _("Version %(number)s, validée le %(day)s : %(body)s") % values
    if one.state == FicheState.REPLACED:
        return _("Version %(number)s, validée le %(day)s puis remplacée") % values
    if one.state == FicheState.WITHDRAWN:
        return _("Version %(number)s, retirée") % values
    return _("Version %(number)s, proposée le %(day)s") % values
