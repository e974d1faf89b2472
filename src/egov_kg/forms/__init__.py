"""Questionnaires as data, and the division of a document by the form it follows or by its own outline."""

from egov_kg.forms.checking import CheckedForm, CheckedQuestion, check
from egov_kg.forms.draft import form_draft
from egov_kg.forms.form import Field, Form, Option, Question, Section
from egov_kg.forms.loading import load_forms, read_form
from egov_kg.forms.segmentation import missing, segment, segment_all
from egov_kg.forms.undescribed import undescribed_factor

__all__ = [
    "CheckedForm", "CheckedQuestion", "Field", "Form", "Option", "Question", "Section", "check", "form_draft",
    "load_forms", "missing", "read_form", "segment", "segment_all",
    "undescribed_factor",
]  # fmt: skip
