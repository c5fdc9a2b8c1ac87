"""Who is calling: the issuer's keys, the token they verify, and the roles it may carry."""
