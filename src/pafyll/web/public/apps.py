"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class PublicDeskConfig(AppConfig):
    name = "pafyll.web.public"
    label = "web_public"
