"""The desk's addresses."""

from django.urls import path

from pafyll.web.representative.views import plans, rounds

app_name = "representative"
urlpatterns = [
    path("", rounds.home, name="home"),
    path("runder/<int:pk>/", rounds.round, name="round"),
    path("plan/", plans.plans, name="plans"),
]
