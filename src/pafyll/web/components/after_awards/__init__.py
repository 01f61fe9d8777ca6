"""What a recipient does after an award: applies for a change, comments on a forewarning, and answers a control."""
