"""Icons, lessons, datasets, fonts and translations, read through importlib.resources."""
