"""The addresses of findings."""

from django.urls import URLPattern, path, re_path

from pafyll.web.owner.views import findings

FINDING_URLS: list[URLPattern] = [
    path("funn/", findings.findings, name="findings"),
    path("funn/dokument/nytt/", findings.state, name="state_document"),
    path("funn/dokument/<int:pk>/", findings.stated, name="stated"),
    re_path(r"^funn/(?P<finding>[0-9a-f]{64})/$", findings.finding, name="finding"),
]
