"""Article in, annotations out: times, mentions, attributions, chains and events."""
