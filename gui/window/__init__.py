"""Parts of the main window: docks, their arrangement, the lines for hints and problems."""
