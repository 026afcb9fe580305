"""What a visitor sees. No script lives directly in this folder: Streamlit would run it without dashboard.py."""
