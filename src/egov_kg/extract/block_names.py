"""Lines of a fact sheet that are a body's name and nothing else."""

from __future__ import annotations

import re

from egov_kg.extract.entry_names import name_and_acronym
from egov_kg.extract.mentions import mention_of
from egov_kg.extract.names import NameHit, is_generic, words_of
from egov_kg.extract.prose_reading import BODY_RULE, Body, Reading
from egov_kg.language import folded

_LONGEST = 14
"""Words of a line that may be a name."""


def body_of_line(reading: Reading, start: int, end: int) -> Body | None:
    """The body whose name is all of a line, its address aside."""
    text = reading.passage.text
    sentence = reading.passage.analysis.sentence_at(
        min(end - 1, start + len(text[start:end]) - len(text[start:end].lstrip()))
    )
    if sentence is None:
        return None
    bodies = [body for body in reading.bodies.get(sentence.start, ()) if start <= body.start and body.end <= end]
    if len(bodies) != 1 or bodies[0].owner is None:
        return None
    said = bodies[0].said or (bodies[0].start, bodies[0].end)
    low, high = min(bodies[0].start, said[0]), max(bodies[0].end, said[1])
    rest = text[start:low] + " " + text[high:end]
    for one in reading.addresses:
        if start <= one.start < end:
            rest = rest.replace(text[one.start : one.end], " ")
    return bodies[0] if len(re.findall(r"\w{2,}", rest)) <= 1 else None


def whole_line_body(reading: Reading, start: int, end: int) -> Body | None:
    """The body of a line above labelled lines whose first word is a head word, whatever is in lower case behind it."""
    passage, text = reading.passage, reading.passage.text
    words = words_of(text, start, end)
    if not 1 < len(words) <= _LONGEST or reading.country is None or re.search(r"[.;:!?]", text[start:end]):
        return None
    heads = passage.analysis.lexicon.words["public-body-head"]
    if folded(words[0].text) not in heads or not words[0].text[0].isupper():
        return None
    sentence = passage.analysis.sentence_at(start)
    if sentence is None or reading.bodies.get(sentence.start):
        return None
    name, acronym = name_and_acronym(text, start, end)
    if is_generic(text[slice(*name)], passage.analysis.lexicon):
        return None
    hit = NameHit(name[0], name[1], acronym)
    owner = reading.country.value
    mention = mention_of(passage, hit, BODY_RULE, country=passage.state(owner, *name, BODY_RULE))
    reading.memory.bodies.setdefault(folded(passage.words(*name)), mention)
    return Body(name[0], hit.whole_end, name[1], owner, None, mention)


__all__ = ["body_of_line", "whole_line_body"]
