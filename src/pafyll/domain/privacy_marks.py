"""The purposes and the rules that the tables are marked with. A new one is added here, with its law, before it is used.

Sources: personvernforordningen art. 6, 9 and 17, personopplysningsloven §§ 8 and 12, arkivlova (2025) §§ 5, 12 and 13,
bokføringsloven § 13, opplæringslova (2023) §§ 17-3, 17-4 and 17-8, forvaltningsloven §§ 16–19 and 24–29.
"""

from __future__ import annotations

from pafyll.domain.privacy import Mark, Purpose, Retention, SetBy, Then

LOG_IN = Purpose(
    "log_in",
    "Innlogging",
    "Kjenne deg igjen når du logger inn, og vite at ingen andre gjør det.",
    "personvernforordningen art. 6 nr. 1 bokstav e, personopplysningsloven § 12",
)
REACH = Purpose(
    "reach",
    "Hvem du er og hvordan du nås",
    "Vite hvem saken gjelder, og gi deg beskjed.",
    "personvernforordningen art. 6 nr. 1 bokstav e, forvaltningsloven §§ 16 og 27",
)
EMPLOYMENT = Purpose(
    "employment",
    "Arbeidssted og roller",
    "Vite hvor du arbeider, hvem som er skoleeieren din, og hva du kan gjøre på vegne av andre.",
    "personvernforordningen art. 6 nr. 1 bokstav e, opplæringslova § 17-8",
)
QUALIFICATIONS = Purpose(
    "qualifications",
    "Kvalifikasjoner",
    "Se hvem som oppfyller kravene til undervisningskompetanse, og hva som må til for de andre.",
    "personvernforordningen art. 6 nr. 1 bokstav e, opplæringslova §§ 17-3, 17-4 og 17-8",
)
PLANNING = Purpose(
    "planning",
    "Kompetanseplanen",
    "Planlegge hvem som skal studere hva og når, innenfor penger og plasser.",
    "personvernforordningen art. 6 nr. 1 bokstav e, opplæringslova § 17-8",
)
APPLYING = Purpose(
    "applying",
    "Søknad, svar og klage",
    "Behandle søknaden din, gi deg et svar med begrunnelse, og behandle en klage.",
    "personvernforordningen art. 6 nr. 1 bokstav e, forvaltningsloven kapittel IV–VI",
)
STUDYING = Purpose(
    "studying",
    "Plassen og studiet",
    "Følge plassen din fra opptak til bestått, og gi den videre hvis du slutter.",
    "personvernforordningen art. 6 nr. 1 bokstav e, opplæringslova § 17-8",
)
MONEY = Purpose(
    "money",
    "Penger som følger plassen",
    "Betale ut tilskudd, kreve tilbake det som ikke er brukt, og vise regnskapet.",
    "personvernforordningen art. 6 nr. 1 bokstav c, bokføringsloven §§ 4, 10 og 13",
)
FORUMS = Purpose(
    "forums",
    "Forum, møter og drøfting",
    "Vite hvem som er medlem, møter, stemmer og uttaler seg.",
    "personvernforordningen art. 6 nr. 1 bokstav e, forvaltningsloven §§ 6–10",
)
ASSIGNING = Purpose(
    "assigning",
    "Oppdrag og kompetanse hos tilbydere",
    "Finne fagfolk til oppdrag, og vite hvem som gjør hva.",
    "personvernforordningen art. 6 nr. 1 bokstav e",
)
CONSENT = Purpose(
    "consent",
    "Det du har sagt ja til",
    "Vise eller sende det du selv har bedt om.",
    "personvernforordningen art. 6 nr. 1 bokstav a (samtykke)",
)
ASKING = Purpose(
    "asking",
    "Undersøkelser",
    "Spørre hvordan det gikk, og minne dem som ikke har svart.",
    "personvernforordningen art. 6 nr. 1 bokstav e",
)
WORK_DONE = Purpose(
    "work_done",
    "Hvem som gjorde hva i tjenesten",
    "Vise hvem som har behandlet en sak, så den kan kontrolleres og ingen behandler sin egen.",
    "personvernforordningen art. 6 nr. 1 bokstav e, forvaltningsloven §§ 6–10",
)
CONTROL = Purpose(
    "control",
    "Historikk og innsynslogg",
    "Vise hva som er gjort og hvem som har sett på opplysningene dine.",
    "personvernforordningen art. 5 nr. 2, art. 6 nr. 1 bokstav c og art. 32",
)

