"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, Unwalled, Wall

DIRECTORATE = ("directorate_officer", "directorate_decider")
NATION = (*DIRECTORATE, "appeals_officer")

WALLS: tuple[Wall | Unwalled | Called, ...] = (
    Wall("casework.Mail", user="reader", office="sender", roles=DIRECTORATE),
    Wall("casework.MailChoice", user="reader"),
    Wall("casework.TaskCalendar", user="user"),
    Wall("casework.Decision", about="about", roles=NATION),
    Wall("casework.GroundsDemand", within="decision", roles=NATION),
    Wall("casework.Appeal", within="decision", roles=NATION),
    Wall("casework.AppealAttachment", within="appeal"),
    Wall("casework.Event", user="by", about="about", is_history=True, waits=True),
    Unwalled("HistoryLink HistoryHead", "numbers and hashes: what happened stands behind the wall of the events"),
    Unwalled(
        "Case CasePaper PaperVersion CaseBody CaseAttachment CommitteeStatement Consultation ConsultationParticipant "
        "ConsultationStatement FollowUp Resolution ResolutionPoint",
        "public when it is published; before that unions, schools and whoever carries it out read it, by its own rules",
    ),
    Unwalled("ImpartialityDeclaration CaseSubstitute", "who is kept out is asked of every case before it is shown"),
    Unwalled("DoorTicket Heartbeat Job Outage", "of the machine; shown to whoever started it, or to all"),
    Called("job:*", "casework.Job"),
    Called("mail:*", "casework.Mail"),
)
