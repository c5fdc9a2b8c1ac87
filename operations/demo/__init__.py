"""`kanaf demo`: one day at a centre, told through the gateway."""
