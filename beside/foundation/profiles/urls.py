"""Pages of this app."""

from django.urls import path

from beside.foundation.profiles import lived, views, welcome

app_name = "profiles"
urlpatterns = [
    path("welcome", welcome.start, name="welcome"),
    path("welcome/name", welcome.name, name="welcome_name"),
    path("welcome/place", welcome.place, name="welcome_place"),
    path("welcome/experience", welcome.lived_experience, name="welcome_lived"),
    path("welcome/done", welcome.done, name="welcome_done"),
    path("mine", views.mine, name="mine"),
    path("mine/name", views.name, name="name"),
    path("mine/about", views.about, name="about"),
    path("mine/place", views.place, name="place"),
    path("mine/appearance", views.appearance, name="appearance"),
    path("mine/wishes", views.wishes, name="wishes"),
    path("mine/experiences", lived.experiences, name="experiences"),
    path("mine/experiences/restore", lived.restore, name="restore"),
    path("mine/experiences/<slug:key>", lived.experience, name="experience"),
    path("mine/experiences/<slug:key>/remove", lived.remove, name="remove"),
    path("people/<slug:ref>", views.person, name="person"),
]
