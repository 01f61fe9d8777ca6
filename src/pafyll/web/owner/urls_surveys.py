"""The addresses of what the owner's teachers have answered."""

from django.urls import path

from pafyll.web.owner.views import surveys

SURVEY_URLS = [
    path("undersokelser/", surveys.results_list, name="survey_results"),
    path("undersokelser/<int:pk>/", surveys.results, name="survey_result"),
    path("undersokelser/<int:pk>/excel/", surveys.workbook, name="survey_workbook"),
]
