"""What this app keeps about people, and what the libraries' own tables keep."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, nothing_personal
from pafyll.domain.privacy_marks import HISTORY, IN_SESSION, MACHINERY, READING

TABLES: tuple[Table, ...] = (
    nothing_personal("privacy.RetentionPeriod", "rule months starts_on source entered_at"),
    about_people(
        "privacy.Reading",
        _("Hvem som har sett på opplysningene dine"),
        "person",
        (READING, "person what about day first_at"),
        done_by="reader",
    ),
    about_people(
        "privacy.PersonMerge",
        _("At du var registrert to ganger"),
        "kept gone",
        (HISTORY, "kept gone why moved left log_in merged_at undone_at"),
        done_by="merged_by undone_by",
    ),
    about_people(
        "privacy.DeletionRequest",
        _("Når du har bedt om sletting"),
        "person",
        (HISTORY, "person asked_at removed kept"),
        names="deletion_request",
    ),
    about_people("sessions.Session", _("Økter"), "", (IN_SESSION, "session_key session_data expire_date")),
    nothing_personal("auth.Permission", "name content_type codename"),
    nothing_personal("auth.Group", "name permissions"),
    nothing_personal("contenttypes.ContentType", "app_label model"),
    about_people(
        "django_tasks_database.DBTaskResult",
        _("Jobber som er kjørt"),
        "",
        (MACHINERY, "args_kwargs return_value traceback"),
        impersonal=(
            "id status enqueued_at started_at finished_at priority task_path worker_ids queue_name backend_name "
            "run_after exception_class_path"
        ),
    ),
)
