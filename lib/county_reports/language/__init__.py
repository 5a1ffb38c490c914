"""What reports say in words: set phrases, vague statements."""
