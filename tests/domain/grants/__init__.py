"""Cost shares, amounts and explained lines."""
