"""What people decided about links, obeyed; and decisions that contradict each other, with the chain between."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from egov_kg.decisions import Decision, Different, Pair, Same, class_of, short
from egov_kg.linking.model import POSSIBLE, SAME, Link
from egov_kg.matching import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two things that a person keeps apart and that other decisions make one, by the things between them."""

    apart: Different
    chain: tuple[str, ...]

    def text(self) -> str:
        """A sentence."""
        between = " = ".join(map(short, self.chain))
        ends = f"{short(self.chain[0])} and {short(self.chain[-1])}"
        return f"entry {self.apart.number} of the decisions keeps {ends} apart, but others say {between}"


def contradictions(decisions: Sequence[Decision]) -> list[Contradiction]:
    """The decisions of a file that contradict each other."""
    near: dict[str, list[str]] = defaultdict(list)
    for one in decisions:
        if isinstance(one, Same):
            near[one.first].append(one.second)
            near[one.second].append(one.first)
    apart = [one for one in decisions if isinstance(one, Different)]
    found = [(one, _chain(near, one.first, one.second)) for one in apart]
    return [Contradiction(apart=one, chain=chain) for one, chain in found if chain]


def _chain(near: Mapping[str, Sequence[str]], first: str, last: str) -> tuple[str, ...]:
    """The shortest way from one thing to another; empty where there is none."""
    before: dict[str, str] = {first: ""}
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        if here == last:
            way = [here]
            while before[way[-1]]:
                way.append(before[way[-1]])
            return tuple(reversed(way))
        for other in sorted(near.get(here, ())):
            if other not in before:
                before[other] = here
                waiting.append(other)
    return ()


def obey(links: Iterable[Link], decisions: Sequence[Decision], labels: Mapping[str, str]) -> list[Link]:
    """The links after what people decided: rejected ones gone, accepted ones sure, missed ones added.

    ``labels`` names the things on both sides; a decision about a thing that is not among them waits.
    """
    pairs = [one for one in decisions if isinstance(one, Pair) and one.outside]
    apart = {frozenset((one.first, one.second)) for one in pairs if isinstance(one, Different)}
    same = {frozenset((one.first, one.second)): one for one in pairs if isinstance(one, Same)}
    for contradiction in contradictions(decisions):
        same.pop(frozenset((contradiction.apart.first, contradiction.apart.second)), None)
    settled = {iri for pair in same for iri in pair}
    found: dict[str, Link] = {}
    for link in links:
        pair = frozenset((link.subject, link.object))
        if pair in apart:
            continue
        decision = same.pop(pair, None)
        if decision is not None:
            found[link.iri] = _decided(link, decision)
        elif link.predicate != POSSIBLE or link.subject not in settled:
            found[link.iri] = link
    for pair, decision in same.items():
        ours, other = _sides(decision)
        if ours in labels and other in labels and pair not in apart:
            link = Link(
                subject=other, predicate=SAME, object=ours, score=1, method="decision", reasons=(),
                verdict=Verdict.ACCEPTED, about=labels[other], target=labels[ours],
            )  # fmt: skip
            found[link.iri] = _decided(link, decision)
    return list(found.values())


def _sides(decision: Same) -> tuple[str, str]:
    """The thing of the graph and the one of another source."""
    first, second = decision.first, decision.second
    return (first, second) if class_of(first) else (second, first)


def _decided(link: Link, decision: Same) -> Link:
    predicate = SAME if link.predicate == POSSIBLE else link.predicate
    reasons = (f"{decision.by}, {decision.on.isoformat()}: {decision.why}",)
    return replace(
        link, predicate=predicate, score=1, method="decision", reasons=reasons, verdict=Verdict.ACCEPTED
    )
