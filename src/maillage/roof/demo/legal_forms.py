"""The legal form that the four communities of the first story looked for, and kept."""

from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.legal_forms.services import add_study, keep_form
from maillage.trade.governance.models import FormStudy

FOUR = ("agglo", "ervelle", "aubree", "etangs")


def make_form_studies(*, access: Access, organisations: dict[str, Organisation]) -> None:
    """The study of the first story; the others have other structures."""
    if "ervelle" not in organisations:
        return
    study = add_study(
        access=access,
        study=FormStudy(
            purpose="l’enfance-jeunesse", shares="service", wants_new_body="no", one_piece="yes"
        ),
        members={organisations[one]: "" for one in FOUR},
    )
    study.chosen, study.chosen_on = "entente", date(2026, 9, 24)
    study.reason = (
        "Chaque conseil garde la décision, sans structure de plus : un membre emploie les agents "
        "et tient la dépense, la conférence règle le reste. Un syndicat nous demanderait un an."
    )
    keep_form(access=access, study=study, read=study.version)
