"""Sending the letters and pushes that wait, and forgetting old ones."""

import logging
import smtplib
import time
from datetime import timedelta
from typing import Final

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from beside.core.clock import now
from beside.foundation.notifications import outbox, push, telling
from beside.foundation.notifications.links import stop_link
from beside.foundation.notifications.models import Letter, Notice, Push, State

log = logging.getLogger(__name__)
# A round ends before the timetable gives the job to another.
_ROUND_SECONDS: Final = 30
_KEPT_FOR: Final = timedelta(days=7)


def send_letters() -> int:
    """Send what is due; tells how many were sent. Several may run at once: each letter is won by compare-and-swap.

    A crash between sending and marking sends a letter twice rather than never.
    """
    done, until = 0, time.monotonic() + _ROUND_SECONDS
    connection = get_connection()
    try:
        for letter in outbox.due(Letter):
            answer = _send(connection, letter)
            if answer is None:
                break  # the server is away; the others wait for the next round with their tries untouched
            done += answer
            if time.monotonic() > until:
                break
    finally:
        _close(connection)
    return done


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError) as error:
        log.info("the mail server hung up (%s)", type(error).__name__)


def _send(connection: BaseEmailBackend, letter: Letter) -> int | None:
    """1 where it went out, 0 where it was not taken, None where the server does not answer."""
    message = EmailMessage(letter.subject, letter.body, to=[letter.to], connection=connection)
    # Says that nobody need answer, so that away-notes do not come back and tell of it.
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    kind = outbox.kind_for(letter)
    if kind is not None and letter.person is not None:
        message.extra_headers["List-Unsubscribe"] = f"<{stop_link(letter.person, kind)}>"
        message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    try:
        connection.open()
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        log.warning("a letter was not taken (%s)", type(error).__name__)
        outbox.later(letter, type(error).__name__, away=False)
        return 0
    except (smtplib.SMTPException, OSError) as error:
        log.warning("letters wait: the mail server does not answer (%s)", type(error).__name__)
        outbox.later(letter, type(error).__name__, away=True)
        return None
    outbox.sent(letter)
    return 1


def send_pushes() -> int:
    """Send the pushes that are due; tells how many. As safe to run twice as letters."""
    done, until = 0, time.monotonic() + _ROUND_SECONDS
    for row in outbox.due(Push):
        done += push.deliver(row)
        if time.monotonic() > until:
            break
    return done


def bring_back() -> int:
    """Tell open pages of notices that were put off until now; how many. By letter and push they were told once."""
    due = Notice.objects.filter(seen_at=None, later_at__lte=now())
    found = 0
    for notice in due:
        if Notice.objects.filter(pk=notice.pk, later_at=notice.later_at).update(later_at=None):
            telling.tell_pages(notice)
            found += 1
    return found


def forget_ended() -> int:
    """Delete what was sent or given up more than a week ago; tells how many rows."""
    old = {"ended_at__lt": now() - _KEPT_FOR}
    gone = [
        table._default_manager.filter(state__in=(State.SENT, State.GIVEN_UP), **old).delete()[0]
        for table in (Letter, Push)
    ]
    return sum(gone)
