"""What the product does by itself: tasks of the queue and tasks of the clock, and the worker that runs them."""
