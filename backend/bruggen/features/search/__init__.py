"""One search box for all that is public: offers, what people learn from each other by, whom to call, and places."""
