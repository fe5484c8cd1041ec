"""Every write of the room, split by noun."""

from families.actions.opening import AgreementTold, Contact, open_family

__all__ = ["AgreementTold", "Contact", "open_family"]
