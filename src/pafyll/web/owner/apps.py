"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class OwnerDeskConfig(AppConfig):
    name = "pafyll.web.owner"
    label = "web_owner"
