"""Observations of many reports as tidy tables: missing is missing, never a guess or a mean."""
