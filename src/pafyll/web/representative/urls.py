"""The desk's addresses."""

from django.urls import URLPattern

app_name = "representative"
urlpatterns: list[URLPattern] = []
