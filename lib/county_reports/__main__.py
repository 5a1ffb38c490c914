"""``python -m county_reports`` is the command ``county-reports``."""

from county_reports.cli import main

if __name__ == "__main__":
    main()
