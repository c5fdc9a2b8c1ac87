"""How inspections, actions, oversight and plans are kept and shown, and what they rest on."""
