"""Where a local system's messages end up: a mail server and an SMS provider that keep them."""
