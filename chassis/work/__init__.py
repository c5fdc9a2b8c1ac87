"""Work in the background: long, repeatable, derived from the state of an aggregate."""
