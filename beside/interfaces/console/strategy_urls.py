"""Pages of the strategies of the toolkit; included under console/strategies/."""

from django.urls import path

from beside.interfaces.console import strategies

app_name = "console_strategies"
urlpatterns = [
    path("", strategies.strategies, name="list"),
    path("new", strategies.new_strategy, name="new"),
    path("<slug:key>", strategies.strategy, name="strategy"),
    path("<slug:key>/hide", strategies.hide, name="hide"),
]
