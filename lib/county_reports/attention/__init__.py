"""What reports talk about, count and pay for: where their words and their figures meet.

Joins the stages of language and comparison, which know nothing of each other: set phrases with
their sentences (:mod:`.phrases`), themes by words, figures and money (:mod:`.themes`), and how
checkable a report is (:mod:`.checkability`).
"""
