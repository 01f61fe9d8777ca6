"""To a department's leaders or development partners: what the meeting is about."""
