"""What is shipped once and then the admin's: roles, SOP, workflows, scripts, settings."""
