"""One module per way of running: dev, test, prod. All start from base."""
