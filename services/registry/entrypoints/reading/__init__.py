"""From the words of the contract to commands and queries. One module an area.

Each function checks the request against its schema first and raises
`contracts.rpc.problems.InvalidRequest` with every field that does not fit.
"""
