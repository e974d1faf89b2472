"""Accounts on social media."""

from __future__ import annotations

from egov_kg.graph.rows import Table, chosen, code, country, integer, plain, prop, reference, web_address
from egov_kg.graph.scribe import Scribe
from egov_kg.identifiers import fold
from egov_kg.records import SocialMediaAccount


def _subject(scribe: Scribe, account: SocialMediaAccount) -> str:
    return scribe.thing("SocialMediaAccount", account.platform.value, fold(account.handle.value))



TABLE = Table(
    record=SocialMediaAccount,
    subject=_subject,
    rows=(
        chosen("handle", "egov:handle", plain),
        prop("country", "egov:country", country),
        prop("platform", "egov:platform", code("platform")),
        prop("account_of", "egov:accountOf", reference),
        prop("followers", "egov:followers", integer),
        prop("url", "egov:url", web_address),
    ),
)
