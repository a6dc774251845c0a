"""Settings for tests: the real ones, on a folder of their own, with a cheap hasher and mail kept in memory."""

import os
import tempfile

os.environ["BESIDE_DATA"] = os.environ.get("BESIDE_TEST_DATA") or tempfile.mkdtemp(prefix="beside-test-")
os.environ["BESIDE_URL"] = "http://testserver"
# Playwright keeps an event loop in the thread that drives it; the database there is still used by one thread only.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from beside.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in life: a database in memory knows no waiting, so two threads would meet locks that nobody else meets.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["BESIDE_DATA"], "test.sqlite3")}  # noqa: F405, PTH118
