"""From a reply to what it says to each question of a letter.

The numbers of the letter divide it (`sorting`), what the letter itself says is cut out of each part
(`cutting`), and what is left may be an answer (`values`).
"""
