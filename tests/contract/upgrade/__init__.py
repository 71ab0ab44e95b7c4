"""What a version leaves in its database and says to it, recorded for the version after it."""
