"""One folder for each document type: type.py (context), body.<language>.html and example.yaml."""
