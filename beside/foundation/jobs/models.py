"""When each job of the timetable last ran, and who is running it."""

from django.db import models


class JobRun(models.Model):
    """One job. ``taken_until`` is set while a process runs it, so that no other does; it passes if that process dies.

    ``last_error`` names the kind of mistake the last run ended with (never its text, which may hold a member's
    words); empty after a good run.
    """

    name = models.CharField(max_length=60, unique=True)
    last_started_at = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    taken_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=120, blank=True, default="")
