"""The desk's addresses."""

from django.urls import path

from pafyll.web.provider.views import offers

app_name = "provider"
urlpatterns = [
    path("", offers.home, name="home"),
    path("tilbud/<int:pk>/", offers.offer, name="offer"),
    path("tilbud/<int:pk>/excel/", offers.workbook, name="workbook"),
]
