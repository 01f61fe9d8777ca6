"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, OfOffice, Unwalled, Wall

DIRECTORATE = ("directorate_officer", "directorate_decider")
NATION = (*DIRECTORATE, "appeals_officer")

WALLS: tuple[Wall | Unwalled | OfOffice | Called, ...] = (
    Wall("grants.Change", office="owner", within="participation", roles=NATION),
    Wall("grants.OwnerChoice", within="change"),
    Wall("grants.ChosenAmount", within="choice"),
    Wall("grants.Commitment", office="owner", roles=NATION),
    Wall("grants.Recovery", office="owner", roles=NATION),
    Wall("grants.RecoveryCase", within="commitment"),
    Wall("grants.PaymentStatement", office="owner", roles=NATION),
    Wall("grants.StatementLine", within="statement"),
    Wall("grants.BankAccount", office="organisation", roles=DIRECTORATE),
    Wall("grants.Award", office="recipient payee scheme_year__governor", roles=DIRECTORATE),
    Wall("grants.AwardPart", within="award"),
    Wall("grants.AwardChange", within="award"),
    Wall("grants.AwardSettlement", within="award"),
    Wall("grants.AwardRecovery", within="award"),
    Wall("grants.AwardReport", within="award"),
    Wall("grants.AwardReminder", within="award"),
    Wall("grants.OwnContribution", within="award"),
    Wall("grants.Control", within="award"),
    Wall("grants.ControlFile", within="control"),
    OfOffice("grant:*:*", 3),  # what an owner was granted in a round
    Unwalled("ControlSample", "says how many are drawn; which stands behind the wall of the controls"),
    Unwalled("Account Entry Transfer Appropriation Frame MoneyProposal", "the state's books; no row about a person"),
    Unwalled("PaymentRun Payment BankFile BankLine", "of whoever pays, one permission in front of all"),
    Called("bank_file:*", "grants.BankFile"),
    Called("budget_year:*", "grants.Appropriation"),
)
