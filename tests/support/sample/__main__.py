from chassis.start import main

main("tests.support.sample.bootstrap")
