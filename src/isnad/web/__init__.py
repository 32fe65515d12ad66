"""The desk: a story file in, the pages out where a person reads, checks and corrects its record."""
