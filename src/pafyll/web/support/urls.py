"""The desk's addresses."""

from django.urls import path

from pafyll.web.components.inbox.urls import inbox_urls
from pafyll.web.support.views import bulk, changes, faults, home, people, whys

app_name = "support"
urlpatterns = [
    *inbox_urls("support"),
    path("", home.home, name="home"),
    path("mennesker/", people.find, name="find"),
    path("mennesker/<int:pk>/", people.supported, name="supported"),
    path("mennesker/<int:pk>/sla-sammen/", people.merge, name="merge_people"),
    path("mennesker/<int:pk>/sla-sammen/<int:merge>/gjor-om/", people.undo, name="undo_merge"),
    path("mennesker/<int:pk>/se-som/", people.begin_seeing_as, name="begin_seeing_as"),
    path("hvorfor/", whys.whys, name="whys"),
    path("feil/", faults.faults, name="faults"),
    path("feil/excel/", faults.faults_file, name="faults_file"),
    path("feil/csv/", faults.faults_csv, name="faults_csv"),
    path("filer/", bulk.files, name="bulk"),
    path("filer/<int:pk>/", bulk.file, name="bulk_file"),
    path("filer/<int:pk>/kvittering/", bulk.receipt, name="bulk_receipt"),
    path("filer/<int:pk>/utfor/", bulk.carry_out, name="carry_out_bulk"),
    path("filer/<int:pk>/forkast/", bulk.discard, name="discard_bulk"),
    path("filer/<int:pk>/angre/", bulk.undo, name="undo_bulk"),
    path("endringer/", changes.changes, name="reorganisations"),
    path("endringer/ny/", changes.new, name="new_reorganisation"),
    path("endringer/<int:pk>/", changes.change, name="reorganisation"),
    path("endringer/<int:pk>/del/", changes.share, name="share_out"),
    path("endringer/<int:pk>/foresla/", changes.propose, name="propose_reorganisation"),
    path("endringer/<int:pk>/godkjenn/", changes.approve, name="approve_reorganisation"),
    path("endringer/<int:pk>/send-tilbake/", changes.give_back, name="return_reorganisation"),
    path("endringer/<int:pk>/avlys/", changes.cancel, name="cancel_reorganisation"),
]
