"""What can be done about fees, and by whom it is asked."""
