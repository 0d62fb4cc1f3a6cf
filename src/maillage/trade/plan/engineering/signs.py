"""What tells the columns of a list of posts where no known header does?"""

from maillage.foundation.exchange.tables.signs import AIDS, BEGINS, ENDS, THEMES, Signs
from maillage.trade.context.value_kinds import (
    is_body,
    is_day,
    is_endless,
    is_label,
    is_somebody,
    is_sum,
    is_words,
)
from maillage.trade.plan.engineering.typed_times import fte_of

_TIME = r"etp\b|quotite|temps|tps\b|equivalent|duree hebdo"
_OF_HOLDER = r"agent|titulaire|occup|salarie|personne|en poste|pourvu|reel|effecti"


def _holds_time(text: str) -> bool:
    """Whether a text is a time of work."""
    return fte_of(text)[0] is not None


SIGNS = {
    "organisation_name": Signs(
        r"employ|structure|collectivite|port", is_body, but="financ|paye|partenaire"
    ),
    "function": Signs(
        r"poste|intitul|fonction|emploi|metier",
        is_words,
        but=rf"mission|employ|tenu|agent|financ|(?:{AIDS})\w*(?: \w+)* (?:poste|emploi)|"
        r"cout|paye|salaire|lieu|temps|tps\b|quotite",
    ),
    "person_name": Signs(
        r"agent|titulaire|tenu|occup|nom\b|qui\b|personne|en poste",
        is_somebody,
        but="elu|mail|tel|responsable|hierarch|superieur|encadr",
    ),
    "fte": Signs(_TIME, _holds_time, but=f"{_OF_HOLDER}|financ|cout"),
    "availability": Signs(_TIME, _holds_time, beside=_OF_HOLDER, but="financ|cout|vacan"),
    "post_mission": Signs(
        r"mission|objet|tache|role\b|activite|attribution|fait\b|travaille|charge de\b|exerce",
        is_words,
    ),
    "theme": Signs(THEMES, is_label),
    "since": Signs(
        f"{BEGINS}|arriv|entree|prise|embauch|recrut|depuis",
        is_day,
        but=r"fin\b|cree|creation|financ",
    ),
    "until": Signs(
        f"{ENDS}|sortie", lambda text: is_day(text) or is_endless(text), but=r"financ|debut|essai"
    ),
    "post_since": Signs(r"cree|creation|existe", is_day),
    "funding_end": Signs(ENDS, is_day, beside="financ|subvention|aide|convention"),
    "funder": Signs(
        rf"financ|paye|cofinanc|{AIDS}|apport|contribu|prise? en charge",
        lambda text: not (is_sum(text) or is_day(text)),
        but=r"(?:poste|emploi|contrat)s? (?:aide|subvention)|fin\b|jusqu|"
        r"taux|part\b|montant|date|echeance|duree",
    ),
}
