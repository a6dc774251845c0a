"""Times in the zone of the person who reads them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from beside.foundation.accounts.models import Person
from beside.foundation.profiles import places, queries


class OwnTimeZone:
    """Shows times in the reader's own zone; in the organisation's where they have not said."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the zone for this request only: threads serve many people."""
        person = request.user if isinstance(request.user, Person) else None
        profile = queries.profile_or_none(person) if person is not None else None
        zone = places.zone_of(profile.time_zone) if profile is not None else None
        with timezone.override(zone or timezone.get_default_timezone()):
            return self.get_response(request)
