"""The kill switch: what the referent has stopped, at once and with a reason (CH10)."""
