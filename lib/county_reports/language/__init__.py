"""The words of many reports: terms, keyness, set phrases, shared passages."""
