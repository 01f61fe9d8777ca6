"""The last hour before the teachers' deadline, against granian and PostgreSQL on this machine (bench_deadline_hour)."""
