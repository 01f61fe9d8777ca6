"""The addresses of collective development: notifying needs, and all grants that are open."""

from django.urls import URLPattern, path

from pafyll.web.owner.views import (
    network_needs,
    notifying,
    notifying_sections,
    notifying_sending,
    notifying_sheets,
    open_grants,
)

NOTIFYING_URLS: list[URLPattern] = [
    path("kollektiv/apne-tilskudd/", open_grants.open_grants, name="open_grants"),
    path("kollektiv/apne-tilskudd/varsle/", open_grants.follow_grants, name="follow_grants"),
    path("kollektiv/apne-tilskudd/kalender/", open_grants.calendar, name="calendar"),
    path("kollektiv/behov/", notifying.notifications, name="notifications"),
    path("kollektiv/behov/nettverk/<int:pk>/", network_needs.need, name="network_need"),
    path("kollektiv/behov/nettverk/<int:pk>/vedlegg/<int:attachment>/", network_needs.file, name="network_need_file"),
    path("kollektiv/behov/ny/<int:pk>/", notifying.begin, name="begin_notification"),
    path("kollektiv/behov/<int:pk>/", notifying.notification, name="notification"),
    path("kollektiv/behov/<int:pk>/trekk/", notifying.withdraw, name="withdraw_notification"),
    path("kollektiv/behov/<int:pk>/endring/<int:year>/", notifying.change, name="change_notification"),
    path("kollektiv/behov/<int:pk>/del/<slug:key>/", notifying_sections.section, name="notification_section"),
    path("kollektiv/behov/<int:pk>/legg-ved/<slug:key>/", notifying_sections.attach, name="attach_to_notification"),
    path("kollektiv/behov/<int:pk>/vedlegg/<int:attachment>/", notifying_sections.file, name="notification_file"),
    path(
        "kollektiv/behov/<int:pk>/vedlegg/<int:attachment>/ta-ut/",
        notifying_sections.take_out,
        name="remove_notification_file",
    ),
    path("kollektiv/behov/<int:pk>/se-over/", notifying_sending.check, name="check_notification"),
    path("kollektiv/behov/<int:pk>/kvittering/<int:number>/", notifying_sending.receipt, name="notification_receipt"),
    path(
        "kollektiv/behov/<int:pk>/kvittering/<int:number>/skriv/",
        notifying_sending.write_receipt,
        name="write_notification_receipt",
    ),
    path(
        "kollektiv/behov/<int:pk>/kvittering/<int:number>/<int:document>/",
        notifying_sending.receipt_file,
        name="notification_receipt_file",
    ),
    path("kollektiv/behov/<int:pk>/excel/", notifying_sheets.download, name="notification_sheet"),
    path("kollektiv/behov/<int:pk>/last-inn/", notifying_sheets.upload, name="upload_notification"),
]
