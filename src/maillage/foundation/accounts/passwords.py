"""Which passwords are too easy to guess here? Those made of the words of the house."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.foundation.accounts.models import User

HOUSE_WORDS = (
    "intercommunalite",
    "administrateur",
    "communaute",
    "cooperation",
    "departement",
    "motdepasse",
    "territoire",
    "connexion",
    "maillage",
    "password",
    "bienvenue",
    "commune",
    "chargee",
    "region",
    "charge",
    "mairie",
)
LETTERS_OF_ONES_OWN = 4


class HouseWordsValidator:
    """Refuses a password that holds a word of the house and hardly any other letter."""

    def validate(self, password: str, user: User | None = None) -> None:
        """ValidationError when the words are too expected."""
        rest = "".join(letter for letter in fold(password) if letter.isalpha())
        held = [word for word in HOUSE_WORDS if word in rest]
        for word in held:
            rest = rest.replace(word, "")
        if held and len(rest) < LETTERS_OF_ONES_OWN:
            raise ValidationError(self.get_help_text(), code="password_of_the_house")

    def get_help_text(self) -> str:
        """What to do instead."""
        return _("Ce mot de passe est fait de mots trop attendus ici. Ajoutez-en d’autres.")
