"""Pages of this app."""

from django.urls import URLPattern, path

from beside.foundation.notifications import settings_views, views

app_name = "notifications"
urlpatterns: list[URLPattern] = [
    path("notices", views.notices, name="notices"),
    path("notices/put-away", views.put_all_away, name="put_all_away"),
    path("notices/<int:number>/put-away", views.put_away, name="put_away"),
    path("notices/<int:number>/later", views.put_off, name="put_off"),
    path("settings/notices/rest", settings_views.rest, name="rest"),
    path("settings/notices", settings_views.wishes, name="wishes"),
    path("settings/notices/browsers", settings_views.add_browser, name="add_browser"),
    path("settings/notices/browsers/<int:number>/end", settings_views.end_browser, name="end_browser"),
    path("notices/stop/<str:token>", settings_views.stop, name="stop"),
    path("push.js", settings_views.worker, name="worker"),
]
