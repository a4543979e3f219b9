"""Settings of the portal: one file, read from the environment, checked at start.

Every variable is described in ``docs/operations.md``. Without any, the portal is safe: debugging is
off, a secret key is required, cookies are for https only.
"""

import os
import sys
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from kombu import Queue

from .secrets_hidden import hidden_in_event

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def _flag(name: str, default: bool = False) -> bool:
    """A yes/no variable. Raises ImproperlyConfigured, naming it, when it is neither."""
    value = os.environ.get(name, "").strip().lower()
    if value == "":
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: give 1 or 0.")


def _number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured, naming the variable, when it is not one."""
    value = os.environ.get(name, "").strip()
    if value == "":
        return default
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r}: give a whole number.")
    return int(value)


def _list(name: str, default: list[str]) -> list[str]:
    value = os.environ.get(name, "")
    return [part.strip() for part in value.split(",") if part.strip()] or default


# --- Which portal this is -----------------------------------------------------------------------
DEBUG = _flag("PORTAL_DEBUG")
TESTING = "pytest" in sys.modules
PORTAL_DEMO = _flag("PORTAL_DEMO", default=TESTING)
PORTAL_BENCH = _flag("PORTAL_BENCH")
PORTAL_DEMO_PASSWORD = os.environ.get("PORTAL_DEMO_PASSWORD", "")
PORT = _number("PORT", 8000)
DATA_DIR = Path(os.environ.get("PORTAL_DATA_DIR") or BASE_DIR / "var").resolve()
RELEASE = os.environ.get("PORTAL_RELEASE") or (
    (BASE_DIR / "RELEASE").read_text().strip() if (BASE_DIR / "RELEASE").exists() else "development"
)

SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if not PORTAL_DEMO:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Give a long random text that stays the same between starts "
            "(or set PORTAL_DEMO=1 for a demonstration)."
        )
    SECRET_KEY = "demonstration-only-" + str(DATA_DIR)

PUBLIC_URL = (os.environ.get("PUBLIC_URL") or f"http://localhost:{PORT}").rstrip("/")
if not PUBLIC_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured(f"PUBLIC_URL={PUBLIC_URL!r}: begin it with https:// (or http://).")
ALLOWED_HOSTS = _list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", PUBLIC_URL.split("//")[1].split(":")[0]])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
TRUSTED_PROXIES = _number("TRUSTED_PROXIES", 0)

# --- Apps, floor by floor (DESIGN: imports go down only) ------------------------------------------
INSTALLED_APPS = [
    "programme",
    "knowledge",
    "roadmaps",
    "applications",
    "expertise",
    "portal.messaging",
    "portal.documents",
    "portal.search",
    "portal.surveys",
    "portal.collaboration",
    "portal.activity",
    "portal.accounts",
    "portal.office",
    "portal.ui",
    "portal.reference",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "import_export",
    "simple_history",
    "ninja",  # for the script and the style of the interactive page of the interface
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
]

MIDDLEWARE = [
    "portal.ui.pages.PageStoreMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.machines.middleware.MachinesMiddleware",
    "portal.ui.middleware.PrivateByDefaultMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.ui.middleware.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.accounts.middleware.ResumeAfterSignInMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.PersonMiddleware",
    "portal.ui.once.OncePerFormMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
ASGI_APPLICATION = "portal.asgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                # Both are lazy: a public page that does not use them touches neither session nor person.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.accounts.context.person",
                "portal.ui.context.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

# --- Database, cache, queue -----------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": env.db_url_config(DATABASE_URL)}
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if "postgresql" in DATABASES["default"]["ENGINE"]:
        # jit: compiling a statement takes half a second, more than any of ours runs (a search with 50 000 hits).
        # The server keeps the plan of a statement asked three times: a page of the office is a fifth faster.
        # (Behind a pooler that shares connections, take one that keeps track of prepared statements.)
        DATABASES["default"]["OPTIONS"] = {
            "options": "-c jit=off",
            "server_side_binding": True,
            "prepare_threshold": 3,
            **DATABASES["default"].get("OPTIONS", {}),
        }
else:
    DATABASES = {"default": {"ENGINE": "portal.sqlite", "NAME": DATA_DIR / "portal.sqlite3", "CONN_MAX_AGE": 60}}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["ENGINE"] = "portal.sqlite"
    # WAL alone still gives lock errors: a write must take its lock at BEGIN, and wait for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={'OFF' if TESTING else 'NORMAL'};",
    }
    # On disk, as in life: tests with several threads need real locks.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "portal_cache",
            # The 300 it would keep by itself are soon reached; then it drops counts of attempts that still hold.
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
CACHES["default"]["KEY_PREFIX"] = "portal"

QUEUE_DIR = DATA_DIR / "queue"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    }
else:
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "polling_interval": 0.1,
        "store_processed": False,
    }
# Two queues, so that no message waits behind a long document. A worker told nothing (`--queues`) serves both.
CELERY_TASK_DEFAULT_QUEUE = "work"
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("work", "mails")]
CELERY_TASK_ROUTES = {"messaging.*": {"queue": "mails"}}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_ALWAYS_EAGER = TESTING
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "messages": {"task": "messaging.sweep", "schedule": 30.0},
    "jobs": {"task": "documents.sweep", "schedule": 20.0},
    "calls": {"task": "applications.keep_calls_in_time", "schedule": 60.0},
    "experts": {"task": "expertise.keep_in_time", "schedule": 3600.0},
    "expert_calls": {"task": "expertise.keep_calls_in_time", "schedule": 60.0},
    "application_retention": {"task": "applications.forget_in_time", "schedule": crontab(hour=3, minute=20)},
    "expert_retention": {"task": "expertise.forget_in_time", "schedule": crontab(hour=3, minute=10)},
    "selections": {"task": "roadmaps.keep_selections_in_time", "schedule": 1800.0},
    "assistances": {"task": "roadmaps.warn_of_assistances", "schedule": 6 * 3600.0},
    "entries": {"task": "knowledge.keep_entries_true", "schedule": 12 * 3600.0},
    "saved_searches": {"task": "knowledge.tell_of_new_entries", "schedule": 6 * 3600.0},
    "threads": {"task": "roadmaps.tell_of_messages", "schedule": 600.0},
    "sessions": {"task": "accounts.clear_expired", "schedule": 6 * 3600.0},
    "retention": {"task": "documents.expire", "schedule": 3600.0},
    # What nobody waits for: it makes way for other work, and a ring that was not heard in time is forgotten.
    "briefs": {"task": "knowledge.make_briefs", "schedule": 120.0, "options": {"expires": 110}},
    "usage": {"task": "knowledge.count_usage", "schedule": crontab(hour=1, minute=20)},
    "open_data": {"task": "knowledge.make_dumps", "schedule": 600.0},
    "search": {"task": "search.check", "schedule": crontab(hour=2, minute=40)},
}

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.PortalBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "programme:workspace"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapter.PortalAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SIGNUP_FORM_CLASS = "portal.accounts.forms.SignupExtras"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_USER_DISPLAY = "portal.accounts.adapter.display_name"
MFA_ADAPTER = "portal.accounts.adapter.PortalMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PORTAL_DEMO
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
# People of the Secretariat use a second factor, except in the demonstration.
STAFF_MFA_REQUIRED = not PORTAL_DEMO

# --- Languages and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["portal.ui.formats"]

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "portal.documents.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
MAX_UPLOAD_BYTES = 10_000_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STORAGE_URL = os.environ.get("STORAGE_URL", "")
if STORAGE_URL:
    from portal.documents.storage_url import storage_from

    try:
        import storages  # noqa: F401
    except ImportError as error:
        raise ImproperlyConfigured("STORAGE_URL is set, but the package django-storages is not installed.") from error
    try:
        STORAGES["default"] = storage_from(STORAGE_URL)
    except ValueError as error:
        raise ImproperlyConfigured(f"STORAGE_URL: {error}.") from error
FILE_UPLOAD_PERMISSIONS = 0o600  # uploads are private
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
WHITENOISE_MAX_AGE = 60

# --- Mail -----------------------------------------------------------------------------------------
EMAIL_URL = os.environ.get("EMAIL_URL", "")
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or "Digital Assistance Programme <portal@localhost>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security -------------------------------------------------------------------------------------
SECURE = not PORTAL_DEMO
SESSION_COOKIE_NAME = f"portal_session_{PORT}" if PORTAL_DEMO else "__Host-portal_session"
CSRF_COOKIE_NAME = f"portal_csrf_{PORT}" if PORTAL_DEMO else "__Host-portal_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_FAILURE_VIEW = "portal.accounts.views.resume.csrf_failure"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- What the public pages may keep ---------------------------------------------------------------
PAGE_STORE_SECONDS = 60
PAGE_STORE_ENTRIES = 500
API_REQUESTS_A_MINUTE = 120  # of one address; answers that have not changed (304) are not counted

HTMX_INDICATOR_STYLES = False
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
IMPORT_EXPORT_SKIP_ADMIN_LOG = True
TEST_RUNNER = "django.test.runner.DiscoverRunner"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"secrets": {"()": "portal.secrets_hidden.WithoutSecrets"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["stream"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
SENTRY_DSN = os.environ.get("SENTRY_DSN", "")
if SENTRY_DSN:
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured("SENTRY_DSN is set, but the package sentry-sdk is not installed.") from error
    sentry_sdk.init(dsn=SENTRY_DSN, release=RELEASE, send_default_pii=False, before_send=hidden_in_event)
