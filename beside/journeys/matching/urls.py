"""Pages of this app."""

from django.urls import path

from beside.journeys.matching import peer_views, views

app_name = "matching"
urlpatterns = [
    path("talk/ask", views.ask, name="ask"),
    path("talk/ask/who", views.who, name="who"),
    path("talk/waiting", views.waiting, name="waiting"),
    path("talk/waiting/withdraw", views.withdraw, name="withdraw"),
    path("talk/waiting/leave-it-with-us", views.leave_with_us, name="leave_with_us"),
    path("talk/waiting/appointment", views.appointment, name="appointment"),
    path("talk/breathe", views.breathe, name="breathe"),
    path("peer", peer_views.peer, name="peer"),
    path("peer/here", peer_views.here, name="here"),
    path("peer/plan", peer_views.plan, name="plan"),
    path("peer/hours/<str:ref>/stop", peer_views.stop, name="stop"),
    path("peer/asked/<str:ref>/accept", peer_views.accept, name="accept"),
    path("peer/asked/<str:ref>/pass", peer_views.pass_on, name="pass"),
    path("peer/rest", peer_views.rest, name="rest"),
    path("peer/rest/end", peer_views.end_rest, name="end_rest"),
    path("peer/appointments/<str:ref>/cancel", peer_views.cancel, name="cancel"),
]
