"""The addresses of the sandbox that are in no world."""

from django.urls import path

from pafyll.devtools.sandbox.api import api

urlpatterns = [path("sandbox/v1/", api.urls)]
