"""The sources app: publishers, sources, paragraphs."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"
