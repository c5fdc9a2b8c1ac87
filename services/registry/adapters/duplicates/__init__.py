"""Records that may be one person: found, reviewed, merged, taken apart again."""
