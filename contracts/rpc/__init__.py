"""Requests and answers of the services, used by the gateway for HTTP and by services for RPC."""
