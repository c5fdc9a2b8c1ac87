import sys

from chassis.start import main

main(f"bench.kanaf.{sys.argv[1]}", sys.argv[2:])
