"""One file per step of the journey, all of one shape; adding a step is adding a file and a line here."""
