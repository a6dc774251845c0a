"""Pages of groups."""

from django.urls import path

from beside.features.groups import aside_views, inside_views, lead_views, room_views, views

app_name = "groups"
urlpatterns = [
    path("groups", views.groups, name="groups"),
    path("groups/calendar", views.calendar, name="calendar"),
    path("groups/calendar/<str:token>.ics", views.feed_file, name="feed"),
    path("groups/<str:ref>", views.group, name="group"),
    path("groups/<str:ref>/join", views.join, name="join"),
    path("groups/<str:ref>/wait", views.wait, name="wait"),
    path("groups/<str:ref>/seat", views.seat, name="seat"),
    path("groups/<str:ref>/leave", inside_views.leave, name="leave"),
    path("groups/<str:ref>/remind", inside_views.remind, name="remind"),
    path("groups/<str:ref>/sessions/<str:session>/away", inside_views.away, name="away"),
    path("groups/<str:ref>/notes", inside_views.keep, name="keep"),
    path("groups/<str:ref>/notes/<str:note>/remove", inside_views.remove_note, name="remove_note"),
    path("groups/<str:ref>/talk/", inside_views.talk, name="talk"),
    path("groups/<str:ref>/talk/since", inside_views.since, name="since"),
    path("groups/<str:ref>/take-back/<str:held>/<int:number>", inside_views.take_back, name="take_back"),
    path("groups/<str:ref>/react/<str:held>/<int:number>", inside_views.react, name="react"),
    path("groups/<str:ref>/aside/<str:aside>/", aside_views.aside, name="aside"),
    path("groups/<str:ref>/aside/<str:aside>/since", aside_views.since, name="aside_since"),
    path("groups/<str:ref>/before/<str:asked>", aside_views.open_before, name="before"),
    path("groups/<str:ref>/room/<str:session>/", room_views.room, name="room"),
    path("groups/<str:ref>/room/<str:session>/panel", room_views.panel, name="panel"),
    path("groups/<str:ref>/room/<str:session>/since", room_views.since, name="room_since"),
    path("groups/<str:ref>/room/<str:session>/apart", room_views.apart, name="apart"),
    path("groups/<str:ref>/room/<str:session>/voice", room_views.speak, name="voice"),
    path("groups/<str:ref>/room/<str:session>/do", room_views.do, name="do"),
    path("groups/<str:ref>/rest", inside_views.rest, name="rest"),
    path("groups/<str:ref>/pause", lead_views.pause, name="pause"),
    path("groups/<str:ref>/agenda", lead_views.steps, name="agenda"),
    path("groups/<str:ref>/lead", lead_views.lead, name="lead"),
    path("groups/<str:ref>/lead/<str:asked>", lead_views.decide, name="decide"),
    path("groups/<str:ref>/sessions/<str:session>/off", lead_views.off, name="off"),
    path("groups/<str:ref>/sessions/<str:session>/move", lead_views.move, name="move"),
]
