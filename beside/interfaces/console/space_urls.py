"""Pages of the spaces; included under console/spaces/."""

from django.urls import path

from beside.interfaces.console import spaces

app_name = "console_spaces"
urlpatterns = [
    path("", spaces.spaces, name="list"),
    path("new", spaces.new, name="new"),
    path("<str:ref>", spaces.one, name="one"),
    path("<str:ref>/host", spaces.host, name="host"),
    path("<str:ref>/close", spaces.close, name="close"),
]
