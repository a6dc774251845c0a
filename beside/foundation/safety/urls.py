"""Pages of this app."""

from django.urls import path

from beside.foundation.safety.views import care, desk, helping, oncall, reporting

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
    path("care/on-call", oncall.on_call, name="on_call"),
    path("care/on-call/edit", oncall.edit, name="edit_roster"),
    path("care/on-call/settings", oncall.settings, name="care_settings"),
    path("care/on-call/swaps/<slug:ref>", oncall.answer_swap, name="answer_swap"),
    path("care/on-call/<slug:ref>/end", oncall.end_duty, name="end_duty"),
    path("care/on-call/<slug:ref>/<slug:day>", oncall.shift, name="shift"),
    path("care/on-call/<slug:ref>/<slug:day>/cannot", oncall.cannot, name="cannot"),
    path("care/on-call/<slug:ref>/<slug:day>/ask", oncall.ask_to_swap, name="ask_to_swap"),
    path("care/on-call/<slug:ref>/<slug:day>/take", oncall.take_on, name="take_on"),
    path("care/alarms", oncall.alarms, name="alarms"),
    path("care/alarms/<slug:ref>/have-it", oncall.have_it, name="have_it"),
    path("care/list", care.my_list, name="my_list"),
    path("care/list/<slug:ref>", care.follow_up, name="follow_up"),
    path("care/list/<slug:ref>/done", care.follow_up_done, name="follow_up_done"),
    path("care/list/<slug:ref>/not-reached", care.not_reached, name="not_reached"),
    path("care/list/<slug:ref>/hand-on", care.hand_on, name="hand_on"),
    path("care/ourselves", care.ourselves, name="ourselves"),
    path("care/ourselves/cover", care.cover, name="cover"),
    path("care/ourselves/break", care.begin_break, name="begin_break"),
    path("care/ourselves/back", care.end_break, name="end_break"),
    path("care/ourselves/notes/<slug:ref>/delete", care.delete_debrief, name="delete_debrief"),
    path("care/load", care.load, name="load"),
    path("care/load/<slug:ref>/talked", care.talked, name="talked"),
    path("help/after", care.after, name="after"),
    path("held/<slug:ref>", care.held, name="held"),
    path("care/<slug:ref>", desk.case, name="case"),
    path("care/<slug:ref>/take", desk.take, name="take"),
    path("care/<slug:ref>/hand-back", desk.hand_back, name="hand_back"),
    path("care/<slug:ref>/close", desk.close, name="close_case"),
]
