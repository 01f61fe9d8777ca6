"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class SupportDeskConfig(AppConfig):
    name = "pafyll.web.support"
    label = "web_support"
