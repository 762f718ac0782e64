"""What is claimed of Afterview, and what the claims are tried with."""
