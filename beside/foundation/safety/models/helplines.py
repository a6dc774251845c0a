"""What the operator says about helplines, beside the shipped facts and never in their place."""

from django.db import models

from beside.foundation.accounts.models import Person


class LineSaid(models.Model):
    """One line of a country as the operator confirms, changes, adds or hides it.

    ``name`` is the line's shipped name; empty for the country's emergency numbers. ``changes`` holds whole fields in
    the shape of the data file; the shipped fact stays as it is. A confirmation counts only while what is shown is
    what was confirmed (``confirmed_as``).
    """

    country = models.CharField(max_length=2)
    name = models.CharField(max_length=120, blank=True)
    added = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    changes = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_as = models.CharField(max_length=64, blank=True)
    # When the operators were last told that this confirmation has grown old.
    reminded_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """One row a line."""

        constraints = (models.UniqueConstraint(fields=("country", "name"), name="one_row_a_line"),)
