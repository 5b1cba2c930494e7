"""The dashboard: widgets only; everything it shows comes from ``factcheck.runs``."""
