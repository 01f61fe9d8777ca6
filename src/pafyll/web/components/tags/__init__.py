"""What templates can say: one module per kind of word. All of them are built in, so no page loads them."""
