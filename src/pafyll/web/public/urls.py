"""The desk's addresses."""

from django.urls import URLPattern

app_name = "public"
urlpatterns: list[URLPattern] = []
