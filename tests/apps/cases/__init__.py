"""Political cases: papers with live figures, consultations, resolutions and impartiality."""
