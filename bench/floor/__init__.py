"""The least that Django can do: sessions, users, one table of 10,000 rows, plain templates."""
