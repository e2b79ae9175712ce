"""Local servers that play Meta's and Telegram's platforms, over real HTTP on loopback."""
