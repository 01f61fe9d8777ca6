"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class AuthorityDeskConfig(AppConfig):
    name = "pafyll.web.authority"
    label = "web_authority"
