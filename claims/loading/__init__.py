"""Load claims by the thousand, and write claims of our own invention to measure by.

A file is read in batches (files, reading: JSON in the public shape), each laid out in temporary
tables by COPY (staging), checked there by SQL (checking, known, drafts) and taken over in one
transaction: names, working copies, and with trusted editions the log and what readers see
(naming, working, sealing, showing, shelves). `running` goes through a file, `places` knows where.
"""
