"""To the applicant: a place in further education, with grounds, money and what to do now."""
