"""Django's entry: management commands and the log-in-as page."""

from django.apps import AppConfig


class DevtoolsConfig(AppConfig):
    name = "pafyll.devtools"
    label = "devtools"
