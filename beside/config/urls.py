"""Every way in over HTTP. Each app names its own pages; here they are only put together."""

import re
from importlib import import_module

from django.urls import URLResolver, include, path, re_path

from beside.interfaces.api.urls import api


def _pages(app: str) -> URLResolver:
    """The pages of an app, looked through only for an address that begins as one of them does.

    Addresses are otherwise compared with every page there is, one after another: a tenth of what a small page costs.
    """
    urls = f"{app}.urls"
    begin = {str(one.pattern).removeprefix("^").partition("/")[0] for one in import_module(urls).urlpatterns}
    if not begin or not all(re.fullmatch(r"[\w.-]+", one) for one in begin):
        return path("", include(urls))  # the front page, or an address that begins with something that varies
    return re_path(f"^(?=(?:{'|'.join(sorted(map(re.escape, begin)))})(?:/|$))", include(urls))


urlpatterns = [
    _pages("beside.interfaces.site"),
    _pages("beside.foundation.accounts"),
    _pages("beside.foundation.notifications"),
    _pages("beside.foundation.safety"),
    _pages("beside.foundation.profiles"),
    _pages("beside.foundation.talk"),
    _pages("beside.foundation.search"),
    _pages("beside.features.conversations"),
    _pages("beside.features.groups"),
    _pages("beside.features.recovery"),
    _pages("beside.features.spaces"),
    _pages("beside.features.checkins"),
    _pages("beside.features.stories"),
    _pages("beside.features.toolkit"),
    _pages("beside.journeys.matching"),
    _pages("beside.journeys.answering"),
    path("console/experiences/", include("beside.interfaces.console.experience_urls")),
    path("console/strategies/", include("beside.interfaces.console.strategy_urls")),
    path("console/groups/", include("beside.interfaces.console.group_urls")),
    path("console/spaces/", include("beside.interfaces.console.space_urls")),
    path("console/helplines/", include("beside.interfaces.console.helpline_urls")),
    path("console/measures/", include("beside.interfaces.console.measure_urls")),
    path("console/", include("beside.interfaces.console.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
]

handler400 = "beside.interfaces.site.views.not_taken"
handler404 = "beside.interfaces.site.views.not_here"
handler500 = "beside.interfaces.site.views.our_mistake"
