"""The product killed in the middle of its work, over and over: what it acknowledged is there, and nothing is half done."""
