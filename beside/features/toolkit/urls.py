"""Pages of this app."""

from django.urls import path, register_converter

from beside.core.addresses import Ref
from beside.features.toolkit import desk_views, own_views, peer_views, views

register_converter(Ref, "toolkit_ref")

_DO, _PEER, _OWN = "toolkit/do/<slug:key>", "toolkit/peers/<toolkit_ref:ref>", "toolkit/peers/mine/<toolkit_ref:ref>"
app_name = "toolkit"
urlpatterns = [
    path("toolkit", views.home, name="home"),
    path("toolkit/all", views.whole, name="whole"),
    path(_DO, views.strategy, name="strategy"),
    path(f"{_DO}/read", views.read, name="read"),
    path(f"{_DO}/try", views.tried, name="tried"),
    path(f"{_DO}/sheet", views.sheet, name="keep_sheet"),
    path("toolkit/mine", own_views.mine, name="mine"),
    path("toolkit/change", own_views.change, name="change"),
    path("toolkit/card", own_views.card, name="card"),
    path("toolkit/careful", own_views.careful, name="careful"),
    path("toolkit/works", own_views.works, name="works"),
    path("toolkit/tries/<toolkit_ref:ref>", own_views.one_try, name="try"),
    path("toolkit/tries/<toolkit_ref:ref>/forget", own_views.forget_try, name="forget_try"),
    path("toolkit/sheets", own_views.sheets, name="sheets"),
    path("toolkit/sheets/<toolkit_ref:ref>", own_views.sheet, name="sheet"),
    path("toolkit/sheets/<toolkit_ref:ref>/forget", own_views.forget_sheet, name="forget_sheet"),
    path("toolkit/peers", peer_views.shared, name="shared"),
    path("toolkit/peers/begin", peer_views.begin, name="begin"),
    path("toolkit/peers/mine", peer_views.mine, name="shared_mine"),
    path(_OWN, peer_views.write, name="write"),
    path(f"{_OWN}/note", peer_views.note, name="note"),
    path(f"{_OWN}/withdraw", peer_views.withdraw, name="withdraw"),
    path(_PEER, peer_views.one, name="peer"),
    path(f"{_PEER}/try", peer_views.tried, name="peer_tried"),
    path(f"{_PEER}/helped", peer_views.helped, name="helped"),
    path("toolkit/desk", desk_views.desk, name="desk"),
    path("toolkit/desk/<toolkit_ref:ref>", desk_views.look, name="look"),
]
