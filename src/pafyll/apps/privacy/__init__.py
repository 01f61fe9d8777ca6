"""What people are owed: what is kept about them and how long, their own data, who has seen them, and deletion."""
