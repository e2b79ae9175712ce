"""From an approver's click to what citizens read."""
