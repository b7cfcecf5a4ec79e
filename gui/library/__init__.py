"""The library of runs in the window: last week's run is found and opened here."""
