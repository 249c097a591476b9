"""Looking back on what the newsroom did: the audit log, the report for the leaders."""
