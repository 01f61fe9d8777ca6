"""The desk's addresses."""

from django.urls import URLPattern

app_name = "owner"
urlpatterns: list[URLPattern] = []
