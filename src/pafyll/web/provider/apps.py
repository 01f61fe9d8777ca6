"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class ProviderDeskConfig(AppConfig):
    name = "pafyll.web.provider"
    label = "web_provider"
