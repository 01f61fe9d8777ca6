"""The addresses of findings."""

from django.urls import URLPattern, path

from pafyll.web.owner.views import findings

FINDING_URLS: list[URLPattern] = [
    path("funn/", findings.findings, name="findings"),
    path("funn/dokument/nytt/", findings.state, name="state_document"),
    path("funn/dokument/<int:pk>/", findings.stated, name="stated"),
    path("funn/<slug:finding>/", findings.finding, name="finding"),
]
