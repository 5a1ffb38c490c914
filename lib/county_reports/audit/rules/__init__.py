"""The rules: each a small function with the relation, an example in Chinese, and its limits."""
