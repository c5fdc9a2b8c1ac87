"""Documents: papers and photographs that people hand in, and who may see them."""
