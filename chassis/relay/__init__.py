"""The relay: brings stored events to the broker, at least once, in order within each subject."""
