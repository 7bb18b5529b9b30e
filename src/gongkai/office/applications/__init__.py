"""When is the answer due, and why: applications with their events, the clock over them, letters,
papers and service.
"""
