"""What is new for somebody in the cases that concern them."""
