"""Pages of this app."""

from django.urls import path

from beside.interfaces.site import health, leaving, offline, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("today", views.today, name="today"),
    path("rules", views.rules, name="rules"),
    path("rules/privacy", views.privacy, name="privacy"),
    path("safety-promises", views.promises, name="promises"),
    path("leave", leaving.leave, name="leave"),
    path("away", leaving.away, name="away"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("styleguide", views.styleguide, name="styleguide"),
    path("offline-help.js", offline.worker, name="offline_help"),
    path("offline/pages", offline.own_pages, name="own_pages"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
