"""Surveys: questionnaires, who is invited, what is answered and by nobody knows whom, and what is agreed afterwards."""
