"""An office: its units, people, appointments, roles, calendar and agreements in force."""
