"""All settings; what differs between machines is read from the environment, once, here."""

import os
import sys
from datetime import timedelta
from pathlib import Path

from claims import roles
from config.addresses import networks
from config.database import databases
from config.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
_env = Environment(os.environ, base=BASE_DIR)

STET_DATA_DIR = _env.folder("STET_DATA_DIR", default=".stet")
STET_DEMO = _env.switch("STET_DEMO", default=True)
STET_HTTPS = _env.switch("STET_HTTPS", default=False)
STET_REQUIRED_APPROVALS = _env.number("STET_REQUIRED_APPROVALS", default=1, least=1, most=10)
STET_SECOND_FACTOR = _env.words_of("STET_SECOND_FACTOR", known=roles.NAMES)
STET_TRUSTED_PROXIES = networks(_env.words("STET_TRUSTED_PROXIES", default=[]))
STET_RATE_LIMIT = _env.rate("STET_RATE_LIMIT", default="1200/minute")
STET_HOST = _env.text("STET_HOST", default="127.0.0.1")
PORT = _env.number("PORT", default=8000, least=1, most=65535)
STET_PUBLIC_URL = _env.text("STET_PUBLIC_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
STET_WEBHOOK_PRIVATE = _env.networks("STET_WEBHOOK_PRIVATE")
STET_WEBHOOK_PORTS = _env.numbers("STET_WEBHOOK_PORTS", default=[443, 8443], least=1, most=65535)
STET_WEBHOOK_FAILURES = _env.number("STET_WEBHOOK_FAILURES", default=5, least=1, most=100)
STET_WEBHOOK_DAYS = _env.number("STET_WEBHOOK_DAYS", default=30, least=4, most=3650)

SECRET_KEY = _env.secret("SECRET_KEY", folder=STET_DATA_DIR)
DEBUG = False
ALLOWED_HOSTS = _env.words("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DATABASES = databases(_env, folder=STET_DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    # Permissions are made for each app in this order; the roles of `claims` hold those of both.
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "sources",
    "claims",
    "config.apps.StetAdminConfig",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "config.middleware.BehindTheProxy",
    # Outside of whatever may refuse: other sites' scripts read refusals, too.
    "config.cors.OpenToOtherSites",
    "config.middleware.RefuseUnreadableAddresses",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.NameTheRequest",
    "config.limits.LimitReaders",
    "config.compression.Compress",
    "config.caching.TellHowLongItKeeps",
    "config.straight.ReadersGoStraight",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.middleware.RememberWhoAndWhy",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

AUTH_USER_MODEL = "claims.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "config.guesses.RefuseManyGuesses",
    "django.contrib.auth.backends.ModelBackend",
]
# By name and address together: a stranger elsewhere locks nobody out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "config.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "config.lockout.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Stet"
# It would keep what is typed into the form, with every failure.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken", "code"]

KNOX_TOKEN_MODEL = "claims.Token"  # noqa: S105 - the name of a model
# knox's own migrations would make a second table of tokens, which nothing uses.
MIGRATION_MODULES = {"knox": None}
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# 1 MiB holds the text of a book chapter; corpora come in over `load_claims`, not over HTTP.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "config.api.problems.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = STET_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if STET_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT = STET_HTTPS
# Browsers' preload lists are for whole domains: their owners decide, not one site on them.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_TTL": timedelta(days=90),
    "TOKEN_PREFIX": "stet_",
    "AUTO_REFRESH": False,
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "config.api.authentication.BearerToken",
        "config.api.authentication.VerifiedSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["sources.api.parsing.StrictJSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["config.api.filtering.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "config.api.paging.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "config.api.schema.StetSchema",
    "EXCEPTION_HANDLER": "config.api.problems.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "URL_FORMAT_OVERRIDE": None,
    "PAGE_SIZE": 25,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Stet",
    "DESCRIPTION": "A fact-checked claims database: claims, the paragraphs they rest on, "
    "and what reviewers found.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "COMPONENT_SPLIT_REQUEST": True,
    "PATH_CONVERTER_OVERRIDES": {"id": {"type": "string", "format": "uuid"}},
    "ENUM_NAME_OVERRIDES": {
        "SourceKindEnum": "sources.models.SourceKind",
        "FigureKindEnum": "claims.models.figure.Kind",
        "FigureDecisionEnum": ["confirmed", "rejected"],
        "FigureOpEnum": "claims.models.figure.Op",
        "ClaimantTypeEnum": "claims.models.ClaimantType",
        "TokenStateEnum": "claims.models.account.TokenState",
        "ClaimStateEnum": "claims.models.claim.State",
        "DeliveryStatusEnum": "claims.models.webhook.DeliveryStatus",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
