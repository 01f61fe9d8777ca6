"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class RepresentativeDeskConfig(AppConfig):
    name = "pafyll.web.representative"
    label = "web_representative"
