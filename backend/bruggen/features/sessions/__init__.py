"""Signed-in browsers, and how to end one."""
