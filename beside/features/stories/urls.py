"""Pages of this app."""

from django.urls import path, register_converter

from beside.core.addresses import Ref
from beside.features.stories import circle_views, desk_views, own_views, public_views

register_converter(Ref, "story_ref")

_ARTICLE, _STORY = "articles/<slug:slug>", "stories/<story_ref:ref>"
app_name = "stories"
urlpatterns = [
    path("articles", public_views.articles, name="articles"),
    path("articles/feed", public_views.feed, name="feed"),
    path("sitemap.xml", public_views.sitemap, name="sitemap"),
    path("articles/images/<story_ref:ref>", public_views.image, name="image"),
    path("articles/tag/<slug:tag>", public_views.articles, name="tag"),
    path("articles/series/<str:series>", public_views.articles, name="series"),
    path("articles/by/<slug:by>", public_views.articles, name="by"),
    path(_ARTICLE, public_views.article, name="article"),
    path(f"{_ARTICLE}/reply", public_views.reply, name="reply_to_article"),
    path(f"{_ARTICLE}/thanks", public_views.thanks, name="thanks_for_article"),
    path("stories", public_views.stories, name="stories"),
    path(_STORY, public_views.story, name="story"),
    path(f"{_STORY}/reply", public_views.reply, name="reply_to_story"),
    path(f"{_STORY}/thanks", public_views.thanks, name="thanks_for_story"),
    path("replies/<str:token>", public_views.take_back, name="take_back"),
    path("stories/thread/<str:thread>/<int:number>/take-back", own_views.take_back_reply, name="take_back_reply"),
    path("stories/circle", circle_views.week, name="week"),
    path("stories/circle/<story_ref:ref>", circle_views.circle, name="circle"),
    path("stories/circle/<story_ref:ref>/reply", circle_views.reply, name="reply_in_circle"),
    path("stories/desk/circle", circle_views.plan, name="plan_circle"),
    path("stories/mine", own_views.mine, name="mine"),
    path("stories/begin", own_views.begin, name="begin"),
    path("stories/mine/<story_ref:ref>", own_views.write, name="write"),
    path("stories/mine/<story_ref:ref>/note", own_views.note, name="note"),
    path("stories/mine/<story_ref:ref>/withdraw", own_views.withdraw, name="withdraw"),
    path("stories/desk", desk_views.desk, name="desk"),
    path("stories/desk/choose", desk_views.choose, name="choose"),
    path("stories/desk/picture", desk_views.picture, name="picture"),
    path("stories/desk/replies", desk_views.replies, name="replies"),
    path("stories/desk/replies/<story_ref:ref>", desk_views.decide, name="decide"),
    path("stories/desk/articles/new", desk_views.article, name="new_article"),
    path("stories/desk/articles/<slug:slug>", desk_views.article, name="edit_article"),
    path("stories/desk/articles/<slug:slug>/remove", desk_views.remove, name="remove_article"),
    path("stories/desk/<story_ref:ref>", desk_views.story, name="edit_story"),
]
