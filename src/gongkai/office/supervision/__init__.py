"""Which of my units is wrong, and where: their reports received, judged, returned with a letter,
accepted, summed.
"""
