"""What a person means: from a text to an intent with its fields."""
