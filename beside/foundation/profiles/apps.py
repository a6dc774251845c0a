"""App configuration."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """Registers the app, what it holds on people, and what safety may ask of it."""

    name = "beside.foundation.profiles"
    label = "profiles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Models can be imported from here on."""
        from beside.foundation.accounts import personal
        from beside.foundation.notifications.wishes import zones_from
        from beside.foundation.profiles import queries, reviewing
        from beside.foundation.profiles.personal import HOLDINGS
        from beside.foundation.safety.reviewing import register, register_people

        personal.register(*HOLDINGS)
        zones_from(queries.zone_of_person)
        register_people(reviewing.PEOPLE)
        for reviewable in reviewing.REVIEWABLES:
            register(reviewable)
