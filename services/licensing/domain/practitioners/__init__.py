"""Who practises social work: what the register knows of them, and how they stand."""
