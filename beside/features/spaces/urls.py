"""Pages of this app."""

from django.urls import path, register_converter

from beside.core.addresses import Ref
from beside.features.spaces import message_views, own_views, post_views, views

register_converter(Ref, "space_ref")

_SPACE, _POST = "community/<space_ref:ref>", "community/post/<space_ref:ref>"
app_name = "spaces"
urlpatterns = [
    path("community", views.spaces, name="spaces"),
    path("community/kept", own_views.kept, name="kept"),
    path("community/muted", own_views.muted, name="muted"),
    path("community/step", own_views.put_away, name="put_away"),
    path("community/picture/<space_ref:ref>", message_views.picture, name="picture"),
    path(_SPACE, views.space, name="space"),
    path(f"{_SPACE}/about", views.about, name="about"),
    path(f"{_SPACE}/join", views.join, name="join"),
    path(f"{_SPACE}/leave", views.leave, name="leave"),
    path(f"{_SPACE}/not-today", views.not_today, name="not_today"),
    path(f"{_SPACE}/all-read", views.clear, name="clear"),
    path(f"{_SPACE}/asked/<space_ref:asked>", views.decide, name="decide"),
    path(f"{_SPACE}/write", post_views.write, name="write"),
    path(f"{_SPACE}/draft", post_views.draft, name="draft"),
    path(f"{_SPACE}/draft/drop", post_views.drop_draft, name="drop_draft"),
    path(_POST, post_views.post, name="post"),
    path(f"{_POST}/since", post_views.since, name="since"),
    path(f"{_POST}/reply", post_views.reply, name="reply"),
    path(f"{_POST}/edit", post_views.edit, name="edit"),
    path(f"{_POST}/take-back", post_views.take_back, name="take_back"),
    path(f"{_POST}/keep", post_views.keep, name="keep"),
    path(f"{_POST}/next", message_views.read_on, name="read_on"),
    path(f"{_POST}/<int:number>", message_views.message, name="message"),
    path(f"{_POST}/<int:number>/react", message_views.react, name="react"),
    path(f"{_POST}/<int:number>/edit", message_views.edit, name="edit_reply"),
    path(f"{_POST}/<int:number>/take-back", message_views.take_back, name="take_back_reply"),
    path(f"{_POST}/<int:number>/before", message_views.before, name="before"),
]
