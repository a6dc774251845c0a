"""Pages of this app."""

from django.urls import URLPattern, path

from beside.interfaces.console import legal, logbook, running, views

app_name = "console"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("people", views.people, name="people"),
    path("people/<str:ref>", views.person, name="person"),
    path("people/<str:ref>/roles/<str:role>/give", views.grant_role, name="grant_role"),
    path("people/<str:ref>/roles/<str:role>/end", views.end_role, name="end_role"),
    path("invitations", views.invitations, name="invitations"),
    path("invitations/<int:number>/end", views.end_invitation, name="end_invitation"),
    path("waiting", views.waiting, name="waiting"),
    path("waiting/<str:ref>/yes", views.decide, {"answer": "yes"}, name="admit"),
    path("waiting/<str:ref>/no", views.decide, {"answer": "no"}, name="refuse"),
    path("organisation", views.organisation, name="organisation"),
    path("texts", views.agreed_texts, name="texts"),
    path("texts/<str:kind>", views.agreed_text, name="text"),
    path("legal", legal.legal, name="legal"),
    path("legal/contact", legal.contact, name="legal_contact"),
    path("legal/pack", legal.pack, name="legal_pack"),
    path("legal/risks/<slug:key>", legal.risk, name="legal_risk"),
    path("log", logbook.log, name="log"),
    path("log/look", logbook.look, name="look_at_log"),
    path("log/export.csv", logbook.export, {"shape": "csv"}, name="export_log_csv"),
    path("log/export.json", logbook.export, {"shape": "json"}, name="export_log_json"),
    path("running", running.running, name="running"),
    path("running/try-again", running.try_again, name="try_again"),
]
