"""Officers, the appointments they act under, and where a report is routed by them (R15, R27, R86)."""
