"""One run from checked input to a written folder: allocate, audit, bound, explain, write."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from pafyll.cli.inputs import Request
from pafyll.cli.telling import Steps, Stop
from pafyll.cli.workbook import write_workbook
from pafyll.cli.writing import whole_folder, write_manifest
from pafyll.domain.allocation import (
    Outcome,
    allocate,
    audit,
    bound,
    chain_lines,
    cut_offs,
    fingerprint_of_problem,
    outcome_fingerprint,
    rule_costs,
    rules_hash,
)
from pafyll.protocols.breakdown import breakdowns, figures
from pafyll.protocols.content import protocol_of
from pafyll.protocols.html import as_html
from pafyll.protocols.language import _
from pafyll.protocols.numbers import number, percent
from pafyll.protocols.pdf import as_pdf
from pafyll.protocols.results import GRANTED, NOT_APPROVED, REFUSED, Results, results_of
from pafyll.protocols.run import Findings, Input


def run_and_write(
    given: Input, request: Request, out: Path, *, with_bound: bool, language: str, steps: Steps
) -> list[str]:
    """Carries out the run and writes the folder. Returns the lines that sum it up. Raises Stop if the audit fails."""
    outcome, findings = run(given, with_bound=with_bound, steps=steps)
    results = results_of(given, outcome)
    with whole_folder(out) as folder:
        _write(folder, given, outcome, results, findings, request, language, steps)
    return _summary(results, findings, out)


def run(given: Input, *, with_bound: bool, steps: Steps) -> tuple[Outcome, Findings]:
    """The outcome and everything found out about it. Raises Stop when the audit does not accept the outcome."""
    with steps.step(_("Fordeler plassene")) as found:
        outcome = allocate(given.problem, given.rules, given.seed)
        found.append(_("{count} fikk plass").format(count=number(outcome.placed)))
    with steps.step(_("Kontrollerer hver søker mot reglene")) as found:
        report = audit(given.problem, given.rules, given.seed, outcome)
        found.append(_("{count} kontroller").format(count=number(sum(report.checked.values()))))
    if not report:
        said = _("Kontrollen godtok ikke fordelingen, så ingenting er skrevet. Meld fra om dette: {faults}")
        raise Stop(said.format(faults="; ".join(report.faults[:5])), status=1)
    limits = cut_offs(given.problem, given.rules, outcome)
    if not with_bound:
        return outcome, Findings(report, limits)
    with steps.step(_("Regner ut hvor mange som høyst kunne fått plass")) as found:
        most = bound(given.problem, given.rules, outcome)
        found.append(number(most.places))
    with steps.step(_("Regner ut hva hver regel koster")):
        costs = rule_costs(given.problem, given.rules, given.seed, outcome)
    return outcome, Findings(report, limits, most, costs)


def _write(
    folder: Path,
    given: Input,
    outcome: Outcome,
    results: Results,
    findings: Findings,
    request: Request,
    language: str,
    steps: Steps,
) -> None:
    with steps.step(_("Skriver begrunnelsene")), (folder / "chains.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(line + "\n" for line in chain_lines(given.problem, given.rules, outcome))
    with steps.step(_("Skriver resultat og tall")):
        divided = breakdowns(given, results)
        results.applications.write_csv(folder / "results.csv")
        figures(given, results, divided).write_csv(folder / "figures.csv")
        _write_input(folder / "input", given)
    with steps.step(_("Skriver protokollen")):
        protocol = protocol_of(given, outcome, results, findings, divided, language)
        (folder / "protocol.html").write_text(as_html(protocol), encoding="utf-8")
        (folder / "protocol.pdf").write_bytes(as_pdf(protocol))
    manifest = _manifest(given, outcome, results, request)
    with steps.step(_("Skriver arbeidsboken")):
        tiers = {tier.code: _(tier.title) for tier in given.rules.tiers}
        write_workbook(folder / "results.xlsx", results, tiers, _facts(manifest))
    write_manifest(folder, manifest)


def _write_input(folder: Path, given: Input) -> None:
    """The tables that went in, in a plain form and a fixed order, so that anyone can run them again."""
    folder.mkdir()
    for name in ("offers", "applications", "owners", "rates"):
        getattr(given.tables, name).write_csv(folder / f"{name}.csv")


def _manifest(given: Input, outcome: Outcome, results: Results, request: Request) -> dict[str, Any]:
    return {
        "pafyll": version("pafyll"),
        "date": given.date,
        "rules": {
            "study_year": request.rules,
            "cheaper_may_pass": sorted(request.cheaper_may_pass),
            "shared_places": request.shared_places,
            "without": sorted(request.without),
            "hash": rules_hash(given.rules),
        },
        "seed": given.seed,
        "state_money": list(given.state_money),
        "input_fingerprint": fingerprint_of_problem(given.problem),
        "outcome_fingerprint": outcome_fingerprint(given.problem, outcome),
        "applications": given.problem.applicants,
        "granted": results.count(GRANTED),
        "refused": results.count(REFUSED),
        "not_approved": results.count(NOT_APPROVED),
    }


def _facts(manifest: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("Regelsett"), manifest["rules"]["study_year"]),
        (_("Frø til loddtrekningen"), manifest["seed"]),
        (_("Søknader"), number(manifest["applications"])),
        (_("Innvilget"), number(manifest["granted"])),
        (_("Avslag"), number(manifest["refused"])),
        (_("Ikke godkjent av eier"), number(manifest["not_approved"])),
        (_("Fingeravtrykk av grunnlaget"), manifest["input_fingerprint"]),
        (_("Fingeravtrykk av reglene"), manifest["rules"]["hash"]),
        (_("Fingeravtrykk av resultatet"), manifest["outcome_fingerprint"]),
        (_("Begrunnelser"), _("Hver søkers begrunnelse står i chains.jsonl; se den med: pafyll explain")),
    ]


def _summary(results: Results, findings: Findings, out: Path) -> list[str]:
    approved = len(results.applications) - results.count(NOT_APPROVED)
    granted = results.count(GRANTED)
    lines = [
        "",
        _("{granted} av {approved} godkjente søknader fikk plass ({share}).").format(
            granted=number(granted), approved=number(approved), share=percent(granted, approved)
        ),
    ]
    if findings.bound is not None:
        lines.append(
            _("Høyst {most} kunne fått plass innenfor de samme grensene.").format(most=number(findings.bound.places))
        )
    lines.append(_("Protokoll, resultat og begrunnelser ligger i {folder}.").format(folder=out))
    return lines
