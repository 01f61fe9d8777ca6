"""What is written once: a questionnaire in use, what was promised to those who answer, and every answer."""

from pafyll.apps.casework.freezing import Frozen

_IN_USE = (
    "OLD.status IN ('live', 'replaced') AND "
    "(OLD.content{cast} <> NEW.content{cast} OR OLD.words{cast} <> NEW.words{cast})"
)
_PROMISED = (
    "OLD.status <> 'draft' AND (OLD.promise <> NEW.promise OR OLD.version_id <> NEW.version_id "
    "OR OLD.least_answers <> NEW.least_answers OR OLD.least_texts <> NEW.least_texts)"
)
SURVEYS = Frozen(
    function="surveys_refuse_change",
    refused="A questionnaire in use, a promise and an answer are never altered",
    tables={
        "surveys_questionnaireversion": _IN_USE.format(cast=""),
        "surveys_survey": _PROMISED,
        "surveys_surveyanswer": "",
    },
    on_postgresql={"surveys_questionnaireversion": _IN_USE.format(cast="::text")},  # json has no equality there
)
