"""Pages of this app."""

from django.urls import path

from beside.foundation.search import views

app_name = "search"
urlpatterns = [path("community/search", views.search, name="search")]
