from chassis.start import main

main("tests.support.listener.bootstrap")
