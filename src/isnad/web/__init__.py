"""The desk: where a person reads, checks and corrects the record."""
