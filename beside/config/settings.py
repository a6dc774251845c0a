"""Django's settings, put together from the environment. Rules live elsewhere; this only wires."""

from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from beside.config import env, secrets
from beside.config.logs import LOGGING as LOGGING

ENV = env.read()
SECRETS = secrets.load(ENV.data)
PRODUCTION = ENV.mode == "production"

DEBUG = ENV.debug
SECRET_KEY = SECRETS.django
MASTER_KEY = SECRETS.master
PUSH_KEY = SECRETS.push
ALLOWED_HOSTS = [
    host for host in {urlsplit(ENV.public_url).hostname, *([] if PRODUCTION else ["127.0.0.1", "localhost"])} if host
]
ROOT_URLCONF = "beside.config.urls"
AUTH_USER_MODEL = "accounts.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Before allauth, so that our templates for its pages win.
    "beside.core",
    "beside.foundation.audit",
    "beside.foundation.realtime",
    "beside.foundation.jobs",
    "beside.foundation.accounts",
    "beside.foundation.notifications",
    "beside.foundation.safety",
    "beside.foundation.search",
    "beside.foundation.talk",
    "beside.foundation.profiles",
    "beside.features.conversations",
    "beside.features.groups",
    "beside.features.recovery",
    "beside.features.spaces",
    "beside.features.checkins",
    "beside.features.stories",
    "beside.features.toolkit",
    "beside.journeys.matching",
    "beside.journeys.answering",
    "beside.journeys.sharing",
    "beside.journeys.looking",
    "beside.interfaces.site",
    "beside.interfaces.console",
    "beside.interfaces.api",
    "beside.interfaces.cli",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "beside.core.middleware.Squeezed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "beside.core.middleware.NotKept",
    "beside.foundation.accounts.middleware.Admission",
    "beside.foundation.profiles.middleware.OwnTimeZone",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "beside.interfaces.site.frame.frame",
            ],
        },
    }
]

FORM_RENDERER = "beside.core.rendering.Renderer"


def _database() -> dict[str, Any]:
    if not ENV.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ENV.data / "beside.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a writer waits for its turn instead of finding out half-way that it lost.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # A page asks two dozen questions; all that are ever asked fit, so none is read anew.
                "cached_statements": 1_000,
                # FULL: an acknowledged message survives a power cut, not only a crash.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
                    " PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000; PRAGMA secure_delete=ON;"
                    # Pages are brought over to the file by the 16 MB: the same few are written again and again.
                    " PRAGMA wal_autocheckpoint=4000;"
                ),
            },
        }
    parts = urlsplit(ENV.database_url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # The database keeps the plans of what is asked often. Left to itself, Django writes the values into the SQL, so
        # that no two questions are the same, and prepares none.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


DATABASES = {"default": _database()}
REDIS_URL = ENV.redis_url
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}},
    # Parts of the frame, by all that goes into them. Beside the pages they are for, with Redis too: fetching one from
    # elsewhere costs more than drawing it.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "template_fragments",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}

# --- Signing in (allauth does all of it; docs/dependencies.md says why) ---
AUTHENTICATION_BACKENDS = ["beside.foundation.accounts.sessions.SignIn"]
SESSION_ENGINE = "beside.foundation.accounts.sessions"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/today"
ACCOUNT_ADAPTER = "beside.foundation.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "beside.foundation.accounts.adapter.MfaAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(ENV.public_url).scheme
_FORMS = "beside.foundation.accounts.library_forms"
ACCOUNT_FORMS = {
    "change_password": f"{_FORMS}.ChangePassword",
    "set_password": f"{_FORMS}.SetPassword",
    "reset_password_from_key": f"{_FORMS}.PasswordFromLetter",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.SecondStep",
    "reauthenticate": f"{_FORMS}.StillYouByCode",
    "activate_totp": f"{_FORMS}.ConnectApp",
    "add_webauthn": f"{_FORMS}.AddPasskey",
    "edit_webauthn": f"{_FORMS}.RenamePasskey",
}
# The code before and after, too: a code is half a minute, and tired hands type it in the last seconds of it.
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
SITE_NAME = "Beside"

# --- Cookies and headers ---
HTTPS = ENV.public_url.startswith("https://")
SESSION_COOKIE_NAME = "__Host-beside" if HTTPS else "beside"
CSRF_COOKIE_NAME = "__Host-beside-csrf" if HTTPS else "beside-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "beside.interfaces.site.views.form_expired"
CSRF_TRUSTED_ORIGINS = [ENV.public_url]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trusted_proxies else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Room for a text of a megabyte to come back with a kind word beside it, rather than be lost with a bare refusal.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

# --- Letters ---
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if ENV.mail_host else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = ENV.mail_host, ENV.mail_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.mail_name, ENV.mail_password
EMAIL_USE_TLS, EMAIL_TIMEOUT = ENV.mail_tls and bool(ENV.mail_host), 15
DEFAULT_FROM_EMAIL = ENV.mail_from

# Tests alone let pushes go to this machine, and trust a certificate of their own.
PUSH_TO_THIS_MACHINE, PUSH_TRUST = False, None

# --- Language and time ---
USE_TZ = True
TIME_ZONE = ENV.time_zone
LANGUAGE_CODE = ENV.language
LANGUAGES = [("en", "English")]
USE_I18N = True

# --- Files ---
STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "beside.config.static.HashedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
