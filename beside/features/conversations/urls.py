"""Pages of this app."""

from django.urls import path, register_converter

from beside.core.addresses import Ref
from beside.features.conversations import ending_views, message_views, views

register_converter(Ref, "talk_ref")

app_name = "conversations"
urlpatterns = [
    path("talk", views.listing, name="list"),
    path("talk/<talk_ref:ref>", views.conversation, name="conversation"),
    path("talk/<talk_ref:ref>/send", views.send, name="send"),
    path("talk/<talk_ref:ref>/draft", views.draft, name="draft"),
    path("talk/<talk_ref:ref>/about", views.about, name="about"),
    path("talk/<talk_ref:ref>/pause", ending_views.pause, name="pause"),
    path("talk/<talk_ref:ref>/resume", ending_views.resume, name="resume"),
    path("talk/<talk_ref:ref>/heavy", ending_views.heavy, name="heavy"),
    path("talk/<talk_ref:ref>/end", ending_views.end, name="end"),
    path("talk/<talk_ref:ref>/how-was-that", ending_views.how_was_that, name="how_was_that"),
    path("talk/<talk_ref:ref>/hand-over", ending_views.hand_over, name="hand_over"),
    path("talk/<talk_ref:ref>/hand-over/answer", ending_views.answer_hand_over, name="answer_hand_over"),
    path("talk/<talk_ref:ref>/<int:number>", message_views.message, name="message"),
    path("talk/<talk_ref:ref>/<int:number>/edit", message_views.edit, name="edit"),
    path("talk/<talk_ref:ref>/<int:number>/take-back", message_views.take_back, name="take_back"),
    path("talk/<talk_ref:ref>/<int:number>/react", message_views.react, name="react"),
]
