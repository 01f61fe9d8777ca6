"""Django's entry for the app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "pafyll.apps.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pafyll.apps.surveys.triggers import assignments, participations  # noqa: F401 – register their sources
