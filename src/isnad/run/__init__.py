"""A plan and records in, findings out: the engines that run a plan."""
