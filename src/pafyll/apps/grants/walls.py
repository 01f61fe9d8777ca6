"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Unwalled, Wall

DIRECTORATE = ("directorate_officer", "directorate_decider")
NATION = (*DIRECTORATE, "appeals_officer")

WALLS: tuple[Wall | Unwalled, ...] = (
    Wall("grants.Change", office="owner", within="participation", roles=NATION),
    Wall("grants.OwnerChoice", within="change"),
    Wall("grants.ChosenAmount", within="choice"),
    Wall("grants.Commitment", office="owner", roles=NATION),
    Wall("grants.Recovery", office="owner", roles=NATION),
    Wall("grants.RecoveryCase", within="commitment"),
    Wall("grants.PaymentStatement", office="owner", roles=NATION),
    Wall("grants.StatementLine", within="statement"),
    Wall("grants.BankAccount", office="organisation", roles=DIRECTORATE),
    Unwalled(
        "Award AwardPart AwardChange AwardSettlement AwardRecovery AwardReport AwardReminder OwnContribution "
        "ControlSample Control ControlFile",
        "the scheme's Governor, recipient and payee read it, and what is awarded is public when it is decided",
    ),
    Unwalled("Account Entry Transfer Appropriation Frame MoneyProposal", "the state's books; no row about a person"),
    Unwalled("PaymentRun Payment BankFile BankLine", "of whoever pays, one permission in front of all"),
)
