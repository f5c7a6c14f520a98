"""Ratios measured in one run, and the plain bare model that they are measured against."""
