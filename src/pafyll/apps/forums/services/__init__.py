"""What may be done in collective development: announcing schemes, composing forums, holding meetings and deciding."""
