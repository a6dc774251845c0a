"""Pages of this app."""

from django.urls import path

from beside.foundation.safety import desk_views, help_views, views

app_name = "safety"
urlpatterns = [
    path("help", help_views.help_page, name="help"),
    path("help/now", help_views.help_now, name="help_now"),
    path("help/offer/close", help_views.close_offer, name="close_offer"),
    path("people/<slug:ref>/block", views.block, name="block"),
    path("people/<slug:ref>/worried", views.worried, name="worried"),
    path("settings/blocked", views.blocked, name="blocked"),
    path("settings/blocked/<slug:ref>/unblock", views.unblock, name="unblock"),
    path("report", views.report, name="report"),
    path("report/<slug:ref>", views.own_report, name="own_report"),
    path("care", desk_views.open_cases, name="desk"),
    path("care/closed", desk_views.closed_cases, name="desk_closed"),
    path("care/<slug:ref>", desk_views.case, name="case"),
    path("care/<slug:ref>/take", desk_views.take, name="take"),
    path("care/<slug:ref>/hand-back", desk_views.hand_back, name="hand_back"),
    path("care/<slug:ref>/close", desk_views.close, name="close_case"),
]
