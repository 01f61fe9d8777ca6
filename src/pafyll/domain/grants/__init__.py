"""What things cost and who pays, as explained lines of whole kroner."""
