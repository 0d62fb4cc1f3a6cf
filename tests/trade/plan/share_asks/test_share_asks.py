"""A part is put by link: answered once, with its days, news and steps; nothing else is read."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.trade.governance.models import Commitment
from maillage.trade.plan.actions.services import delete_action
from maillage.trade.plan.models import Action, ActionStep, FicheVersion, ProgressNote, Share
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.makers import make_contact, make_member_person
from tests.ground.directory.reading import plain
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.makers import (
    make_action,
    make_action_step,
    make_fiche_version,
    make_share,
    make_share_answer,
)

pytestmark = pytest.mark.django_db
BY = "Jeanne Oriot, relais de la Plaine"


@pytest.fixture
def share(access: Access) -> Share:
    """A part in an action that everybody reads."""
    action = make_action(cooperation=access.cooperation, title="Un tarif commun")
    return make_share(action=action, asked_on=None)


@pytest.fixture
def link(share: Share) -> AnswerLink:
    """The link by which its structure answers."""
    return link_to(share)


def link_to(share: Share) -> AnswerLink:
    """A link about this part."""
    return make_answer_link(cooperation=share.action.cooperation, purpose="share", target=share.pk)


def sent(link: AnswerLink, typed: Mapping[str, object]) -> tuple[int, str]:
    """What the page says when this is sent after the page was read."""
    form = Client().get(path_of(link)).context["form"]
    read = {"read": form["read"].value(), "said_by": BY}
    page = Client().post(path_of(link), {**read, **typed})
    return page.status_code, plain(page.text).replace("\u00a0", " ")


def test_a_link_whose_action_is_gone_says_so_to_whoever_opens_it_and_to_officers(
    officer: Client, access: Access, share: Share, link: AnswerLink
) -> None:
    waiting = link_to(make_share(action=make_action(cooperation=access.cooperation)))
    slug = access.cooperation.slug
    delete_action(access=access, action=share.action)

    page = plain(Client().get(path_of(link)).text)
    listed = plain(officer.get(reverse("cooperations:answer_links", args=[slug])).text)
    sheet = plain(officer.get(reverse("cooperations:answer_link", args=[slug, link.pk])).text)

    assert Client().post(path_of(link), {"answer": "accepted"}).status_code == 410
    assert "n’attend plus de réponse : c’est terminé, ou retiré." in page
    assert (link.about in page, "Sa date est passée" in page) == (True, False)
    assert "Deux liens : un attend sa réponse et un n’a plus d’objet." in listed
    assert listed.count("sans objet : ce qu’elle concerne a été retiré") == 1
    assert ("ce lien n’ouvre plus rien" in sheet, path_of(link) in sheet) == (True, False)
    other = officer.get(reverse("cooperations:answer_link", args=[slug, waiting.pk]))
    assert path_of(waiting) in other.text


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("pilot", "Il est proposé à votre structure d’être pilote de cette action"),
        ("funder", "Il est proposé à votre structure de financer cette action"),
        ("informed", "Il est proposé à votre structure d’être tenue au courant de cette action"),
    ],
)
def test_the_link_says_what_the_structure_is_in_the_action(
    share: Share, link: AnswerLink, role: str, words: str
) -> None:
    Share.objects.update(role=role, does="prête une salle", due_on=None)

    page = plain(Client().get(path_of(link)).text).replace("<b>", "").replace("</b>", "")

    assert f"{words}. Sa part : prête une salle. Votre" in page.replace("\u00a0", " ")


def test_a_link_whose_action_is_over_does_not_say_that_its_day_is_past(
    share: Share, link: AnswerLink
) -> None:
    Action.objects.filter(pk=share.action_id).update(state="done", ended_on=timezone.localdate())

    page = Client().get(path_of(link))

    assert (page.status_code, "n’attend plus de réponse" in page.text) == (410, True)


def test_part_is_put_by_letter_and_asked_from_today(
    officer: Client, access: Access, share: Share
) -> None:
    person = make_member_person(cooperation=access.cooperation)
    make_contact(person=person, value="ines@brolles.example.org")
    Share.objects.update(person=person)
    page = url(access, "share_ask", share.pk)

    officer.post(page, officer.get(page).context["form"].initial)

    share.refresh_from_db()
    made = AnswerLink.objects.values_list("purpose", "target", "recipient", "email", "about")
    assert list(made) == [
        (
            "share",
            share.pk,
            "Inès Gaborit",
            "ines@brolles.example.org",
            "Votre part dans « Un tarif commun »",
        )
    ]
    assert share.asked_on == timezone.localdate()


def test_part_is_accepted_with_its_days_its_news_and_its_step(
    share: Share, link: AnswerLink
) -> None:
    step = make_action_step(share=share, due_on=date(2027, 1, 15))
    done = make_action_step(share=share, title="Premier relevé")
    typed: dict[str, object] = {
        "answer": "accepted",
        "days_needed": "2,5",
        "news": "Trente familles attendent.",
        f"announced_{step.pk}": "20/02/2027",
        f"done_{done.pk}": "on",
    }

    status, page = sent(link, typed)

    again = Client().post(path_of(link), typed | {"said_by": BY, "news": "Autre."})
    assert (status, again.status_code) == (200, 410)
    assert "est notée pour « Un tarif commun »" in page
    share.refresh_from_db()
    answers = share.answers.filter(recorded_by=None).values_list("answer", "means", "told_by")
    assert list(answers) == [("accepted", "link", BY)]
    assert list(ProgressNote.objects.values_list("words", "means", "told_by", "share")) == [
        ("Trente familles attendent.", "link", BY, share.pk)
    ]
    dates = ActionStep.objects.values_list("announced_on", "announced_by", "done_on")
    assert list(dates) == [(date(2027, 2, 20), BY, None), (None, "", timezone.localdate())]
    assert list(Commitment.objects.values_list("quantity", "organisation")) == [
        (Decimal("2.5"), share.organisation_id)
    ]
    assert set(Change.objects.values_list("via", flat=True)) == {f"{BY}, par lien"}


def test_refused_part_is_not_dated(share: Share, link: AnswerLink) -> None:
    step = make_action_step(share=share)
    refused = {"answer": "refused", "days_needed": "4", f"announced_{step.pk}": "20/02/2027"}

    status = sent(link, refused | {"words": "Aucun agent disponible."})[0]

    share.refresh_from_db()
    step.refresh_from_db()
    assert (status, share.days_needed, step.announced_on) == (200, None, None)
    assert list(share.answers.values_list("answer", "words")) == [
        ("refused", "Aucun agent disponible.")
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"answer": ""}, "Choisissez une réponse"),
        ({"answer": "reserved"}, "Dites la réserve en une phrase"),
        ({"answer": "accepted", "days_needed": "0"}, "Écrivez au moins 0,1 jour"),
        ({"answer": "accepted", "said_by": ""}, "Dites qui répond"),
    ],
)
def test_bad_input_is_refused(
    share: Share, link: AnswerLink, typed: dict[str, object], sentence: str
) -> None:
    status, page = sent(link, typed)

    link.refresh_from_db()
    assert (status, share.answers.count(), link.used_at) == (422, 0, None)
    assert sentence in page


def test_what_came_meanwhile_is_read_first(share: Share, link: AnswerLink) -> None:
    read = Client().get(path_of(link)).context["form"]["read"].value()
    make_share_answer(share=share, answer="refused", told_by="M. Oriot")
    typed = {"answer": "accepted", "said_by": BY}

    first = Client().post(path_of(link), typed | {"read": read})
    second = Client().post(path_of(link), first.context["form"].data.dict())

    assert "Votre structure a répondu pendant que vous écriviez" in plain(first.text).replace(
        "\u00a0", " "
    )
    assert "M. Oriot" not in first.text
    standing = share.answers.filter(replaced_at=None).values_list("answer", flat=True)
    assert (first.status_code, second.status_code, list(standing)) == (409, 200, ["accepted"])


def test_only_what_members_read_is_shown_beside_the_part(share: Share, link: AnswerLink) -> None:
    action = share.action
    other = make_share(action=action, does="rend l’avis")
    make_share_answer(share=make_share(action=action, does="refuse"), answer="refused")
    make_fiche_version(action=action, words="Proposée seulement.")
    version = make_fiche_version(action=action, words="Trois tarifs.")
    FicheVersion.objects.filter(pk=version.pk).update(state="validated")

    shared = Client().get(path_of(link)).context["ask"]
    Action.objects.update(visibility="team")
    prepared = Client().get(path_of(link)).context["ask"]

    assert (shared.version, shared.others) == (
        version,
        [(other.organisation.name, "contribue, rend l’avis")],
    )
    assert (prepared.share, prepared.version, prepared.others) == (share, None, ())


def test_link_expired_withdrawn_or_without_object_is_closed(share: Share, link: AnswerLink) -> None:
    path, day = path_of(link), timedelta(days=1)
    AnswerLink.objects.update(expires_at=timezone.now() - day)
    expired = Client().get(path).status_code
    AnswerLink.objects.update(expires_at=timezone.now() + day, revoked_at=timezone.now())
    withdrawn = Client().get(path).status_code
    AnswerLink.objects.update(revoked_at=None)
    Share.objects.update(until=timezone.localdate())
    ended = Client().get(path).status_code
    elsewhere = make_answer_link(purpose="share", target=share.pk)

    assert (expired, withdrawn, ended) == (410, 410, 410)
    assert Client().get(path_of(elsewhere)).status_code == 410
