"""How long a validation takes: ``python benchmarks/validate_bench.py [DOCUMENTS ...]`` (default 5 10).

The data are copies of tests/shapes/conforming.ttl under new names, with a claim for every statement and a quotation
for every third claim, which is the shape of a real build: about 600 facts, 500 claims and 170 quotations a document.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

CONFORMING = Path(__file__).parents[1] / "tests" / "shapes" / "conforming.ttl"
COPIES = 5
_NAMED = re.compile(
    r"\b(agency|organization|portal|legal-instrument|strategy|axis|line|target|observation|tie|post|person|account"
    r"|technology-initiative|partnership):([\w-]+)"
)
_EVIDENCE = re.compile(r"^(claim|evidence):")
_DOCUMENT = re.compile(r"\bdocument:([0-9a-f]{16})")
_SHA = re.compile(r'egov:sha256 "([0-9a-f]{64})"')


def build(documents: int) -> tuple[str, str]:
    """The facts and the evidence of a build of so many documents, in Turtle."""
    lines = CONFORMING.read_text(encoding="utf-8").splitlines()
    prefixes = "\n".join(line for line in lines if line.startswith("@prefix"))
    template = [line for line in lines if line.endswith(" .") and not line.startswith("@prefix")]
    facts, evidence = [prefixes], [prefixes]
    for document in range(documents):
        statements: list[str] = []
        for copy in range(COPIES):
            statements += _copy(template, document, copy)
        facts += statements
        evidence += _claims(statements)
    return "\n".join(facts), "\n".join(evidence)


def _copy(template: list[str], document: int, copy: int) -> Iterator[str]:
    joined = "\n".join(line for line in template if not _EVIDENCE.match(line))
    found = _SHA.search(joined)
    if found is None:
        raise ValueError(f"{CONFORMING} has no source document")
    sha256 = hashlib.sha256(f"document {document}".encode()).hexdigest()
    named = _NAMED.sub(rf"\1:\2-{document}-{copy}", joined)
    yield from named.replace(found[1], sha256).replace(found[1][:16], sha256[:16]).splitlines()


def _claims(statements: list[str]) -> Iterator[str]:
    document = next(found[1] for line in statements if (found := _DOCUMENT.search(line)))
    evidence, start = "", 0
    for number, statement in enumerate(dict.fromkeys(statements)):
        subject, predicate, value = statement.removesuffix(" .").split(" ", 2)
        if predicate == "rdf:type" or subject.startswith(("country:", "document:", "question:", "option:", "form:")):
            continue
        if number % 3 == 0 or not evidence:
            quote = f"The invented sentence number {number} of the invented document says so with länger words."
            start, end = start + 200, start + 200 + len(quote)
            evidence = f"evidence:{document}-{start}-{end}"
            yield f"{evidence} a egov:Evidence, prov:Entity ; egov:document document:{document} ;"
            yield f'    egov:start {start} ; egov:end {end} ; egov:quote "{quote}" .'
        yield f"claim:{document}-{number} a egov:Claim, rdf:Statement, prov:Entity ; rdf:subject {subject} ;"
        yield f"    rdf:predicate {predicate} ; rdf:object {value} ; prov:wasDerivedFrom {evidence} ;"
        yield '    egov:rule "invented-rule" ; egov:confidence 0.9 .'


def main(sizes: list[int]) -> None:
    """Prints the time of the import and of a validation of each size."""
    start = perf_counter()
    from egov_kg.validate import validate_graph  # noqa: PLC0415  # the import is what is measured

    print(f"import: {perf_counter() - start:.2f} s")  # noqa: T201
    for documents in sizes:
        facts, evidence = build(documents)
        start = perf_counter()
        report = validate_graph([facts, evidence])
        seconds = perf_counter() - start
        claims = evidence.count("egov:Claim")
        print(f"{documents} documents, {claims} claims: {seconds:.2f} s, {dict(report.counts)}")  # noqa: T201


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [5, 10])
