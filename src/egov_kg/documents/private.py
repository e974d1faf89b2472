"""Private contacts: where they stand in a text, blanked for reading, masked for publishing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from egov_kg.documents.blanks import fill, merged
from egov_kg.documents.contact_words import contact_words
from egov_kg.documents.mail import mail_addresses
from egov_kg.documents.telephones import telephone_numbers
from egov_kg.model import Document, Link, Span

MASK = "█"
_WINDOW = 240
_PRIVATE_SCHEMES = ("mailto:", "tel:", "sms:", "callto:", "whatsapp:")


def contacts(text: str) -> tuple[Span, ...]:
    """The stretches that are mail addresses, telephone numbers, and names of persons given with one as a contact.

    Sorted; none overlap. A name counts behind a word such as ``Contact:`` and before an address or a number alone.
    """
    found = merged((*mail_addresses(text), *telephone_numbers(text)), len(text))
    return merged((*found, *_names(text, found)), len(text)) if found else ()


def _names(text: str, found: tuple[Span, ...]) -> list[Span]:
    names: list[Span] = []
    last, named = 0, False
    for span in found:
        words = contact_words()
        match = words.contact.search(text, max(last, span.start - _WINDOW), span.start)
        if match is None and named:
            match = words.next_contact.fullmatch(text, last, span.start)
        if match is not None and match["name"] and not words.public.match(text, match.end("name")):
            names.append(Span(*match.span("name")))
        last, named = span.end, match is not None
    return names


def with_private(document: Document, spans: Iterable[Span]) -> Document:
    """The document with more private stretches: blank in ``plain``, without the links that stand in or lead to one."""
    private = merged((*document.private, *spans), len(document.text))
    if private == document.private:
        return document
    links = tuple(link for link in document.links if not _is_private(link, private))
    return replace(document, private=private, plain=fill(document.plain, private), links=links)


def _is_private(link: Link, private: tuple[Span, ...]) -> bool:
    if link.target.lower().startswith(_PRIVATE_SCHEMES) or any(mail_addresses(link.target)):
        return True
    return any(span.start < link.span.end and link.span.start < span.end for span in private)


def masked(document: Document) -> str:
    """The cited text with every private character but line ends as █; offsets and length stay."""
    return fill(document.text, document.private, MASK)
