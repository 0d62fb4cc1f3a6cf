"""Until when may this be kept, and by when must the person hear of it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.law.delays import months_after
from maillage.law.finding import LegalFinding, finding, statement
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_date

YEAR = 12


@dataclass(frozen=True)
class Due:
    """The day that a rule on people or statements gives; `None` while a mandate runs."""

    day: date | None


def retention(
    mandate_ends: Sequence[date | None], *, years: int | None = None, rules: Rules | None = None
) -> LegalFinding[Due]:
    """Return the day from which a person's record is erased or anonymised.

    So many years after the last mandate (three by the product's default, not the law); `None`
    while one runs (`None` as its end) or when there is none. Source: RGPD art. 5(1)(e).
    On screen: « Fiche à effacer ou anonymiser à partir du 30 juin 2030. »
    """
    rules = rules or built_in_rules()
    number = rules["retention.person"].whole("years") if years is None else years
    ends = [end for end in mandate_ends if end is not None]
    if not ends or len(ends) < len(mandate_ends):
        return finding(rules, "retention.person", statement("keep"), Due(None))
    day = months_after(max(ends), number * YEAR)
    return _due(rules, "retention.person", "erase_from", day)


def reading_expiry(
    recorded: date, *, months: int | None = None, rules: Rules | None = None
) -> LegalFinding[Due]:
    """Return the day on which a reading recorded on a person expires, twelve months by default.

    Source: RGPD art. 5(1)(e), CNIL SAN-2021-012.
    On screen: « Cette lecture expire le 1er décembre 2027. »
    """
    rules = rules or built_in_rules()
    number = rules["retention.reading"].whole("months") if months is None else months
    return _due(rules, "retention.reading", "reading_expires", months_after(recorded, number))


def information_of_person(
    obtained: date,
    *,
    first_contact: date | None = None,
    first_disclosure: date | None = None,
    rules: Rules | None = None,
) -> LegalFinding[Due]:
    """Return until when a person must be informed: a month, or earlier than that.

    Earlier: the first contact, or the day when another recipient first reads what is recorded.
    For data obtained from another than the person. Source: RGPD art. 14(3).
    On screen: « À informer au plus tard le 10 décembre 2026 : premier partage. »
    """
    rules = rules or built_in_rules()
    month = months_after(obtained, rules["retention.information"].whole("months"))
    contact, disclosure = first_contact or month, first_disclosure or month
    day = min(month, contact, disclosure)
    sentence = "inform_until"
    if day < month:
        sentence = "inform_before_sharing" if day == disclosure else "inform_at_contact"
    return _due(rules, "retention.information", sentence, day)


def access_answer(received: date, *, rules: Rules | None = None) -> LegalFinding[Due]:
    """Return until when a request for access must be answered, one month after its reception.

    Source: RGPD art. 12(3).
    On screen: « Répondre à la demande d’accès au plus tard le 15 janvier 2027. »
    """
    rules = rules or built_in_rules()
    day = months_after(received, rules["retention.access"].whole("months"))
    return _due(rules, "retention.access", "answer_until", day)


def statement_renewal(published: date, *, rules: Rules | None = None) -> LegalFinding[Due]:
    """Return until when an accessibility statement is valid: three years.

    Source: loi 2005-102 art. 47, décret 2019-768.
    On screen: « Déclaration d’accessibilité à renouveler au plus tard le 1er juin 2029. »
    """
    rules = rules or built_in_rules()
    day = months_after(published, rules["retention.accessibility"].whole("years") * YEAR)
    return _due(rules, "retention.accessibility", "renew_until", day)


def _due(rules: Rules, rule_id: str, sentence_id: str, day: date) -> LegalFinding[Due]:
    return finding(rules, rule_id, statement(sentence_id), Due(day), day=french_date(day))
