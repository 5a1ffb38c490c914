"""From a file to a Report: bytes, boilerplate, outline, metadata, manifest."""
