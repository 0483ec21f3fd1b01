"""The config app (it brings commands), and the admin with our own site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    name = "config"


class StetAdminConfig(AdminConfig):
    default_site = "config.admin.StetAdminSite"
