"""What services tell each other and the gateway: the only code that two services both import."""
