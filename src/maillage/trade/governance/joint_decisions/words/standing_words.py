"""How is it said where a joint decision stands, and by which rule?"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import listed
from maillage.law.majority_rules import rule_of_decision
from maillage.law.rules import built_in_rules
from maillage.trade.governance.choices import DecisionRule, Silence, Standing, Vote
from maillage.trade.governance.joint_decisions.rules import Council, Place, Terms, effect_of


def reading_of(place: Place) -> str:
    """Why the decision stands there, in one sentence."""
    if not place.councils:
        return _("Aucune structure n’est encore appelée à décider.")
    if place.lacking:
        names = listed([one.name for one in place.lacking])
        return _("La règle compte les populations : il manque celle de %(names)s.") % {
            "names": names
        }
    if place.unlisted:
        return _("Dites quelles structures sont indispensables : la règle les attend.")
    if place.rule == DecisionRule.EACH_FOR_ITSELF:
        return _signing(place)
    read_by_standing = {
        Standing.ACQUIRED: _acquired,
        Standing.RESERVED: _reserved,
        Standing.TEXTS: _texts,
        Standing.POSSIBLE: _possible,
        Standing.EARLY: _early,
        Standing.IMPOSSIBLE: _impossible,
    }
    return read_by_standing[place.standing](place)


def _signing(place: Place) -> str:
    """Who may sign, who is not bound, or whose agreement lacks, where each decides for itself."""
    if place.standing == Standing.EARLY:
        return _early(place)
    if place.standing == Standing.IMPOSSIBLE:
        return _impossible(place)
    parts = [
        _signature(place),
        _answers(place),
        _reserved(place) if place.reserved else "",
        _texts(place) if len(place.texts) > 1 else "",
    ]
    return " ".join(part for part in parts if part)


def _signature(place: Place) -> str:
    """Who may sign, or what lacks before anybody may; nothing when what follows says it."""
    if place.unsigned:
        return _("Rien à signer encore : il manque l’accord de %(names)s.") % {
            "names": listed([one.name for one in place.unsigned])
        }
    if place.signable:
        return _signatories(place)
    fewest = place.outlook.fewest if place.outlook else 0
    if not fewest:
        return ""
    return ngettext(
        "Rien à signer encore : il manque un accord au moins.",
        "Rien à signer encore : il manque %(n)s accords au moins.",
        fewest,
    ) % {"n": french.in_words(fewest)}


def _signatories(place: Place) -> str:
    """How many may sign, and how many will once their acts bind."""
    ready = [one for one in place.signatories if one.is_executory or one.key in place.tacit]
    able, later = len(ready), len(place.signatories) - len(ready)
    now = ngettext("Une structure peut signer.", "%(n)s structures peuvent signer.", able)
    then = ngettext(
        "Une structure pourra signer une fois l’acte exécutoire.",
        "%(n)s structures pourront signer une fois l’acte exécutoire.",
        later,
    )
    return " ".join(
        words % {"n": french.in_words(count, feminine=True).capitalize()}
        for words, count in ((now, able), (then, later))
        if count
    )


def _answers(place: Place) -> str:
    """Who adopted and who refused."""
    adopted = [one.name for one in place.adopted]
    refused = [one.name for one in place.refused if one.key not in place.tacit]
    agreed = ngettext("%(names)s a adopté", "%(names)s ont adopté", len(adopted))
    against = ngettext("%(names)s a refusé.", "%(names)s ont refusé.", len(refused))
    parts = [agreed % {"names": listed(adopted)}] if adopted else []
    return ", ".join([*parts, against % {"names": listed(refused)}]) if refused else ""


def _reserved(place: Place) -> str:
    return ngettext(
        "Une réserve à lever : %(names)s.",
        "%(n)s réserves à lever : %(names)s.",
        len(place.reserved),
    ) % {
        "n": french.in_words(len(place.reserved), feminine=True).capitalize(),
        "names": listed([one.name for one in place.reserved]),
    }


def _texts(place: Place) -> str:
    return _("%(n)s textes différents ont été votés : il manque un accord sur un seul.") % {
        "n": french.in_words(len(place.texts)).capitalize()
    }


def _acquired(place: Place) -> str:
    if place.reserved:
        return ngettext(
            "Elle l’est sans %(names)s, dont l’adoption porte une réserve.",
            "Elle l’est sans %(names)s, dont les adoptions portent des réserves.",
            len(place.reserved),
        ) % {"names": listed([one.name for one in place.reserved])}
    waited = [one for one in place.councils if place.is_waited(one)]
    if waited:
        return _("Elle l’est sans attendre %(names)s.") % {
            "names": listed([one.name for one in waited])
        }
    tacit = len(place.tacit)
    if tacit:
        return ngettext("Dont un accord par silence.", "Dont %(n)s accords par silence.", tacit) % {
            "n": french.in_words(tacit)
        }
    return _("Tous ont répondu.")


def _possible(place: Place) -> str:
    outlook = place.outlook
    if outlook is None:
        return ""
    if len(place.texts) > 1:
        return _texts(place)
    if outlook.complete and len(outlook.sufficient) == 1:
        names = [place.names[key] for key in outlook.sufficient[0]]
        if place.reserved:
            return ngettext(
                "Acquise sous réserve si %(names)s adopte.",
                "Acquise sous réserve si %(names)s adoptent.",
                len(names),
            ) % {"names": listed(names)}
        return ngettext(
            "Acquise si %(names)s adopte.", "Acquise si %(names)s adoptent.", len(names)
        ) % {"names": listed(names)}
    return ngettext(
        "Il manque un accord au moins.", "Il manque %(n)s accords au moins.", outlook.fewest or 0
    ) % {"n": french.in_words(outlook.fewest or 0)}


def _early(place: Place) -> str:
    unsent = [one for one in place.councils if one.sent_on is None]
    if not unsent:
        return _("Le texte est parti ; aucun conseil n’a encore voté.")
    return ngettext(
        "Une structure reste à saisir.", "%(n)s structures restent à saisir.", len(unsent)
    ) % {"n": french.in_words(len(unsent), feminine=True).capitalize()}


def _impossible(place: Place) -> str:
    names = [one.name for one in _blocking(place)]
    if not names:
        return _("Les silences valent refus : il faut une autre règle ou un autre texte.")
    return ngettext(
        "%(names)s a refusé : il faut une autre règle ou un autre texte.",
        "%(names)s ont refusé : il faut une autre règle ou un autre texte.",
        len(names),
    ) % {"names": listed(names)}


def _blocking(place: Place) -> list[Council]:
    """Those whose refusal stops everything: the indispensable ones where each binds itself."""
    required = [one for one in place.refused if one.is_required]
    if place.rule == DecisionRule.EACH_FOR_ITSELF and required:
        return required
    return place.refused


def tally_words(place: Place) -> str:
    """How many answered and how: "Six réponses sur neuf : cinq adoptions, une avec réserves"."""
    counts = {vote: sum(one.vote == vote for one in place.councils) for vote in Vote}
    answered = sum(counts.values())
    if not answered:
        return ""
    parts = [
        _counted(counts[Vote.ADOPTED], _("adoption"), _("adoptions")),
        _counted(counts[Vote.RESERVED], _("avec réserves"), _("avec réserves")),
        _counted(counts[Vote.DEFERRED], _("ajournement"), _("ajournements")),
        _counted(counts[Vote.REFUSED], _("refus"), _("refus")),
    ]
    start = ngettext("une réponse sur %(all)s", "%(n)s réponses sur %(all)s", answered) % {
        "n": french.in_words(answered, feminine=True),
        "all": french.in_words(len(place.councils)),
    }
    text = f"{start} : {', '.join(part for part in parts if part)}."
    return text[:1].upper() + text[1:]


def _counted(count: int, one: str, several: str) -> str:
    if not count:
        return ""
    masculine = one in {_("ajournement"), _("refus")}
    words = french.in_words(count, feminine=not masculine)
    return f"{words} {one if count == 1 else several}"


def earliest_words(place: Place, today: date) -> str:
    """By when all will have answered, or whose date or vote is not known; nothing once all have."""
    waited = [one for one in place.councils if place.is_waited(one)]
    if not waited:
        return ""
    if place.earliest and place.earliest < today:
        sentence = _(
            "Les séances connues sont passées : demandez à %(names)s son vote, ou une date."
        )
        if len(waited) > 1:
            sentence = _(
                "Les séances connues sont passées : demandez à %(names)s leur vote, ou une date."
            )
        return sentence % {"names": listed([one.name for one in waited])}
    stale = [one.name for one in waited if _is_put_off(one)]
    if place.earliest and stale:
        return ngettext(
            "Dernière séance connue : %(day)s. Nouvelle séance à fixer : %(names)s.",
            "Dernière séance connue : %(day)s. Nouvelles séances à fixer : %(names)s.",
            len(stale),
        ) % {"day": french.long_date(place.earliest), "names": listed(stale)}
    if place.earliest:
        return _("Tous auront voté au plus tôt le %(day)s.") % {
            "day": f"{french.weekday(place.earliest)} {french.long_date(place.earliest)}"
        }
    unknown = [one.name for one in waited if one.session_on is None]
    return ngettext(
        "On ne sait pas encore quand se réunit le conseil de %(names)s.",
        "On ne sait pas encore quand se réunissent les conseils de %(names)s.",
        len(unknown),
    ) % {"names": listed(unknown)}


def _is_put_off(council: Council) -> bool:
    """Whether its council adjourned the question, and has no session known since."""
    session, voted = council.session_on, council.voted_on
    return council.vote == Vote.DEFERRED and bool(session and voted and session <= voted)


def rule_text(rule: str, least: int | None) -> str:
    """What the rule asks, in its own words."""
    text = rule_of_decision(built_in_rules(), rule, None).text
    if rule == DecisionRule.REQUIRED and least:
        return _("%(said)s Et %(n)s accords en tout au moins.") % {
            "said": text,
            "n": french.in_words(least),
        }
    return text


def rule_source(rule: str) -> str:
    """The text of law, or the kind of paper, in which such a rule is written."""
    return rule_of_decision(built_in_rules(), rule, None).source


def printed_source(rule: str) -> str:
    """The text of law in which such a rule is written, as a paper cites it once verified."""
    return rule_of_decision(built_in_rules(), rule, None).printed


def silence_words(terms: Terms) -> str:
    """What silence means, in a sentence; nothing when no text gives it a meaning."""
    effect = {"agreement": _("accord"), "refusal": _("refus")}.get(effect_of(terms), "")
    if not terms.silence:
        return _("Le silence d’un conseil ne vaut ni accord ni refus.")
    if terms.silence == Silence.CONVENTION:
        return _agreed_silence(terms.months)
    if not effect:
        return _("Un vote exprès est nécessaire : le silence n’a pas de sens.")
    return _("Le silence d’un conseil vaut %(effect)s une fois le délai passé.") % {
        "effect": effect
    }


def _agreed_silence(months: int | None) -> str:
    """What silence means after a delay that the structures agreed on: nothing was remarked."""
    delay = _(" (%(n)s mois)") % {"n": months} if months else ""
    return _(
        "Passé le délai convenu%(delay)s, le silence d’un conseil veut dire « aucune remarque » : "
        "il n’est jamais un vote (%(source)s)."
    ) % {"delay": delay, "source": built_in_rules()["silence.no_text"].source}


def silence_to_come(name: str, effect: str, on: date) -> str:
    """What a council's silence is about to be worth: « vaudra accord dès le 12 décembre »."""
    words = _("Le silence de %(name)s vaudra %(effect)s dès le %(day)s.")
    effects = {"agreement": _("accord"), "refusal": _("refus")}
    return words % {"name": name, "effect": effects[effect], "day": french.day_in_words(on)}


def days_left(day: date, today: date) -> str:
    """A limit as one reads it: the day, and that it has passed."""
    written = f"{french.weekday(day)} {french.day_in_words(day)}"
    if day < today:
        return _("c’était le %(day)s") % {"day": written}
    return _("avant la fin du %(day)s") % {"day": written}


def answer_council_word(council: Council, place: Place) -> str:
    """The mark of a council's answer, among `core.marks.ANSWERS`."""
    marks = {
        Vote.ADOPTED: "yes",
        Vote.RESERVED: "reserve",
        Vote.DEFERRED: "deferred",
        Vote.REFUSED: "no",
    }
    if council.key in place.tacit:
        return "tacit" if place.effect == "agreement" else "no"
    if council.vote:
        return marks[Vote(council.vote)]
    return "sent" if council.sent_on else "ask"
