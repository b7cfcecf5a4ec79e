"""Training engine of Dynascope; knows no Qt."""
