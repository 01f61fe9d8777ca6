"""To the applicant: no place this year, with grounds, what would have changed it, and what to do now."""
