"""Who is told what: read from the outbox of the trail, written as letters, delivered by mail."""
