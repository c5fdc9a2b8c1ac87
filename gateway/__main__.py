"""`python -m gateway`: the gateway as a process of its own."""

import sys

from gateway.server import run

if __name__ == "__main__":
    sys.exit(run())
