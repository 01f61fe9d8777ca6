"""What is sent lies in the outbox as it is; the crew writes the receipt from it, once, as the reader wants it then."""

from __future__ import annotations

import pytest
from django.db import transaction

from pafyll.apps.applications.models import ApplicationVersion
from pafyll.apps.applications.services import acknowledging
from pafyll.apps.applications.services.acknowledging import acknowledge_all
from pafyll.apps.applications.services.applying import submit_application
from pafyll.apps.applications.services.receipts import is_untouched
from pafyll.apps.applications.services.stating import give_statement
from pafyll.apps.applications.services.withdrawing import withdraw_application
from pafyll.apps.casework.errands import errands
from pafyll.apps.casework.models import Event, Mail
from tests.apps.applications.fjordvik import IN_WINDOW, Fjordvik, fjordvik, user, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(settings) -> Fjordvik:
    """With a crew beside the pages, as in production."""
    settings.JOBS = "worker"
    return fjordvik()


def letters() -> list[tuple[str, str]]:
    return list(Mail.objects.order_by("pk").values_list("letter", "address"))


def test_what_is_sent_is_whole_at_once_and_its_mail_comes_from_the_crew(town):
    application = town.sent()

    version = application.versions.get()
    assert is_untouched(version)
    assert Event.objects.filter(about=application.about, verb="submitted").exists()
    assert (version.is_told, letters()) == (False, [])

    assert acknowledge_all() == 1

    assert letters() == [("applications/receipt", town.kari.email), ("applications/statement_wanted", town.per.email)]
    assert version.content_hash in Mail.objects.get(reader=user(town.kari)).text


def test_the_crew_has_the_errand_and_nobody_is_told_twice(town):
    town.sent()

    assert [errands()["receipts"]() for _ in range(3)] == [1, 0, 0]
    assert len(letters()) == 2


def test_a_new_version_has_a_receipt_of_its_own_and_the_principal_is_not_asked_again(town):
    application = town.sent()
    write(application, motivation="Ny begrunnelse")
    submit_application(application=application, version=application.version, by=user(town.kari), at=IN_WINDOW)

    assert acknowledge_all() == 2

    assert [letter for letter, _address in letters()].count("applications/statement_wanted") == 1
    assert "Ny begrunnelse" in Mail.objects.filter(letter="applications/receipt").order_by("pk").last().text


def test_what_is_undone_has_no_receipt(town):
    class Undone(Exception):
        pass

    @transaction.atomic
    def undone():
        town.sent()
        raise Undone

    with pytest.raises(Undone):
        undone()

    assert acknowledge_all() == 0
    assert letters() == []


def test_the_receipt_is_in_the_language_and_goes_to_the_address_that_she_has_when_it_is_written(town):
    town.sent()
    kari = user(town.kari)
    kari.language = "en"
    kari.save()
    town.kari.email = "kari.ny@example.no"
    town.kari.save()

    acknowledge_all()

    receipt = Mail.objects.get(letter="applications/receipt")
    assert (receipt.language, receipt.address) == ("en", "kari.ny@example.no")
    assert receipt.subject.startswith("Receipt")


@pytest.mark.parametrize("meanwhile", ["withdrawn", "stated"])
def test_the_principal_is_not_asked_about_what_needs_no_statement_any_more(town, meanwhile):
    application = town.sent()
    if meanwhile == "withdrawn":
        withdraw_application(application=application, reason="", by=user(town.kari), at=IN_WINDOW)
    else:
        give_statement(application=application, supports=True, reason="", by=user(town.per), at=IN_WINDOW)

    acknowledge_all()

    told = [letter for letter, _address in letters()]
    assert "applications/receipt" in told
    assert "applications/statement_wanted" not in told


def test_a_crew_that_stops_between_the_mail_and_the_mark_has_done_neither(town, monkeypatch):
    town.sent()
    whole = acknowledging.acknowledge

    def stopped(version):
        whole(version)
        raise KeyboardInterrupt

    monkeypatch.setattr(acknowledging, "acknowledge", stopped)
    with pytest.raises(KeyboardInterrupt):
        acknowledge_all()
    assert (letters(), ApplicationVersion.objects.filter(is_told=False).count()) == ([], 1)

    monkeypatch.undo()
    assert acknowledge_all() == 1


def test_one_that_cannot_be_written_holds_up_no_other(town, caplog, monkeypatch):
    monkeypatch.setattr(acknowledging, "AT_ONE_GO", 1)  # nor where as many as that are first in line
    broken = town.sent().versions.get()
    ApplicationVersion.objects.filter(pk=broken.pk).update(content=[])
    write(broken.application, motivation="Ny begrunnelse")
    application = broken.application
    submit_application(application=application, version=application.version, by=user(town.kari), at=IN_WINDOW)

    assert acknowledge_all() == 1

    assert list(ApplicationVersion.objects.filter(is_told=False)) == [broken]
    assert f"version {broken.pk}" in caplog.text
