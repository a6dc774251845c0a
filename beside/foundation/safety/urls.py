"""Pages of this app."""

from django.urls import path

from beside.foundation.safety.views import desk, helping, reporting

app_name = "safety"
urlpatterns = [
    path("help", helping.help_page, name="help"),
    path("help/now", helping.help_now, name="help_now"),
    path("help/offer/close", helping.close_offer, name="close_offer"),
    path("people/<slug:ref>/block", reporting.block, name="block"),
    path("people/<slug:ref>/worried", reporting.worried, name="worried"),
    path("settings/blocked", reporting.blocked, name="blocked"),
    path("settings/blocked/<slug:ref>/unblock", reporting.unblock, name="unblock"),
    path("report", reporting.report, name="report"),
    path("report/<slug:ref>", reporting.own_report, name="own_report"),
    path("care", desk.open_cases, name="desk"),
    path("care/closed", desk.closed_cases, name="desk_closed"),
    path("care/<slug:ref>", desk.case, name="case"),
    path("care/<slug:ref>/take", desk.take, name="take"),
    path("care/<slug:ref>/hand-back", desk.hand_back, name="hand_back"),
    path("care/<slug:ref>/close", desk.close, name="close_case"),
]
