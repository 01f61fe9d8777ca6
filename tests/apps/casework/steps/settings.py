"""The test settings with workers beside the process, and with the kinds of job that are killed."""

from pafyll.config.settings.test import *  # noqa: F403
from pafyll.config.settings.test import INSTALLED_APPS as USUAL

INSTALLED_APPS = [*USUAL, "tests.apps.casework.steps.apps.StepsConfig"]
MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in INSTALLED_APPS}  # the tables at once: a third of the time
