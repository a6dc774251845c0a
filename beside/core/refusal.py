"""A clear, kind no."""

from django.utils.functional import Promise


class Refused(Exception):
    """Something a person asked for cannot be done now.

    ``code`` is for machines (the API, the live line), ``words`` for people: what is the matter and what to do next.
    ``retry_after`` (seconds) says when asking again makes sense.
    """

    def __init__(self, code: str, words: "str | Promise", *, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.words = words
        self.retry_after = retry_after
