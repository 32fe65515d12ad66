"""Many records in, groups out: duplicates, entities, claims with their origins, datings and storylines."""
