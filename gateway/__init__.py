"""The single window over HTTP: who asks, what they may ask, one RPC call, and the answer."""
