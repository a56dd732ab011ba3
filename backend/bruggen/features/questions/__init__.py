"""Plain questions that coordinators are asked: logged in seconds, found again, counted as demand. Never public."""
