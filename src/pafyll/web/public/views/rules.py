"""The rules that places are allocated by, said by the same objects that the allocation runs on."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.announced import announced_rounds
from pafyll.domain.allocation import known_rulesets, published_text, rules_hash, ruleset
from pafyll.web.components.http import DeskRequest
from pafyll.web.public.rule_page import laid_out


def rules_index(request: DeskRequest) -> HttpResponse:
    """One line per rule set, newest first, with the rounds that follow it."""
    rounds = list(announced_rounds(viewer=request.viewer))
    rows = [(ruleset(code), [one for one in rounds if one.rule_set == code]) for code in reversed(known_rulesets())]
    return render(request, "public/rules_index.html", {"rows": rows})


def rules(request: DeskRequest, rule_set: str) -> HttpResponse:
    """One rule set in words, with the fingerprint that an allocation run is stored with."""
    if rule_set not in known_rulesets():
        raise Http404
    chosen = ruleset(rule_set)
    context = {
        "rules": chosen,
        "code": rule_set,
        "sections": laid_out(published_text(chosen)),
        "fingerprint": rules_hash(chosen),
        "rounds": announced_rounds(viewer=request.viewer).filter(rule_set=rule_set),
        "codes": list(reversed(known_rulesets())),
    }
    return render(request, "public/rules.html", context)
