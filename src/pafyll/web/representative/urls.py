"""The desk's addresses."""

from django.urls import path

from pafyll.web.representative.views import needs, plans, rounds

app_name = "representative"
urlpatterns = [
    path("", rounds.home, name="home"),
    path("runder/<int:pk>/", rounds.round, name="round"),
    path("plan/", plans.plans, name="plans"),
    path("behov/", needs.needs, name="needs"),
    path("behov/excel/", needs.needs_file, name="needs_file"),
    path("behov/csv/", needs.needs_csv, name="needs_csv"),
]
