"""A bare Django view of the shape of a thread page: a session, a person, thirty rows through a template.

``python -m bench.bare_view FOLDER PORT``. It locks nothing, asks nobody and shows what it is given.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import django
import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse

TEMPLATE = """<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body><main><h1>{{ title }}</h1><ol>
{% for row in rows %}<li id="m{{ row.0 }}"><p class="who"><a href="/people/{{ row.1 }}">{{ row.1 }}</a></p>
<p class="text">{{ row.2 }}</p><p class="at"><time datetime="{{ row.3 }}">{{ row.3 }}</time>
<a href="#w{{ row.0 }}">Answer</a></p></li>
{% endfor %}</ol><p>{{ request.session.person }}</p></main></body></html>"""
ROWS = 30


WORDS = "I walked by the river this morning and it helped a little; how was your night, did you sleep at all? " * 2


def main(folder: Path, port: int) -> None:
    """Serve it."""
    _configure(folder)
    from django.core.wsgi import get_wsgi_application
    from django.urls import path

    (folder / "bare-view.cookie").write_text(f"sessionid={_fill()}")
    globals()["urlpatterns"] = [path("", _page())]
    app = WSGIMiddleware(get_wsgi_application())  # type: ignore[arg-type]
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", lifespan="off")


def _configure(folder: Path) -> None:
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "bare-view.sqlite3",
                "CONN_MAX_AGE": None,
            }
        },
        INSTALLED_APPS=["django.contrib.sessions"],
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        USE_TZ=True,
    )
    django.setup()


def _fill() -> str:
    """Thirty rows, and a session; its key."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE reply (number INTEGER PRIMARY KEY, who TEXT, text TEXT, at TEXT)")
        rows = [(number, f"Bench {number}", WORDS[:160], "2026-11-24T12:00:00") for number in range(ROWS)]
        cursor.executemany("INSERT INTO reply VALUES (%s, %s, %s, %s)", rows)
    session = SessionStore()
    session["person"] = "Bench"
    session.create()
    return str(session.session_key)


def _page() -> Callable[[HttpRequest], HttpResponse]:
    from django.db import connection
    from django.template import engines

    template = engines["django"].from_string(TEMPLATE)

    def page(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, who, text, at FROM reply ORDER BY number LIMIT 30")
            found = cursor.fetchall()
        return HttpResponse(template.render({"rows": found, "title": "One thread"}, request))

    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
