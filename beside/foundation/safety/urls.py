"""Pages of this app."""

from django.urls import path

from beside.foundation.safety.views import deciding, desk, helping, reporting, statements

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
    path("care/<slug:ref>/decide", deciding.decide, name="decide"),
    path("care/<slug:ref>/hand-over", deciding.hand_over, name="hand_over"),
    path("care/<slug:ref>/opinions", deciding.ask_opinion, name="ask_opinion"),
    path("care/<slug:ref>/opinions/<slug:opinion>", deciding.give_opinion, name="give_opinion"),
    path("care/<slug:ref>/second/<slug:decision>", deciding.second, name="second"),
    path("care/<slug:ref>/answer", deciding.answer_appeal, name="answer_appeal"),
    path("care/<slug:ref>/openings", deciding.ask_to_open, name="ask_to_open"),
    path("care/<slug:ref>/openings/<slug:opening>", deciding.opened, name="opened"),
    path("care/<slug:ref>/openings/<slug:opening>/answer", deciding.answer_opening, name="answer_opening"),
    path("settings/decisions", statements.listing, name="decisions"),
    path("decisions/<slug:ref>", statements.statement, name="statement"),
    path("decisions/<slug:ref>/appeal", statements.make_appeal, name="make_appeal"),
    path("appeals/<slug:ref>", statements.appeal, name="appeal"),
]
