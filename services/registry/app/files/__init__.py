"""Files in and out: imports with a preview, exports within the caller's rights."""
