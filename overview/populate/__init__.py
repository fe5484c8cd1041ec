"""A made-up council of any size, written straight into an empty database: for measuring, rehearsing and training."""
