"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class ComponentsDeskConfig(AppConfig):
    name = "pafyll.web.components"
    label = "web_components"
