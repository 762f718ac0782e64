"""Afterview over real wires, against stand-ins of the platforms on loopback."""
