"""Window of Dynascope; never imports torch."""
