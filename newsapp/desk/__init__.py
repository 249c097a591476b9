"""What staff see of many articles at once: finding them, handling several, and what waits for whom."""
