"""Pages of this app."""

from django.urls import path, register_converter

from beside.core.addresses import Ref
from beside.features.recovery import goal_views, own_views, plan_views, share_views

register_converter(Ref, "own_ref")

_GOAL, _STEP = "goals/<own_ref:ref>", "goals/<own_ref:ref>/steps/<own_ref:step>"
app_name = "recovery"
urlpatterns = [
    path("plans", plan_views.plans, name="plans"),
    path("plans/safety", plan_views.safety, name="safety"),
    path("plans/safety/download", plan_views.safety_file, name="safety_file"),
    path("plans/safety/together", share_views.ask_together, name="together"),
    path("plans/safety/<slug:key>", plan_views.safety_step, name="step"),
    path("plans/wellness", plan_views.wellness, name="wellness"),
    path("plans/wellness/new", plan_views.new_heading, name="new_heading"),
    path("plans/wellness/<slug:name>", plan_views.heading, name="heading"),
    path("plans/page/<own_ref:ref>/earlier", plan_views.earlier, name="earlier"),
    path("plans/page/<own_ref:ref>/back/<int:number>", plan_views.back, name="back"),
    path("plans/page/<own_ref:ref>/remove", plan_views.remove, name="remove"),
    path("plans/page/<own_ref:ref>/restore", plan_views.restore, name="restore"),
    path("goals", goal_views.goals, name="goals"),
    path("goals/new", goal_views.new, name="new_goal"),
    path("goals/values", goal_views.values, name="values"),
    path("goals/values/<own_ref:ref>/forget", goal_views.forget_value, name="forget_value"),
    path("goals/milestones", own_views.milestones, name="milestones"),
    path("goals/milestones/<own_ref:ref>/note", own_views.along, name="along"),
    path("goals/milestones/<own_ref:ref>/note/<own_ref:note>/remove", own_views.remove_along, name="remove_along"),
    path("goals/milestones/<own_ref:ref>/remove", own_views.unmark, name="unmark"),
    path(_GOAL, goal_views.goal, name="goal"),
    path(f"{_GOAL}/change", goal_views.change, name="change_goal"),
    path(f"{_GOAL}/remove", goal_views.remove, name="remove_goal"),
    path(f"{_GOAL}/steps", goal_views.add_step, name="add_step"),
    path(f"{_STEP}/<slug:what>", goal_views.turn, name="turn_step"),
    path(f"{_GOAL}/<slug:what>", goal_views.turn, name="turn_goal"),
    path("journal", own_views.journal, name="journal"),
    path("journal/new", own_views.new_page, name="new_page"),
    path("journal/<own_ref:ref>", own_views.page, name="page"),
    path("letters", own_views.all_letters, name="letters"),
    path("letters/new", own_views.new_letter, name="new_letter"),
    path("letters/bad-day", plan_views.bad_day, name="bad_day"),
    path("letters/<own_ref:ref>", own_views.letter, name="letter"),
    path("letters/<own_ref:ref>/remove", own_views.remove_letter, name="remove_letter"),
    path("hope-box", own_views.hope_box, name="hope_box"),
    path("hope-box/new/<slug:what>", own_views.put_in, name="put_in"),
    path("hope-box/<own_ref:ref>/picture", own_views.picture, name="picture"),
    path("hope-box/<own_ref:ref>/remove", own_views.take_out, name="take_out"),
    path("shared", share_views.shared, name="shared"),
    path("shared/new/<slug:kind>", share_views.share, name="share_plan"),
    path("shared/new/<slug:kind>/<own_ref:ref>", share_views.share, name="share"),
    path("shared/<own_ref:ref>", share_views.read, name="read"),
    path("shared/<own_ref:ref>/revoke", share_views.revoke, name="revoke"),
    path("shared/<own_ref:ref>/fill", share_views.fill, name="fill"),
    path("shared/<own_ref:ref>/fill/<slug:key>", share_views.fill_step, name="fill_step"),
]
