"""The test settings behind a real server, with the door's times compressed as much as the hour is."""

from pafyll.config.settings.test import *  # noqa: F403
from pafyll.config.settings.test import INSTALLED_APPS as USUAL

INSTALLED_APPS = [*USUAL, "benchmarks.deadline.apps.CompressedConfig"]
ALLOWED_HOSTS = ["*"]
JOBS = "worker"
WHITENOISE_AUTOREFRESH = False
