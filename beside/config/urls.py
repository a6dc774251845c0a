"""Every way in over HTTP. Each app names its own pages; here they are only put together."""

from django.urls import include, path

from beside.interfaces.api.urls import api

urlpatterns = [
    # Addresses are looked through from above: places that are open all day come first.
    path("", include("beside.features.spaces.urls")),
    path("", include("beside.features.conversations.urls")),
    path("", include("beside.features.groups.urls")),
    path("", include("beside.journeys.matching.urls")),
    path("", include("beside.features.checkins.urls")),
    path("", include("beside.features.toolkit.urls")),
    path("", include("beside.features.recovery.urls")),
    path("", include("beside.features.stories.urls")),
    path("", include("beside.journeys.answering.urls")),
    path("", include("beside.interfaces.site.urls")),
    path("", include("beside.foundation.profiles.urls")),
    path("", include("beside.foundation.talk.urls")),
    path("", include("beside.foundation.notifications.urls")),
    path("", include("beside.foundation.safety.urls")),
    path("", include("beside.foundation.search.urls")),
    path("", include("beside.foundation.accounts.urls")),
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
