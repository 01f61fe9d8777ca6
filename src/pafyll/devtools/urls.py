"""Addresses that exist only where log-in-as is on."""

from django.urls import URLPattern

app_name = "devtools"
urlpatterns: list[URLPattern] = []
