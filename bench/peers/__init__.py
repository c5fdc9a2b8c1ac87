"""What Kanaf is measured against."""
