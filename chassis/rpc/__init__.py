"""Requests and answers between the gateway and the services, with deadlines on both sides."""
