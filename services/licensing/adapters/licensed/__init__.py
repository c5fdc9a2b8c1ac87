"""How licences are kept, printed, signed and told of."""
