"""The alarm clock: delivers what is due, through the core and the outbox."""
