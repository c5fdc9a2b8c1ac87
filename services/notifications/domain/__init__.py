"""The rules of notifying: standard library only."""
