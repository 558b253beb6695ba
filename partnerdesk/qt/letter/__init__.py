"""Parts that show a letter and its times, wherever one is written or tried."""
