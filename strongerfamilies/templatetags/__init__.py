"""Template tags that the GOV.UK template pack is drawn with."""
