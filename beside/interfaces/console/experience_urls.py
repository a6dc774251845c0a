"""Pages of the list of experiences; included under console/experiences/."""

from django.urls import path

from beside.interfaces.console import experiences

app_name = "console_experiences"
urlpatterns = [
    path("", experiences.experiences, name="list"),
    path("new", experiences.new_experience, name="new"),
    path("<slug:key>", experiences.experience, name="entry"),
    path("<slug:key>/retire", experiences.retire, name="retire"),
    path("<slug:key>/bring-back", experiences.bring_back, name="bring_back"),
]
