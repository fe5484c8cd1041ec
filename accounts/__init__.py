"""Who works here: agencies, teams, users, roles, council settings, and the trails of what they did and opened."""
