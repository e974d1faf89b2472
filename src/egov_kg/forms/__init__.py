"""Questionnaires as data, and the division of a document by the form it follows or by its own outline."""

from egov_kg.forms.form import Field, Form, Option, Question, Section
from egov_kg.forms.loading import load_forms
from egov_kg.forms.segmentation import missing, segment, segment_all

__all__ = ["Field", "Form", "Option", "Question", "Section", "load_forms", "missing", "segment", "segment_all"]
