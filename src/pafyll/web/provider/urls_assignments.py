"""Addresses of assignments at the provider's desk."""

from django.urls import path

from pafyll.web.provider.views import assignments

ASSIGNMENT_URLS = [
    path("oppdrag/", assignments.assignments, name="assignments"),
    path("oppdrag/<int:pk>/", assignments.assignment, name="assignment"),
]
