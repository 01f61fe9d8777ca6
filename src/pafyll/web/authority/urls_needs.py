"""The addresses of needs notifications and their forms at this desk."""

from django.urls import path

from pafyll.web.authority.views import needs_notifications, question_forms

urlpatterns = [
    path("kollektiv/behov/", needs_notifications.needs_years, name="needs_years"),
    path("kollektiv/behov/kalender/", needs_notifications.calendar, name="calendar"),
    path("kollektiv/behov/<int:pk>/", needs_notifications.notifications, name="needs_notifications"),
    path("kollektiv/behov/<int:pk>/excel/", needs_notifications.notifications_file, name="needs_notifications_file"),
    path("kollektiv/behov/<int:pk>/csv/", needs_notifications.notifications_csv, name="needs_notifications_csv"),
    path("kollektiv/behovsmelding/<int:pk>/", needs_notifications.notification, name="needs_notification"),
    path("kollektiv/behovsmelding/<int:pk>/tillegg/", needs_notifications.supplement, name="ask_for_supplement"),
    path("kollektiv/behovsmelding/<int:pk>/behandlet/", needs_notifications.treated, name="treat_notification"),
    path(
        "kollektiv/behovsmelding/<int:pk>/vedlegg/<int:attachment>/",
        needs_notifications.file,
        name="needs_notification_file",
    ),
    path("kollektiv/ordning/<int:pk>/skjema/", question_forms.versions, name="form_versions"),
    path("kollektiv/ordning/<int:pk>/skjema/ny/", question_forms.begin, name="begin_form"),
    path("kollektiv/skjema/<int:pk>/", question_forms.version, name="form_version"),
    path("kollektiv/skjema/<int:pk>/gjor/", question_forms.change, name="change_form"),
    path("kollektiv/skjema/<int:pk>/prov/", question_forms.try_out, name="try_form"),
    path("kollektiv/skjema/<int:pk>/sporsmal/ny/", question_forms.question, name="new_question"),
    path("kollektiv/skjema/<int:pk>/sporsmal/<slug:key>/endre/", question_forms.question, name="edit_question"),
    path("kollektiv/skjema/<int:pk>/del/ny/", question_forms.section, name="new_section"),
    path("kollektiv/skjema/<int:pk>/del/<slug:key>/endre/", question_forms.section, name="edit_section"),
]
