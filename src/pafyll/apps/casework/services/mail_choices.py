"""How somebody wants her mail: at once, once a day or not at all, in which language."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.accounts.services import choose_language
from pafyll.apps.casework.letters import Topic
from pafyll.apps.casework.models import MailChoice


@transaction.atomic
def choose(*, user: User, language: str, choices: Mapping[str, str]) -> None:
    """Keeps what she has chosen, for herself. What is written already stays as it was when it was written."""
    choose_language(user=user, language=language)
    for topic, when in choices.items():
        MailChoice.objects.update_or_create(
            reader=user, topic=Topic(topic).value, defaults={"when": MailChoice.When(when)}
        )
