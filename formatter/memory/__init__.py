"""What was translated before: approved wording (TMX) and the build cache."""
