"""A demonstration on this machine: the story world, log in as, mail to files."""

import os

from pafyll.config.settings.base import *  # noqa: F403
from pafyll.config.settings.base import VAR

DEBUG = True
SECRET_KEY = "only-for-a-demonstration-on-this-machine"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
LOG_IN_AS = True
os.environ.setdefault("PAFYLL_NOW_FILE", str(VAR / "now.txt"))  # "Flytt klokka" on the log-in-as page
