"""Money shared out by a pipeline of steps: exact, explained, and the same every time."""

from pafyll.domain.grants.distribution.fingerprint import canonical, fingerprint_of, inputs_from, inputs_of
from pafyll.domain.grants.distribution.outcome import Distribution, Line, Link
from pafyll.domain.grants.distribution.pipeline import Pipeline, in_words, sentences_of
from pafyll.domain.grants.distribution.reading import PipelineFault, asked_for, pipeline_from
from pafyll.domain.grants.distribution.recipients import Key, Recipient, Request
from pafyll.domain.grants.distribution.running import distribute
from pafyll.domain.grants.distribution.steps import STEPS, Step
from pafyll.domain.grants.distribution.texts import Text

__all__ = [
    "STEPS",
    "Distribution",
    "Key",
    "Line",
    "Link",
    "Pipeline",
    "PipelineFault",
    "Recipient",
    "Request",
    "Step",
    "Text",
    "asked_for",
    "canonical",
    "distribute",
    "fingerprint_of",
    "in_words",
    "inputs_from",
    "inputs_of",
    "pipeline_from",
    "sentences_of",
]
