"""Forms and parts about a teacher's qualifications, for herself and for her principal."""
