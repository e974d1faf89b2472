"""``python -m egov_kg`` is the command ``egov-kg``."""

from egov_kg.cli import main

main(prog_name="egov-kg")
