"""What the Personal Data Protection Law gives to people over their own records."""
