"""The directorate's addresses for asking, and the quality dialogue with providers."""

from django.urls import path

from pafyll.web.authority.views import dialogues
from pafyll.web.components.surveys.desk import SurveyDesk
from pafyll.web.components.surveys.urls import survey_urls

urlpatterns = [
    *survey_urls(SurveyDesk("authority")),
    path("dialog/", dialogues.dialogues, name="dialogues"),
    path("dialog/ny/", dialogues.new, name="new_dialogue"),
    path("dialog/<int:pk>/", dialogues.dialogue, name="dialogue"),
    path("dialog/<int:pk>/rediger/", dialogues.edit, name="edit_dialogue"),
    path("dialog/<int:pk>/tiltak/", dialogues.agree, name="agree_measure"),
    path("dialog/tiltak/<int:pk>/", dialogues.settle, name="settle_measure"),
]
