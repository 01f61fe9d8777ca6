"""Which place in an OOAPI 6 programme offering is which of our columns. What is not named here is refused.

Source: the schemas ProgrammeOffering, OfferingProperties, Programme and ProgrammeProperties of OOAPI 6. What OOAPI has
no word for stands in the consumer object with the key "pafyll", as the specification allows.
"""

from __future__ import annotations

CONSUMER = "pafyll"
NAMESPACE = "https://pafyll.example.no/offers/"  # identifiers are made from it and the code, the same every time

# our column → the path in a programme offering. [] is a list: of texts by language, or of one element.
PLACES = {
    "kode": "primaryCode.code",
    "studiekode": "programme.primaryCode.code",
    "studium": "programme.name[]",
    "studiepoeng": "programme.studyLoad[].value",
    "beskrivelse": "programme.description[]",
    "opptakskrav": "programme.admissionRequirements[]",
    "studieform": "modesOfDelivery[]",
    "studiested": "addresses[].city",
    "plasser": "maxNumberStudents",
    "første dag": "startDateTime",
    "siste dag": "endDateTime",
    "egenbetaling": "priceInformation[].amount",
    "status": "state",
    "fag": "consumer.subject",
    "trinn": "consumer.stages",
    "studieår": "consumer.studyYear",
    "semestre": "consumer.semesters",
    "start": "consumer.startsIn",
    "samlinger": "consumer.gatherings",
    "målgruppe": "consumer.targetGroup",
}
MODES = {"online": "nett", "blended": "nett og samlinger", "presential": "campus", "work_based": "på skolen"}
STATES = {"concept": "kladd", "active": "publisert", "inactive": "kladd", "cancelled": "avlyst"}
IN_CONSUMER = {
    "subject": "fag",
    "stages": "trinn",
    "studyYear": "studieår",
    "semesters": "semestre",
    "startsIn": "start",
    "gatherings": "samlinger",
    "targetGroup": "målgruppe",
}

# What may stand in each object. A null anywhere means that nothing is said, and passes.
KNOWN = {
    "page": {"pageSize", "pageNumber", "hasPreviousPage", "hasNextPage", "totalPages", "items", "ext"},
    "offering": {
        *("programmeOfferingId", "primaryCode", "name", "state", "modesOfDelivery", "maxNumberStudents"),
        *("startDateTime", "endDateTime", "addresses", "priceInformation", "programmeId", "programme"),
        *("consumer", "teachingLanguages"),
    },
    "programme": {
        *("programmeId", "primaryCode", "programmeType", "name", "description", "studyLoad"),
        *("admissionRequirements", "teachingLanguages"),
    },
    "consumer": {"consumerKey", *IN_CONSUMER},
}
