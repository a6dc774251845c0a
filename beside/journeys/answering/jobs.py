"""What happens by itself so that nobody is left alone."""

from beside.journeys.answering import actions


def tick() -> None:
    """Ask the next people, and tell the desk of what is late."""
    actions.ask_on()
    actions.tell_staff()


def notes() -> None:
    """Gentle notes to those who asked for one."""
    actions.send_gentle_notes()
