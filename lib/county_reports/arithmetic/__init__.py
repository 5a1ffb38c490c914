"""Arithmetic of printed figures: what digits allow, sums that groups keep, limits of a county.

It knows numbers and no text. Restoration asks it whether a split of fused digits holds; the audit
asks it whether what a report states holds: one rule, written once, for both.
"""
