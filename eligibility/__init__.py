"""What makes a family eligible: programmes as dated data, and the rule that reads them."""
