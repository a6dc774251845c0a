"""Pages of this app."""

from django.urls import URLPattern, path

from beside.foundation.notifications import views

app_name = "notifications"
urlpatterns: list[URLPattern] = [
    path("notices", views.notices, name="notices"),
    path("notices/put-away", views.put_all_away, name="put_all_away"),
    path("notices/<int:number>/put-away", views.put_away, name="put_away"),
]
