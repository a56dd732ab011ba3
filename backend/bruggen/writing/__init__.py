"""What people write of the records of the house: drafted, checked, compared, and put into the live record.

Below the features, since proposals, imports and partners' systems all write the same; beside the directory, which reads.
"""
