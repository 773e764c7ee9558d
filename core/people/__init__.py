"""Officers, their accounts and the appointments they act under (R27, R86)."""
