"""`python -m operations` is `kanaf`, for callers that do not rely on the console script."""

from operations.main import main

main()
