"""The desk's addresses."""

from django.urls import path

from pafyll.apps.organisations.permissions import Role
from pafyll.web.authority.views import (
    admission,
    appeal_handling,
    appeals,
    bench,
    decisions,
    files,
    home,
    rankings,
    rates,
    results,
    rounds,
    runs,
)
from pafyll.web.components.roles.desk import RoleDesk
from pafyll.web.components.roles.urls import role_urls

app_name = "authority"
urlpatterns = [
    path("", home.home, name="home"),
    path("runder/<int:pk>/", home.round, name="round"),
    path("runder/<int:pk>/kopier/", rounds.copy, name="copy"),
    path("runder/<int:pk>/vilkar/", rounds.terms, name="terms"),
    path("runder/<int:pk>/datoer/", rounds.dates, name="dates"),
    path("runder/<int:pk>/bekreft/<slug:item>/", rounds.confirm, name="confirm"),
    path("runder/<int:pk>/kunngjor/", rounds.announce, name="announce"),
    path("runder/<int:pk>/trekk/", rounds.withdraw, name="withdraw"),
    path("runder/<int:pk>/loddtall/", rounds.draw, name="draw"),
    path("runder/<int:pk>/avslutt/", rounds.close, name="close"),
    path("runder/<int:pk>/satser/", rates.rates, name="rates"),
    path("runder/<int:pk>/kvoter/", rates.quotas, name="quotas"),
    path("runder/<int:pk>/kvoter/<int:owner>/", rates.quota, name="quota"),
    path("runder/<int:pk>/prioriteringer/", rankings.rankings, name="rankings"),
    path("runder/<int:pk>/prioriteringer/<int:owner>/", rankings.ranking, name="ranking"),
    path("runder/<int:pk>/prioriteringer/<int:owner>/gjenapne/", rankings.reopen, name="reopen"),
    path("runder/<int:pk>/provebenk/", bench.bench, name="bench"),
    path("runder/<int:pk>/provebenk/nytt/", bench.new_scenario, name="new_scenario"),
    path("provebenk/<int:pk>/slett/", bench.delete, name="delete_scenario"),
    path("runder/<int:pk>/kjor/", runs.start, name="start"),
    path("kjoringer/", runs.runs, name="runs"),
    path("kjoringer/<int:pk>/", runs.run, name="run"),
    path("kjoringer/<int:pk>/kontroller/", decisions.review, name="review"),
    path("kjoringer/<int:pk>/vedta/", decisions.decide, name="decide"),
    path("kjoringer/<int:pk>/forkast/", decisions.discard, name="discard"),
    path("kjoringer/<int:pk>/etterprov/", decisions.check, name="check"),
    path("kjoringer/<int:pk>/varsle/", decisions.tell, name="tell"),
    path("kjoringer/<int:pk>/resultat/", results.results, name="results"),
    path("kjoringer/<int:pk>/resultat/<int:result>/", results.chain, name="chain"),
    path("kjoringer/<int:pk>/resultat.xlsx", files.workbook, name="workbook"),
    path("kjoringer/<int:pk>/filer.zip", files.input_files, name="input_files"),
    path("kjoringer/<int:pk>/protokoll.html", files.protocol_page, name="protocol_page"),
    path("kjoringer/<int:pk>/protokoll.pdf", files.protocol_pdf, name="protocol_pdf"),
    path("kjoringer/<int:pk>/protokoll.json", files.protocol, name="protocol"),
    path("kjoringer/<int:pk>/kjeder.jsonl", files.chains, name="chains"),
    *role_urls(
        RoleDesk(
            "authority", (Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER, Role.COUNTY_GOVERNOR), finds_any=True
        )
    ),
    path("klager/", appeals.appeals, name="appeals"),
    path("klager/tall/", appeals.numbers, name="appeal_numbers"),
    path("klager/tall.xlsx", appeals.numbers_file, name="appeal_numbers_file"),
    path("klager/<int:pk>/", appeals.appeal, name="appeal"),
    path("klager/<int:pk>/brev/<int:document>/", appeals.letter, name="appeal_letter"),
    path("klager/<int:pk>/ta/", appeal_handling.assign, name="assign_appeal"),
    path("klager/<int:pk>/behandle-likevel/", appeal_handling.take_late, name="take_late"),
    path("klager/<int:pk>/forelopig-svar/", appeal_handling.preliminary, name="preliminary"),
    path("klager/<int:pk>/innstill/", appeal_handling.propose, name="propose"),
    path("klager/<int:pk>/send-videre/", appeal_handling.forward, name="forward"),
    path("klager/<int:pk>/send-tilbake/", appeal_handling.give_back, name="give_back"),
    path("klager/<int:pk>/vedta/", appeal_handling.decide, name="decide_appeal"),
    path("klager/<int:pk>/avgjor/", appeal_handling.conclude, name="conclude"),
    path("begrunnelser/<int:pk>/", appeal_handling.answer, name="answer_demand"),
    path("avbrudd/", admission.outages, name="outages"),
    path("avbrudd/nytt/", admission.new_outage, name="new_outage"),
    path("avbrudd/<int:pk>/slutt/", admission.outage_over, name="outage_over"),
    path("dispensasjoner/", admission.dispensations, name="dispensations"),
    path("dispensasjoner/<int:pk>/", admission.dispensation, name="dispensation"),
    path("dispensasjoner/<int:pk>/innvilg/", admission.grant_dispensation, name="grant_dispensation"),
    path("runder/<int:pk>/utsatt-frist/", admission.new_dispensation, name="new_dispensation"),
]
