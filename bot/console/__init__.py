"""What community managers, editors, the referent, administrators and auditors see (CN1, CN2, CN6, AR3)."""
