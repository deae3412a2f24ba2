"""What the app ships for admins to change, put in place once."""
