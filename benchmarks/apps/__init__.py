"""The smallest servers there are: what the product's share of the possible is counted against."""
