"""The panels: views of runs, each in a card; none talks to the session or to the engine."""
