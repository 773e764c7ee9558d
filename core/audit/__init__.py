"""The audit: append-only, chained per report, anchored over all."""
