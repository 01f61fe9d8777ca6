"""Keys that are made, renewed and revoked; calls that are counted; answers that are kept; addresses that are told."""
