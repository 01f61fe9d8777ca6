"""Users: who is logged in, nothing about what they may do."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A log-in. username is an opaque key from the identity provider, never an identity number."""

    language = models.CharField(_("språk"), max_length=2, choices=[("nb", "Bokmål"), ("nn", "Nynorsk")], default="nb")

    def __str__(self) -> str:
        return self.get_full_name() or self.username
