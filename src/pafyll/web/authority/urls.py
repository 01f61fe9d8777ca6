"""The desk's addresses."""

from django.urls import path

from pafyll.web.authority.views import bench, decisions, files, home, money, rates, results, rounds, runs, waiting

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
    path("runder/<int:pk>/provebenk/", bench.bench, name="bench"),
    path("runder/<int:pk>/provebenk/nytt/", bench.new_scenario, name="new_scenario"),
    path("provebenk/<int:pk>/slett/", bench.delete, name="delete_scenario"),
    path("runder/<int:pk>/ledige-plasser/", waiting.freed, name="freed"),
    path("runder/<int:pk>/ledige-plasser/vilkar/", waiting.terms, name="freed_terms"),
    path("runder/<int:pk>/ledige-plasser/stans/", waiting.stop, name="freed_stop"),
    path("runder/<int:pk>/ledige-plasser/start/", waiting.start, name="freed_start"),
    path("ledige-plasser/<int:pk>/", waiting.place, name="freed_place"),
    path("ledige-plasser/tilbud/<int:pk>/trekk/", waiting.take_back, name="take_back"),
    path("bevilgning/", money.money, name="money"),
    path("bevilgning/ny/", money.appropriation, name="appropriation"),
    path("bevilgning/<int:year>/posteringer/", money.entries, name="entries"),
    path("runder/<int:pk>/ramme/<int:year>/", money.frame, name="frame"),
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
    path("kjoringer/<int:pk>/protokoll.json", files.protocol, name="protocol"),
    path("kjoringer/<int:pk>/kjeder.jsonl", files.chains, name="chains"),
]
