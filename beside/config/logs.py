"""What is written down about running: no texts, no names, no addresses of people."""

from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "beside": {"level": "INFO"},
        # A refused page is a person who lost their way, not an event for the log; addresses would tell who was where.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "uvicorn.access": {"level": "ERROR"},
        "uvicorn.error": {"level": "WARNING"},
    },
}
