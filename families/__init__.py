"""The record: people, families, evidence, agreement, keyworker. Every later room stands on it."""
