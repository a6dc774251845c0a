"""Pages of the measures; included under console/measures/."""

from django.urls import path

from beside.interfaces.console import measures

app_name = "console_measures"
urlpatterns = [
    path("", measures.all_measures, name="list"),
    path("pathway/end", measures.end_pathway, name="end_pathway"),
    path("<slug:name>", measures.switch, name="switch"),
]
