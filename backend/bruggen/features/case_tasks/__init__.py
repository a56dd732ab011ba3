"""What is to be done at cases by when."""
