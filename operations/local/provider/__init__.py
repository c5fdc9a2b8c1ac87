"""A payment provider of a local system: takes what people pay and tells the ministry of it."""
