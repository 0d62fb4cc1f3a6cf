"""What the four communities of the first story draw from it, and what they said of their pages."""

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.evaluation.balance.models import BalanceReading, Benefit
from maillage.trade.evaluation.balance.readings import Period
from maillage.trade.evaluation.balance.services import note_words, publish, save_benefit, send_page
from maillage.trade.evaluation.choices import BenefitKind

PERIOD = Period(2024, 2026)
# Whose, what, what shows it, whether it comes straight from what is done together.
BENEFITS = (
    ("agglo", "Une seule étude de mobilité pour quatre territoires", "Marché du 12 mars", True),
    ("agglo", "Un interlocuteur unique pour la Région", "", False),
    ("ervelle", "Un service d’instruction joignable cinq jours sur cinq", "Relevé 2026", True),
    ("aubree", "La voie verte entre au schéma régional", "Délibération du 20 mai", True),
    ("aubree", "Des remplacements entre équipes, l’été", "", False),
    ("etangs", "Trois cantines servent les producteurs du bassin", "Menus de septembre", True),
    ("etangs", "Un appui juridique aux petites communes", "", True),
    ("etangs", "Une voix dans le contrat de mobilité", "", False),
)
WORDS = (
    ("agglo", "Rien à ajouter.", "La vice-présidente"),
    ("ervelle", "Les trajets des agents manquent : nous les comptons.", "Le directeur"),
    ("aubree", "", "Le président"),
)


def make_balance(*, access: Access, organisations: dict[str, Organisation]) -> None:
    """The pages of the first story; the others have other structures."""
    if "ervelle" not in organisations:
        return
    for who, label, evidence, is_direct in BENEFITS:
        benefit = Benefit(
            organisation=organisations[who],
            label=label,
            evidence=evidence,
            kind=BenefitKind.DIRECT if is_direct else BenefitKind.INDIRECT,
            from_year=PERIOD.first,
            to_year=PERIOD.last,
        )
        save_benefit(access=access, benefit=benefit, read=None, file=None)
    pages = [_read(access, organisations[who], words, by) for who, words, by in WORDS]
    publish(access=access, pages=pages[:1])


def _read(access: Access, organisation: Organisation, words: str, by: str) -> BalanceReading:
    send_page(
        author=access.user,
        cooperation=access.cooperation,
        organisation=organisation,
        period=PERIOD,
        recipient=by,
        email="",
    )
    page = BalanceReading.objects.get(organisation=organisation, cooperation=access.cooperation)
    return note_words(access=access, page=page, read=page.version, words=words, by=by)
