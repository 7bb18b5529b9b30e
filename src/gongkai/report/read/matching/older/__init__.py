"""The statistics table of 2014 to 2018, and the tables before there was any form, as labelled values."""
