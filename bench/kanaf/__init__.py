"""Kanaf's side of the event flow: a source, its relay and a listener, made as services are.

`python -m bench.kanaf source serve`, `source relay`, `listener serve`. Nothing is imported here,
so that eventlet can be put under everything first.
"""
