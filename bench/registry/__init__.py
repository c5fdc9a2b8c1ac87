"""The registry at 10,000, 100,000 and 1,000,000 persons: imported, searched, registered into."""
