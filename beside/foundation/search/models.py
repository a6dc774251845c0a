"""What can be found by words: one row a text, and the words there are. The features hold the texts themselves."""

from django.db import models

from beside.foundation.accounts.models import Person


class Indexed(models.Model):
    """One text that can be found. ``title`` and ``text`` are folded (folding.py) and only for finding, never shown.

    ``scope`` says who may find it: a short name that the feature gives ("space:12", "members"). ``marks`` are whole
    words to filter by ("need_ideas"). ``masked``: it stands under a name for one place, so blocks do not hide it. The
    full-text index beside this table is made by the migration, for each database its own.
    """

    kind = models.CharField(max_length=24)
    ref = models.CharField(max_length=64)
    scope = models.CharField(max_length=40, db_index=True)
    title = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    marks = models.TextField(blank=True, default="")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    masked = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """A text once."""

        constraints = (models.UniqueConstraint(fields=("kind", "ref"), name="found_once"),)


class Word(models.Model):
    """A word that occurs somewhere, to guess what a mistyped one was meant to be. Swept once a day."""

    word = models.CharField(max_length=32, unique=True)
