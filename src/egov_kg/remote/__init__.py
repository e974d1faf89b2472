"""Stores elsewhere: asked over the SPARQL 1.1 Protocol, filled by the Graph Store Protocol or SPARQL 1.1 Update."""

from __future__ import annotations

from egov_kg.remote.addresses import Addresses
from egov_kg.remote.credentials import Credentials, exposed
from egov_kg.remote.endpoint import Dataset, Endpoint, published_dataset
from egov_kg.remote.publishing import Progress, PublishReport, WholeGraph, publish
from egov_kg.remote.streaming import Stream, StreamingClient
from egov_kg.remote.transport import Limits, Transport

__all__ = [
    "Addresses", "Credentials", "Dataset", "Endpoint", "Limits", "Progress", "PublishReport", "Stream",
    "StreamingClient", "Transport",
    "WholeGraph", "exposed", "publish", "published_dataset",
]  # fmt: skip