ARCHIVED = Retention(
    "archived",
    "Tas vare på som arkiv",
    Then.KEEP,
    SetBy.LAW,
    "Dokumentasjon av saksbehandling er arkiv. Den kan bare kasseres etter forskrift eller med tillatelse fra "
    "Nasjonalarkivet (arkivlova §§ 5, 12 og 13), og retten til sletting gjelder ikke det som loven krever lagret "
    "(personvernforordningen art. 17 nr. 3 bokstav b og d).",
)
BOOKED = Retention(
    "booked",
    "Minst fem år etter regnskapsårets slutt, og så lenge det er arkiv",
    Then.KEEP,
    SetBy.LAW,
    "Regnskapsmateriale skal oppbevares i fem år etter regnskapsårets slutt (bokføringsloven § 13), og "
    "dokumentasjon av tilskudd er arkiv (arkivlova § 13).",
)
LEFT = Retention(
    "left",
    "Etter at det siste arbeidsforholdet, vervet og studiet er slutt",
    Then.DELETE,
    SetBy.CONTROLLER,
    "Trengs så lenge du arbeider hos en skoleeier eller tilbyder som bruker Påfyll. Be arbeidsgiveren rette det "
    "som er feil.",
)
LEFT_CONTACT = Retention(
    "left_contact",
    "Etter at det siste arbeidsforholdet, vervet og studiet er slutt",
    Then.SCRUB,
    SetBy.CONTROLLER,
    "Trengs så lenge du arbeider hos en skoleeier eller tilbyder som bruker Påfyll, eller har en sak.",
)
LEFT_NAME = Retention(
    "left_name",
    "Etter at det siste arbeidsforholdet, vervet og studiet er slutt, hvis ingen sak skal bevares",
    Then.SCRUB,
    SetBy.CONTROLLER,
    "Navnet står i saker som er arkiv (arkivlova § 13), eller trengs så lenge du arbeider hos en som bruker Påfyll.",
)
UNSENT = Retention(
    "unsent",
    "Etter at runden er avsluttet uten at søknaden ble sendt",
    Then.DELETE,
    SetBy.CONTROLLER,
    "En kladd som aldri ble sendt, er ikke en sak. Den kan slettes når du vil.",
    on_request=True,
)
VOLUNTARY = Retention(
    "voluntary",
    "Til du trekker det tilbake eller slutter",
    Then.DELETE,
    SetBy.CONTROLLER,
    "Du har selv bedt om det og kan når som helst ombestemme deg.",
    on_request=True,
)
ASKED = Retention(
    "asked",
    "Etter at undersøkelsen er lukket",
    Then.SCRUB,
    SetBy.CONTROLLER,
    "Trengs for å sende invitasjonen og minne om den til undersøkelsen er lukket.",
)
SIGNED_UP = Retention(
    "signed_up",
    "Etter at arrangementet er over",
    Then.DELETE,
    SetBy.CONTROLLER,
    "Trengs for å holde plassen din. Meld deg av med lenken du fikk.",
)
SESSION = Retention(
    "session",
    "Når økten er over",
    Then.DELETE,
    SetBy.PAFYLL,
    "Økten er slutt når du logger ut, når du ikke har gjort noe på en time, og senest et døgn etter at du logget inn.",
)
STAFF_FILE = Retention(
    "staff_file",
    "Etter at filen ble sendt inn uten å bli bekreftet",
    Then.DELETE,
    SetBy.PAFYLL,
    "En fil med ansatte ligger til den som sendte den, har bekreftet eller forkastet den.",
    days=30,
)
WRITTEN_IN_FILE = Retention(
    "written_in_file",
    "Etter at filen ble sendt inn",
    Then.SCRUB,
    SetBy.PAFYLL,
    "Det som sto i filen, trengs for å se hva hver rad ba om, og rette det. Hva raden gjorde, står i historikken.",
    days=90,
)
TECHNICAL = Retention(
    "technical",
    "Etter at jobben var ferdig",
    Then.DELETE,
    SetBy.PAFYLL,
    "Brukes bare til å finne feil i drift.",
    days=90,
)
CALLED = Retention(
    "called",
    "Etter kallet",
    Then.DELETE,
    SetBy.PAFYLL,
    "Trengs for at det samme kallet sendt på nytt ikke skal gjøre noe to ganger, og for at ingen skal kalle for ofte.",
    days=1,
)
READ = Retention(
    "read",
    "Etter at noen så på opplysningene",
    Then.DELETE,
    SetBy.CONTROLLER,
    "Loggen er til for at du skal kunne se hvem som har sett på opplysningene dine. Ingen kan slette i den for å "
    "skjule hva de har gjort.",
)
FOLLOWS = Retention(
    "follows",
    "Så lenge det som ble gjort, er lagret",
    Then.KEEP,
    SetBy.LAW,
    "Hvem som gjorde hva i tjenesten, hører til saken og bevares med den (arkivlova §§ 5 og 13).",
)

IDENTITY = Mark(LOG_IN, LEFT)
IN_SESSION = Mark(LOG_IN, SESSION)
ACCOUNT = Mark(LOG_IN, LEFT_CONTACT)
NAME = Mark(REACH, LEFT_NAME)
CONTACT = Mark(REACH, LEFT_CONTACT)
WORKPLACE = Mark(EMPLOYMENT, ARCHIVED)
STAFF = Mark(EMPLOYMENT, LEFT)
QUALIFIED = Mark(QUALIFICATIONS, LEFT)
DEVIATING = Mark(QUALIFICATIONS, ARCHIVED)
FILE_OF_STAFF = Mark(QUALIFICATIONS, STAFF_FILE)
PLANNED = Mark(PLANNING, ARCHIVED)
WISHED = Mark(PLANNING, VOLUNTARY)
DRAFT = Mark(APPLYING, UNSENT)
CASE = Mark(APPLYING, ARCHIVED)
STUDY = Mark(STUDYING, ARCHIVED)
GRANT = Mark(MONEY, BOOKED)
FORUM = Mark(FORUMS, ARCHIVED)
ASSIGNED = Mark(ASSIGNING, ARCHIVED)
PROFILE = Mark(ASSIGNING, LEFT)
AGREED_TO = Mark(CONSENT, VOLUNTARY)
SIGN_UP = Mark(CONSENT, SIGNED_UP)
INVITED = Mark(ASKING, ASKED)
ANSWERED = Mark(ASKING, ARCHIVED)
AT_WORK = Mark(WORK_DONE, FOLLOWS)
HISTORY = Mark(CONTROL, ARCHIVED)
READING = Mark(CONTROL, READ)
WRITTEN = Mark(CONTROL, WRITTEN_IN_FILE)
MACHINERY = Mark(WORK_DONE, TECHNICAL)
CALL = Mark(WORK_DONE, CALLED)
