"""What tells the columns of a list of what is due where no known header does?"""

import re

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.signs import AIDS, ENDS, Signs
from maillage.trade.context.value_kinds import (
    is_body,
    is_day,
    is_short_reference,
    is_somebody,
    is_sum,
    is_words,
)

_ACT = r"acte|texte|arrete|convention|decision|deliber|reference|notific|fondement|contrat|base"
_DUE = r"rendu|piece|document|livrable|justificat"
# « article 3 », « art. L 2334-24 », « arrêté art. 5 »: an article, and of which act in a word.
_AN_ARTICLE = re.compile(
    r"\A(?:[^\W\d]+ )?(?:art(?:icles?|\.)?|clause|alinea) ?[lrd]?[. ]?\d[\w. -]*"
)


def is_article(text: str) -> bool:
    """Whether a text says an article, and at most in one word of what.

    >>> [is_article(text) for text in ("art. 9.1", "arrêté art. 5", "Convention 2024", "12")]
    [True, True, False, False]
    """
    return bool(_AN_ARTICLE.fullmatch(folded(text)))


SIGNS = {
    "duties": Signs(
        r"attend|ce qui est due?\b|rendre|rendus?\b|fournir|produire|envoyer|transmettre|remettre|"
        r"livrable|obligation|engagement|piece|document|"
        r"justificat|intitul|libell|objet|formalite|demarche",
        is_words,
        but=r"par\b|par qui|n\b|reference|acte|article|date|avant|type|statut|le$|"
        r"destinat|financ|bailleur|organisme|responsable|"
        rf"nature(?! (?:du|de la|des) (?:{_DUE}))",
    ),
    "duty_about": Signs(
        r"pour quoi|concern|projet|operation|equipement",
        is_words,
        but=rf"port|n\b|(?:{AIDS}|dispositif|fonds|financ|somme|montant|{_ACT})\w*(?: \w+)* "
        "concern",
    ),
    "funder": Signs(
        r"financ|bailleur|envers|destinataire|a qui\b|organisme|aupres|institution|partenaire",
        is_body,
    ),
    "schemes": Signs(
        rf"dispositif|programme|contrat|fonds|{AIDS}",
        is_words,
        but=f"acte|projet|operation|equipement|{ENDS}",
    ),
    "due_on": Signs(
        f"{ENDS}|rendre|dates? (?:limite|prevue|max|de (?:rendu|remise|transmi))|quand",
        is_day,
        but=r"ouvert|fait\b|debut|^(?!.*(?:limite|avant|plus tard|max)).*\benvo[iy]",
    ),
    "duty_opens_on": Signs(r"ouvr|ouvert|des\b|partir|possible|debut", is_day),
    "act_reference": Signs(
        _ACT,
        lambda text: (is_words(text) or is_short_reference(text)) and not is_article(text),
        but="port",
    ),
    "duty_article": Signs(
        r"article|clause|alinea", is_short_reference, also=frozenset({"act_reference"})
    ),
    "duty_consequence": Signs(
        r"consequence|sinon|sanction|risque|penalit|defaut|encour|"
        r"si (?:on |l on |rien|pas |oubli|retard|non|manqu)",
        is_words,
    ),
    "amount": Signs(
        r"enjeu|montant|combien|somme|risque|perte", is_sum, but=r"date|taux|n\b|verse|recu"
    ),
    "pilot_person": Signs(
        r"agent|charge\b|responsable|referent|suivi|suit\b|qui\b|personne|contact|interlocut",
        lambda text: is_somebody(text) or is_body(text),
        but=r"mail|tel\b|telephone|elue?\b",
    ),
    "text_sent_on": Signs(
        r"fait\b|rendu|depos|transmis|remis|envo[iy]|adress|solde", is_day, but=f"{ENDS}|rendre"
    ),
    "duty_receipt": Signs(
        r"recepiss|accuse|recommande|bordereau|depot|enregistr", is_short_reference, but="date"
    ),
}
