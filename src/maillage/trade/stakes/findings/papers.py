"""The letter that asks a structure what it sees of the findings, with its link."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.links.queries import waiting_links
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.points import last_days, path_of
from maillage.foundation.documents.writing.kinds import Field, Paper, Together, Value
from maillage.ground.directory.models import Actor
from maillage.trade.stakes import permissions
from maillage.trade.stakes.findings.asking import PURPOSE, structures_to_ask

MODEL = Path(__file__).with_name("paper_models") / "findings_letter.xml"
WORD = "findings_letter"


def findings_papers() -> tuple[Paper, ...]:
    """The letter of one structure, and those of all whose link waits for an answer."""
    return (
        Paper(
            word=WORD,
            label=_("Lettre qui demande un avis sur les constats"),
            purpose=_("La lettre donne à une structure le lien pour dire son avis."),
            about="findings",
            make_fields=_fields,
            model=MODEL,
            gather=_gather,
            together=Together("findings", _("Demander les avis"), gather=_letters),
        ),
    )


def _fields() -> tuple[Field, ...]:
    return (
        Field("objet", _("L’objet de la lettre"), _("Ce que vous constatez du territoire")),
        Field("destinataire", _("À qui l’on écrit"), _("Commune d’Aubry")),
        Field("adresse_destinataire", _("L’adresse de son siège"), "1 place du Marché\nExemple"),
        Field("de_structure", _("De cette structure"), _("de la commune d’Aubry")),
        Field("reponse_avant", _("Le dernier jour pour répondre"), "24 janvier 2027"),
        Field("lien", _("L’adresse qui ouvre la question"), "https://exemple.fr/r/abc"),
    )


def _gather(access: Access, number: int) -> dict[str, Value] | None:
    """What the letter of this structure says; None without a link that waits."""
    return next((one for one in _waiting(access, [number])), None)


def _letters(access: Access, number: int) -> Sequence[dict[str, Value]]:
    """What the letter of each structure says; the number is the cooperation's."""
    return _waiting(access, None) if number == access.cooperation_id else ()


def _waiting(access: Access, only: Sequence[int] | None) -> list[dict[str, Value]]:
    """The letters of the links that wait, of some structures or of all, in two queries."""
    if not permissions.can_collect_judgements(access):
        return []
    links = waiting_links(access.cooperation_id, PURPOSE).order_by("pk")
    link_by_target = {one.target: one for one in links}
    actors = structures_to_ask(access.cooperation_id)
    rows = actors.filter(pk__in=list(link_by_target) if only is None else only)
    days = last_days(link_by_target.values())
    pairs = [(one, link_by_target[one.pk]) for one in rows if one.pk in link_by_target]
    return [_letter(actor, link, days[link.pk]) for actor, link in pairs]


def _letter(actor: Actor, link: AnswerLink, day: date) -> dict[str, Value]:
    body = actor.organisation
    subject = _("Ce que vous constatez du territoire")
    return {
        "titre": f"{subject}, {actor}",
        "objet": subject,
        "destinataire": link.recipient,
        "adresse_destinataire": body.address.replace("\r\n", "\n") if body else "",
        "de_structure": french.of_body(body or str(actor)),
        "reponse_avant": french.long_date(day),
        "lien": settings.PUBLIC_ADDRESS + path_of(link),
    }
