"""The product as people meet it: the real server, the built pages, a real browser."""
