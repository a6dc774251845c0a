"""Pages of this app."""

from django.urls import path, register_converter

from beside.core.addresses import Ref
from beside.features.checkins import looking_views, measure_views, own_views, views


class Month:
    """A month in an address: 2026-11."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Ref, "checkin_ref")
register_converter(Month, "month")

app_name = "checkins"
_ENTRY = "checkins/<month:month>/<checkin_ref:ref>"
_TRACKER = "checkins/trackers/<checkin_ref:ref>"
_RESULT = "measures/results/<checkin_ref:ref>"
urlpatterns = [
    path("checkins", views.checkins, name="checkins"),
    path("checkins/new", views.new, name="new"),
    path("checkins/arrive", views.arrive, name="arrive"),
    path("checkins/not-today", views.not_today, name="not_today"),
    path("checkins/reminders", views.reminders, name="reminders"),
    path("checkins/undo/<checkin_ref:ref>", views.undo, name="undo"),
    path("checkins/trackers", own_views.trackers, name="trackers"),
    path(_TRACKER, own_views.tracker, name="tracker"),
    path(f"{_TRACKER}/put-away", own_views.archive, name="archive"),
    path(f"{_TRACKER}/bring-back", own_views.bring_back, name="bring_back"),
    path(_ENTRY, views.change, name="change"),
    path(f"{_ENTRY}/remove", views.remove, name="remove"),
    path("measures", measure_views.all_measures, name="measures"),
    path(_RESULT, measure_views.result, name="result"),
    path(f"{_RESULT}/help", measure_views.beside_you, name="beside_you"),
    path(f"{_RESULT}/remove", measure_views.remove, name="remove_result"),
    path(f"{_RESULT}/undo", measure_views.undo, name="undo_result"),
    path("measures/<slug:name>", measure_views.answer, name="answer"),
    path("looking-back", looking_views.looking_back, name="looking_back"),
    path("looking-back/year/<int:number>", looking_views.year, name="year"),
    path("looking-back/days", own_views.events, name="events"),
    path("looking-back/days/<checkin_ref:ref>/remove", own_views.unmark, name="unmark"),
    path("looking-back/days/<checkin_ref:ref>/undo", own_views.undo_unmark, name="undo_unmark"),
    path("looking-back/check-ins/csv", looking_views.checkins_csv, name="checkins_csv"),
    path("looking-back/measures/csv", looking_views.measures_csv, name="measures_csv"),
]
