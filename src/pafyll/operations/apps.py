"""Django's entry: the management commands of whoever runs Påfyll."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "pafyll.operations"
    label = "operations"
