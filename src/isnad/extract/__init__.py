"""Page in, articles out: body, title, outlet, credit and publication date, furniture kept apart."""
