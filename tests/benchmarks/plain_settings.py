"""The settings of the baseline: those of Stet, with Django's usual middleware and plain views."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.plain"
REST_FRAMEWORK = {"UNAUTHENTICATED_USER": None}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
