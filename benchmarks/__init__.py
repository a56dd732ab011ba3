"""Generated data, load and comparisons: what the product's speed was measured with."""
