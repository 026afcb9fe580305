"""Start the server: python -m pages.parts.serve [options of `streamlit run`]."""

import sys

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli


def main() -> None:
    """Serve dashboard.py until interrupted."""
    # Until a first run tells it otherwise, Streamlit takes a folder named pages for its own kind of pages: the first
    # visitor after a start, coming by a link, would be told "Page not found".
    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", "dashboard.py", *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
