"""Pages of the helplines; included under console/helplines/."""

from django.urls import path

from beside.interfaces.console import helplines

app_name = "console_helplines"
urlpatterns = [
    path("", helplines.lines, name="list"),
    path("<str:country>/confirm-all", helplines.confirm_all, name="confirm_all"),
    path("<str:country>/change", helplines.change, name="change"),
    path("<str:country>/add", helplines.add, name="add"),
    path("<str:country>/emergency", helplines.emergency, name="emergency"),
    path("<str:country>/line/<slug:what>", helplines.deed, name="deed"),
]
