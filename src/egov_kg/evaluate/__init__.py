"""Evaluation: what a build says, compared with what a careful reader found in its documents.

The order of the work: gold files are read and checked (gold_files), the build is asked by its public names (graph),
each kind of fact is compared in a module of its own (kinds), what was missed and what was too much is shown with the
words around it (passages, readings), and counted (figures, evaluation). Calibration compares how sure rules say they
are with how often they are right.
"""

from __future__ import annotations

from egov_kg.evaluate.calibration import calibrate
from egov_kg.evaluate.comparing import evaluate
from egov_kg.evaluate.evaluation import EvaluatedDocument, EvaluatedKind, Evaluation
from egov_kg.evaluate.gold_files import load_gold

__all__ = ["EvaluatedDocument", "EvaluatedKind", "Evaluation", "calibrate", "evaluate", "load_gold"]
