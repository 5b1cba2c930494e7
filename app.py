"""The dashboard: ``streamlit run app.py``."""

from factcheck.ui.router import run

run()
