"""The benchmark: a made-up council at two sizes, every page measured on both. Not part of the product."""
