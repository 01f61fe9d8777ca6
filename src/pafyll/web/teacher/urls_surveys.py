"""The addresses at which the teacher answers surveys."""

from django.urls import path

from pafyll.web.teacher.views import surveys

SURVEY_URLS = [
    path("undersokelser/", surveys.surveys, name="surveys"),
    path("undersokelser/takk/", surveys.thanks, name="survey_thanks"),
    path("undersokelser/<int:pk>/", surveys.survey, name="survey"),
    path("undersokelser/<int:pk>/del/<slug:key>/", surveys.section, name="survey_section"),
    path("undersokelser/<int:pk>/send/", surveys.check, name="survey_check"),
    path("undersokelser/<int:pk>/vil-ikke/", surveys.decline, name="survey_decline"),
]
