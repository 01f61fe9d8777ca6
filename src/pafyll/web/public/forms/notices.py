"""How one wants one's mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import MailChoice
from pafyll.apps.casework.queries.mail import TopicRow


class NoticesForm(forms.Form):
    """The language of mail, and a choice for each topic."""

    language = forms.ChoiceField(label=_("Språk i e-post"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, user: User, topics: Sequence[TopicRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = [one.topic for one in topics]
        self.fields["language"].choices = User._meta.get_field("language").choices  # type: ignore[attr-defined]
        self.fields["language"].initial = user.language
        for one in topics:
            self.fields[one.topic] = forms.ChoiceField(
                label=one.label,
                choices=[(when.value, str(when.label).capitalize()) for when in MailChoice.When],
                initial=one.when,
                widget=forms.RadioSelect,
            )

    def value(self) -> tuple[str, dict[str, str]]:
        """(language, topic → when)."""
        return self.cleaned_data["language"], {topic: self.cleaned_data[topic] for topic in self.topics}
