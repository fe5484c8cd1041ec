"""Every write of the room, split by whose work it is: writing and sending a referral, checking it, deciding on it."""
