"""Django's entry for the desk: templates and tags are found through it."""

from django.apps import AppConfig


class TeacherDeskConfig(AppConfig):
    name = "pafyll.web.teacher"
    label = "web_teacher"
