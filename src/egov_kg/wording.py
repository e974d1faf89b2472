"""Numbers in sentences."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun in the singular or the plural, which is ``one`` with an s where none is given.

    >>> counted(1, "document"), counted(0, "document"), counted(2, "country", "countries")
    ('1 document', '0 documents', '2 countries')
    """
    return f"{number} {one if number == 1 else several or one + 's'}"


__all__ = ["counted"]
