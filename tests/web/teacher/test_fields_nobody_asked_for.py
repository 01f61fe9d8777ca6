"""What is sent beside what a form asks for changes nothing, and of a field that is sent twice the last one counts."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage
from django.forms.models import model_to_dict

from pafyll.apps.applications.models import Application
from pafyll.domain.answers import no
from tests.apps.applications.fjordvik import user
from tests.factories import OrganisationFactory
from tests.web.teacher.test_applying_pages import opened, page, town, url  # noqa: F401

pytestmark = pytest.mark.django_db


def test_fields_of_the_row_that_the_form_does_not_ask_for_are_not_taken(page, town):  # noqa: F811
    application, other = town.draft(), OrganisationFactory(municipality=True)
    before = model_to_dict(application, exclude=["motivation"])
    form = opened(page, url("motivation", application))
    extra = {
        "status": "granted",
        "person": user(town.kari).pk + 1000,
        "owner": other.pk,
        "school": other.pk,
        "round_id": 0,
        "pk": 0,
        "id": 0,
        "submitted_at": "2020-01-01",
        "is_superuser": "on",
    }

    page.post(url("motivation", application), {**form, **extra, "motivation": "Jeg mangler studiepoeng."})

    after = Application.objects.get()
    changed = {name for name, value in model_to_dict(after, exclude=["motivation"]).items() if before[name] != value}
    assert after.motivation == "Jeg mangler studiepoeng."
    assert changed <= {"version", "window", "saved_at", "step"}


def test_of_a_field_that_is_sent_twice_the_last_counts_and_the_address_does_not(page, town):  # noqa: F811
    application = town.draft()
    form = opened(page, url("motivation", application))

    page.post(
        f"{url('motivation', application)}?motivation=adressen", {**form, "motivation": ["den første", "den siste"]}
    )

    assert Application.objects.get().motivation == "den siste"


def test_a_fact_with_braces_is_only_words():
    said = no("x", "{name} finnes ikke.", name="{0.__class__.__mro__} {name}")
    assert str(said) == "{0.__class__.__mro__} {name} finnes ikke."


@pytest.mark.parametrize("words", ["Hei\nBcc: alle@example.no", "Hei\r\nBcc: alle@example.no", "Hei\rBcc: x"])
def test_a_mail_with_a_line_break_in_its_head_is_not_made(words):
    with pytest.raises(ValueError, match="newline"):
        EmailMessage(subject=words, to=["kari@example.no"]).message()
