"""What happens to the index by itself."""

from django.db import connection


def sweep() -> None:
    """Forget words that occur nowhere any more. On the timetable."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            held = "SELECT word FROM ts_stat('SELECT document FROM search_indexed')"
            cursor.execute(f"DELETE FROM search_word WHERE word NOT IN ({held})")  # noqa: S608
        else:
            cursor.execute("DELETE FROM search_word WHERE word NOT IN (SELECT term FROM search_terms)")
