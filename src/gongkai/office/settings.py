"""The Django settings. What an installation may choose comes from `environment.read`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

from gongkai.office import crypto, environment

ENVIRONMENT = environment.read()
KEYS = crypto.load(ENVIRONMENT.key_file)
HERE = Path(__file__).parent

DEBUG = ENVIRONMENT.debug
SECRET_KEY = KEYS.derive("django").hex()
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

OFFICE_APPS = [
    "agencies",
    "audit",
    "documents",
    "reviews",
    "publishing",
    "registers",
    "applications",
    "challenges",
    "reporting",
    "supervision",
    "work",
    "portal",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    *(f"gongkai.office.{app}" for app in OFFICE_APPS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "gongkai.office.bodies.BoundedMiddleware",
    "gongkai.office.strangers.KnockingMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongkai.office.bodies.PlainMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.office.urls"
WSGI_APPLICATION = "gongkai.office.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.office.context.desk",
            ],
            "builtins": [
                "gongkai.office.templatetags.chinese",
                "gongkai.office.portal.templatetags.portal",
            ],
            "libraries": {"chinese": "gongkai.office.templatetags.chinese"},
        },
    }
]


def database(url: str, data: Path) -> dict[str, Any]:
    """SQLite in the data directory, made durable and safe for several writers, or PostgreSQL."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "office.sqlite3",
            "OPTIONS": {
                # A write takes its lock at the start, so two officers cannot both read, then write.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: an acknowledged record survives a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("GONGKAI_DATABASE_URL 应当是 postgresql://用户:密码@主机/库名 的样子。")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": query.pop("port", None) or str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": database(ENVIRONMENT.database_url, ENVIRONMENT.data)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Five wrong passwords for one name from one address close the door for a quarter of an hour: a
# stranger elsewhere cannot lock a clerk out of the office.
AXES_FAILURE_LIMIT = 5
AXES_CLIENT_IP_CALLABLE = "gongkai.office.portal.limits.address_of"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "gongkai.office.agencies.views.locked_out"
AXES_USERNAME_FORM_FIELD = "username"  # the keyword of authenticate(), not of our form
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "agencies:login"
LOGIN_REDIRECT_URL = "work:home"

EMAIL_HOST = ENVIRONMENT.mail.host
EMAIL_PORT = ENVIRONMENT.mail.port
EMAIL_HOST_USER = ENVIRONMENT.mail.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.password
EMAIL_USE_TLS = ENVIRONMENT.mail.security == "starttls"
EMAIL_USE_SSL = ENVIRONMENT.mail.security == "ssl"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail.sender

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
# The style sheet is the one of the check page: one set of tokens and components for every page.
STATICFILES_DIRS = [("gongkai", HERE.parent / "report" / "write" / "page")]
WHITENOISE_USE_FINDERS = True  # served from the package itself: nothing to collect

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gongkai.office.errors.csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

if ENVIRONMENT.https:  # a proxy in front ends TLS and says so
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The public site, and what places do differently: see `environment.Portal` and `Conventions`.
PORTAL_CONFIRMS_RECEIPT = ENVIRONMENT.portal.confirms_receipt
PORTAL_OFFICE_HOURS = ENVIRONMENT.portal.office_hours
PORTAL_REQUIRES_IDENTITY_PROOF = ENVIRONMENT.portal.requires_identity_proof
CONVENTIONS = ENVIRONMENT.conventions
# Of all files beside applications that nobody handed in yet: what strangers can make this site hold.
PORTAL_MOST_DRAFT_BYTES = 1024**3
# And of those that came from one address.
PORTAL_MOST_DRAFT_BYTES_OF_ONE_ADDRESS = 100 * 1024**2
# A citizen's files stay in memory until they are encrypted: `gongkai.office.bodies` refuses larger
# requests of people who are not logged in, so none is ever written to a temporary file.
FILE_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "gongkai.office.uploads.MemoryHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
