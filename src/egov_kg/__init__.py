"""egov-kg reads e-government questionnaires and plans into a knowledge graph that shows its sources."""
