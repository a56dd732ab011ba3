"""What those who came thought of a session, and what they take home of it."""
