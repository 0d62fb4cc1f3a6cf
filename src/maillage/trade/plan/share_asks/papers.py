"""The letter that recalls to a structure the parts on which its answer is awaited."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.points import last_days, path_of
from maillage.foundation.documents.writing.kinds import Field, Paper, Together, Value
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Share
from maillage.trade.plan.share_asks.queries import ready_shares, waiting_share_links

MODEL = Path(__file__).with_name("paper_models") / "share_letter.xml"
WORD = "share_letter"


def share_papers() -> tuple[Paper, ...]:
    """The letter of one structure, and those of all whose links wait for an answer."""
    return (
        Paper(
            word=WORD,
            label=_("Lettre de relance sur des parts du plan"),
            purpose=_("La lettre donne à une structure le lien de chaque part sans réponse."),
            about="silent_parts",
            make_fields=_fields,
            model=MODEL,
            gather=_gather,
            together=Together("silent_parts", _("Relances du plan"), gather=_letters),
        ),
    )


def _fields() -> tuple[Field, ...]:
    part = {
        "action": _("Un tarif commun"),
        "role": _("contribue"),
        "lien": "https://exemple.fr/r/abc",
    }
    return (
        Field("objet", _("L’objet de la lettre"), _("Votre part dans le plan d’action")),
        Field("destinataire", _("À qui l’on écrit"), _("Commune d’Aubry")),
        Field("adresse_destinataire", _("L’adresse de son siège"), "1 place du Marché\nExemple"),
        Field("de_structure", _("De cette structure"), _("de la commune d’Aubry")),
        Field("combien", _("Combien de parts attendent"), _("une part du plan d’action")),
        Field("reponse_avant", _("Le dernier jour pour répondre"), "24 janvier 2027"),
        Field(
            "parts",
            _("Chaque part dont on attend la réponse"),
            [part],
            (
                Field("action", _("L’action"), part["action"]),
                Field("role", _("Ce qui est proposé"), part["role"]),
                Field("lien", _("L’adresse qui ouvre la question"), part["lien"]),
            ),
        ),
    )


def _gather(access: Access, number: int) -> dict[str, Value] | None:
    """What the letter of this structure says; None without a link that waits."""
    return next(iter(waiting_letters(access, lambda one: one.organisation_id == number)), None)


def _letters(access: Access, number: int) -> Sequence[dict[str, Value]]:
    """What the letter of each structure says; the number is the cooperation's."""
    return waiting_letters(access) if number == access.cooperation_id else ()


def waiting_letters(
    access: Access, keeps: Callable[[Share], bool] = lambda _share: True
) -> list[dict[str, Value]]:
    """What the letter of each structure says of the links that wait for the parts to be kept.

    In two queries.
    """
    if not permissions.can_edit_plan(access):
        return []
    link_by_target = {one.target: one for one in waiting_share_links(access).order_by("pk")}
    rows = ready_shares(access)
    by_body: dict[int, list[Share]] = defaultdict(list)
    for one in rows.order_by("organisation__folded", "organisation", "action__order", "pk"):
        if keeps(one):
            by_body[one.organisation_id].append(one)
    days = last_days(link_by_target.values())
    return [_letter(parts, link_by_target, days) for parts in by_body.values()]


def _letter(
    parts: Sequence[Share], link_by_target: Mapping[int, AnswerLink], days: Mapping[int, date]
) -> dict[str, Value]:
    body = parts[0].organisation
    links = [link_by_target[one.pk] for one in parts]
    count = french.counted(len(parts), _("part"), _("parts"))
    subject = _("Votre part dans le plan d’action")
    return {
        "titre": f"{subject}, {body}",
        "objet": subject,
        "destinataire": links[0].recipient,
        "adresse_destinataire": body.address.replace("\r\n", "\n"),
        "de_structure": french.of_body(body),
        "combien": _("%(parts)s du plan d’action") % {"parts": count},
        "reponse_avant": french.long_date(min(days[one.pk] for one in links)),
        "parts": [
            {
                "action": one.action.title,
                "role": str(one.get_role_display()),
                "lien": settings.PUBLIC_ADDRESS + path_of(link),
            }
            for one, link in zip(parts, links, strict=True)
        ],
    }
