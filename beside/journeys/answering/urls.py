"""Pages of this app."""

from django.urls import path

from beside.journeys.answering import views

app_name = "answering"
urlpatterns = [
    path("community/waiting", views.waiting, name="waiting"),
    path("community/asked/<str:ref>", views.asked, name="asked"),
    path("community/answers", views.figures, name="figures"),
]
