"""The provider's addresses for asking, its part of the nation's results, the quality dialogue, and its events."""

from django.urls import path

from pafyll.web.components.surveys.desk import SurveyDesk
from pafyll.web.components.surveys.urls import survey_urls
from pafyll.web.provider.views import events, surveys

SURVEY_URLS = [
    *survey_urls(SurveyDesk("provider")),
    path("resultater/", surveys.results_list, name="national_results"),
    path("resultater/<int:pk>/<int:body>/", surveys.results, name="own_results"),
    path("resultater/<int:pk>/<int:body>/excel/", surveys.workbook, name="own_results_workbook"),
    path("dialog/", surveys.dialogues, name="dialogues"),
    path("dialog/<int:pk>/", surveys.dialogue, name="dialogue"),
    path("dialog/tiltak/<int:pk>/", surveys.settle, name="settle_measure"),
    path("arrangementer/", events.events, name="events"),
    path("arrangementer/nytt/", events.new, name="new_event"),
    path("arrangementer/<int:pk>/", events.event, name="event"),
    path("arrangementer/<int:pk>/rediger/", events.edit, name="edit_event"),
    path("arrangementer/<int:pk>/flytt/", events.move, name="move_event"),
    path("arrangementer/<int:pk>/excel/", events.workbook, name="event_workbook"),
]
