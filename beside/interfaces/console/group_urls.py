"""Pages of the groups; included under console/groups/."""

from django.urls import path

from beside.interfaces.console import groups

app_name = "console_groups"
urlpatterns = [
    path("", groups.groups, name="list"),
    path("new", groups.new, name="new"),
    path("<str:ref>", groups.one, name="one"),
    path("<str:ref>/lead", groups.lead, name="lead"),
    path("<str:ref>/end", groups.end, name="end"),
]
