"""The beneficiary registry: persons and households."""
