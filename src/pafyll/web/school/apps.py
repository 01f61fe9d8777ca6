"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class SchoolDeskConfig(AppConfig):
    name = "pafyll.web.school"
    label = "web_school"
