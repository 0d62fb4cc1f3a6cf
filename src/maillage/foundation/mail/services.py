"""Sending a letter; nothing here needs mail to work, and a dead server loses nothing."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

logger = logging.getLogger("maillage.mail")


def post_letter(*, to: str, subject: str, template: str, context: dict[str, object]) -> bool:
    """Whether the letter left. A server that refuses is logged; the page offers the link to copy.

    The subject is kept on one line: what was typed cannot add a header.
    """
    text = render_to_string(template, context)
    try:
        send_mail(" ".join(subject.split()), text, None, [to])
    except (SMTPException, OSError) as error:
        logger.warning("letter not sent: %s", error)
        return False
    return True
