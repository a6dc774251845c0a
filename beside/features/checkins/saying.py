"""What moved, in words that are no surer than the days are."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beside.core import dates
from beside.features.checkins.core import scoring
from beside.features.checkins.core.looking import Compared, Pair
from beside.features.checkins.measures import Measure
from beside.features.checkins.queries import Result
from beside.features.checkins.words import of_mean


def of_moods(found: Compared, name: str, since: date) -> tuple[str, ...]:
    """How many days were steady or light, and how that compares with the span before."""
    said = [
        ngettext(
            "You said how it was on one day.", "You said how it was on %(days)s days.", found.days
        ) % {"days": found.days},
        ngettext(
            "%(good)s of them was steady or light.", "%(good)s of them were steady or light.", found.good
        ) % {"good": found.good},
    ]  # fmt: skip
    if name != "all":
        said.append(_compared(found, _before(name, since)))
    return tuple(said)


def _before(name: str, since: date) -> str:
    """The span before, as one would call it."""
    if name == "30":
        return _("in the 30 days before")
    if name == "365":
        return _("in the year before")
    first, last = since - timedelta(days=92), since - timedelta(days=1)
    return _("from %(first)s to %(last)s") % {
        "first": dates.formatted(first, "j F"),
        "last": dates.formatted(last, "j F"),
    }


def _compared(found: Compared, before: str) -> str:
    if found.verdict == "few":
        return _("There are too few days to compare with those %(before)s. That is all right.") % {"before": before}
    shares = {
        "before": before,
        "now": round(100 * found.good / found.days),
        "then": round(100 * found.good_before / found.days_before),
    }
    if found.verdict == "more":
        return (
            _("More good days than %(before)s: %(now)s in 100, then %(then)s. That is likely more than chance.")
            % shares
        )
    if found.verdict == "fewer":
        return (
            _("Fewer good days than %(before)s: %(now)s in 100, then %(then)s. That is likely more than chance.")
            % shares
        )
    return _("About as many good days as %(before)s, or too close to tell: %(now)s in 100, then %(then)s.") % shares


def middle(points: Sequence[Pair], words: Any) -> str:
    """The word in the middle of them all."""
    mean = sum(value for _day, value in points) / len(points)
    return _("In the middle: %(value)s.") % {"value": of_mean(words, mean)}


def of_results(found: Sequence[Result], measure: Measure) -> tuple[str, ...]:
    """The newest result, and how it moved since the one before in the same wording."""
    last = found[-1]
    said = [_("The newest: %(score)s of %(highest)s.") % {"score": last.score, "highest": measure.highest}]
    before = next((one for one in reversed(found[:-1]) if one.sha256 == last.sha256), None)
    if before is not None:
        said.append(of_change(scoring.change(before.score, last.score, measure.change), measure))
    return tuple(said)


def of_change(moved: scoring.Change, measure: Measure) -> str:
    """How a score moved, and how sure one can be of it."""
    if moved.points == 0:
        return _("As much as the time before.")
    lighter = (moved.points < 0) == (measure.more_is == "heavier")
    points = abs(moved.points)
    if lighter:
        way = ngettext("One point lighter than before.", "%(points)s points lighter than before.", points)
    else:
        way = ngettext("One point heavier than before.", "%(points)s points heavier than before.", points)
    way %= {"points": points}
    return f"{way} {_sure(moved, measure)}"


def _sure(moved: scoring.Change, measure: Measure) -> str:
    if moved.reliable is None:
        return _("Nobody has published how far this measure wavers by itself, so take a small step lightly.")
    if moved.reliable:
        return _("That is more than this measure wavers by itself (%(points)s).") % {"points": measure.change}
    return _("That is within what this measure wavers by itself (less than %(points)s), so it may be no change.") % {
        "points": measure.change
    }
