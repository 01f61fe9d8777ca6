"""The desk's addresses."""

from django.urls import URLPattern

app_name = "provider"
urlpatterns: list[URLPattern] = []
