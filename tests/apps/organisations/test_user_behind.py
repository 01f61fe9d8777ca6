"""The user behind a log-in, also when two windows come home from the provider in the same moment."""

from __future__ import annotations

import pytest

from pafyll.apps.accounts.models import LogIn, User
from pafyll.apps.organisations import identity
from pafyll.apps.organisations.identity import Unknown, keep_number, user_behind
from pafyll.apps.organisations.models import Person
from tests.factories.base import NOW
from tests.factories.people import ISSUER, LogInFactory, PersonFactory
from tests.races import DONE, THREADS, at_once, is_in_memory

NUMBER = "01899000079"
SUBJECT = "kari-pairwise"


def kari_with_a_number():
    person = PersonFactory(user=None, first_name="Kari")
    keep_number(person=person, number=NUMBER, source="test", at=NOW)
    return person


def comes_home() -> User:
    return user_behind(issuer=ISSUER, subject=SUBJECT, number=NUMBER, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("first_was", ["kari", "another"])
def test_a_link_that_another_window_made_meanwhile_counts(monkeypatch, first_was):
    kari = kari_with_a_number()
    find_user = identity._user_of

    def slowly(person):
        user = find_user(person)
        LogInFactory(subject=SUBJECT, **({"user": user} if first_was == "kari" else {}))
        return user

    monkeypatch.setattr(identity, "_user_of", slowly)

    if first_was == "kari":
        assert comes_home().person == kari
        assert LogIn.objects.count() == 1
    else:
        with pytest.raises(Unknown, match="another"):
            comes_home()
        assert not Person.objects.get(pk=kari.pk).user  # nothing is kept


@pytest.mark.django_db(transaction=True)
def test_windows_that_come_home_at_once_make_one_user_and_one_link():
    if is_in_memory():
        pytest.skip("one connection only: nobody can race")
    kari_with_a_number()

    outcomes = at_once(*[comes_home] * THREADS)

    assert outcomes == [DONE] * THREADS
    assert (User.objects.count(), LogIn.objects.count()) == (1, 1)
