"""What licensing tells. One module an area."""
