"""What is new or changed among all that is public: to read, and to follow in a feed reader."""
